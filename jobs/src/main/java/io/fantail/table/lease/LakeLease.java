package io.fantail.table.lease;

import io.fantail.table.Fence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lease of a lake while a job has it. Whoever holds it calls {@link #renew} now and then, and
 * lets every commit pass through it, which ends the job where the lake is another's by now.
 */
public final class LakeLease implements Fence {
  /** A commit begins only while so much of the term is left; one lasts seconds. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  /** A commit that takes longer is left alone, and the lease runs out. */
  private static final Duration LONGEST_COMMIT = Duration.ofSeconds(10);

  private final LeaseLog log;
  private final Clock clock;

  /** Commits share it; whoever gives the lease back needs it alone. */
  private final ReadWriteLock commits = new ReentrantReadWriteLock();

  private LeaseEntry entry;
  private Lease lease;
  private Instant renewedAt;
  private long renewedAtNanos;
  private boolean isReleased;

  /** Whether nobody has held the lake before, and whether it was there then. */
  private final boolean isFirst;

  private final boolean hadLake;

  private LakeLease(
      LeaseLog log,
      Clock clock,
      Lease lease,
      LeaseEntry entry,
      Instant askedAt,
      boolean isFirst,
      boolean hadLake) {
    this.log = log;
    this.clock = clock;
    this.isFirst = isFirst;
    this.hadLake = hadLake;
    this.lease = lease;
    this.entry = entry;
    this.renewedAt = askedAt;
    this.renewedAtNanos = System.nanoTime();
  }

  /**
   * Takes a lake that nobody holds, or whose holder is over.
   *
   * @param isForced whether it is taken from anybody
   * @param clock of this host
   * @throws LeaseException when another job holds it
   */
  public static LakeLease take(LeaseLog log, Lease lease, boolean isForced, Clock clock)
      throws IOException {
    while (true) {
      LeaseEntry last = log.last();
      if (last != null && !isForced && !log.isOver(last)) {
        throw LeaseException.heldBy(last);
      }
      boolean hadLake = last != null || log.hasLake();
      Instant askedAt = clock.instant();
      LeaseEntry added = log.follow(last, lease);
      if (added != null) {
        return new LakeLease(log, clock, lease, added, askedAt, last == null, hadLake);
      }
    }
  }

  /** Does a commit while the lake is surely this job's. */
  @Override
  public <T> T pass(Supplier<T> commit) {
    commits.readLock().lock();
    try {
      check();
      return commit.get();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      commits.readLock().unlock();
    }
  }

  private synchronized void check() throws IOException {
    if (isReleased) {
      throw new IllegalStateException("a commit behind the end of the command");
    }
    if (left().compareTo(MARGIN) < 0) {
      renew();
    } else if (!log.isLast(entry) && !isStillOurs()) {
      throw lost();
    }
  }

  /**
   * Holds the lake for another term from now on.
   *
   * @throws LeaseException when another job has taken it
   */
  public synchronized void renew() throws IOException {
    if (!isReleased) {
      Instant askedAt = clock.instant();
      long askedAtNanos = System.nanoTime();
      add(lease.renewed(askedAt));
      renewedAt = askedAt;
      renewedAtNanos = askedAtNanos;
    }
  }

  /**
   * Gives the lake back once no commit is under way; none begins behind it. Does nothing where the
   * lake is another's by now. Of a job that was the first and has written nothing, nothing is left.
   */
  public void release() throws IOException {
    boolean isQuiet = false;
    try {
      isQuiet = commits.writeLock().tryLock(LONGEST_COMMIT.toSeconds(), TimeUnit.SECONDS);
      releaseNow(isQuiet);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      if (isQuiet) {
        commits.writeLock().unlock();
      }
    }
  }

  private synchronized void releaseNow(boolean isQuiet) throws IOException {
    if (isReleased) {
      return;
    }
    isReleased = true;
    if (isQuiet && isStillOurs() && !(isFirst && log.removeIfAlone(!hadLake))) {
      log.follow(entry, lease.released(clock.instant()));
    }
  }

  private boolean isStillOurs() throws IOException {
    LeaseEntry last = log.last();
    if (last == null || !last.isOf(lease.runId())) {
      return false;
    }
    entry = last;
    return true;
  }

  private void add(Lease next) throws IOException {
    // A request may have been fulfilled, and its answer lost.
    if (!isStillOurs()) {
      throw lost();
    }
    LeaseEntry added = log.follow(entry, next);
    if (added == null) {
      throw lost();
    }
    lease = next;
    entry = added;
  }

  private LeaseException lost() throws IOException {
    @Nullable LeaseEntry last = log.last();
    return LeaseException.lostTo(last == null ? entry : last);
  }

  /** A machine that was asleep shows it on one of the two clocks. */
  private Duration left() {
    Duration byClock = Duration.between(renewedAt, clock.instant());
    Duration byTicks = Duration.ofNanos(System.nanoTime() - renewedAtNanos);
    return lease.term().minus(byClock.compareTo(byTicks) > 0 ? byClock : byTicks);
  }
}
