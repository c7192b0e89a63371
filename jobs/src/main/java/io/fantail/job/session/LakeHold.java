package io.fantail.job.session;

import io.fantail.table.Fence;
import io.fantail.table.lease.LakeLease;
import io.fantail.table.lease.Lease;
import io.fantail.table.lease.LeaseEntry;
import io.fantail.table.lease.LeaseException;
import io.fantail.table.lease.LeaseLog;
import io.fantail.table.lease.OwnerProcess;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a lake for one command: takes its lease, or waits for it, renews it while the command works
 * and gives it back at the end, also when somebody stops the program. Who only reads takes none,
 * and can commit nothing.
 */
public final class LakeHold implements Fence, AutoCloseable {
  private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(2);

  /** The hook runs after Spark has ended, and before Hadoop closes its file systems. */
  private static final int BEFORE_FILE_SYSTEMS = 20;

  private final Run run;
  private final String lake;
  private final Configuration hadoop;
  private final Clock clock;
  private final Progress progress;
  private final Timer renewing = new Timer("lease", true);
  private final Runnable atShutdown = this::close;
  private volatile @Nullable LakeLease lease;

  LakeHold(Run run, String lake, Configuration hadoop, Clock clock, Progress progress) {
    this.run = run;
    this.lake = lake;
    this.hadoop = hadoop;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Takes the lake.
   *
   * @param patience how long another job is waited for
   * @param isForced whether it is taken from anybody
   * @throws LeaseException when another job holds it still
   * @throws IOException when the lake cannot be written
   */
  void take(Duration patience, boolean isForced) throws IOException {
    LeaseLog log = LeaseLog.of(lake, hadoop);
    OwnerProcess.Here here = OwnerProcess.here();
    Instant giveUpAt = clock.instant().plus(patience);
    String told = "";
    while (lease == null) {
      try {
        Lease wanted = Lease.of(run.id(), run.command(), here, clock.instant(), LeaseEntry.TERM);
        lease = LakeLease.take(log, wanted, isForced, clock);
      } catch (LeaseException held) {
        Duration left = Duration.between(clock.instant(), giveUpAt);
        if (left.isNegative() || left.isZero()) {
          throw held;
        }
        told = tell(held.owner(), told);
        sleep(left.compareTo(BETWEEN_QUESTIONS) < 0 ? left : BETWEEN_QUESTIONS);
      }
    }
    ShutdownHookManager.get().addShutdownHook(atShutdown, BEFORE_FILE_SYSTEMS);
    long between = BETWEEN_RENEWALS.toMillis();
    renewing.schedule(
        new TimerTask() {
          @Override
          public void run() {
            renew();
          }
        },
        between,
        between);
  }

  /** Says whom the command waits for, once for each. */
  private String tell(String owner, String told) {
    if (!owner.equals(told)) {
      progress.note("Waiting for another job that holds the lake: " + owner);
    }
    return owner;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private void renew() {
    LakeLease held = lease;
    try {
      if (held != null) {
        held.renew();
      }
    } catch (IOException unanswered) {
      // There is time to ask again; a commit that comes when it is short asks itself.
    } catch (LeaseException lost) {
      // The next commit is told.
      renewing.cancel();
    }
  }

  @Override
  public <T> T pass(Supplier<T> commit) {
    LakeLease held = lease;
    if (held == null) {
      throw new IllegalStateException("'" + run.command() + "' writes without a lease");
    }
    return held.pass(commit);
  }

  /** Gives the lake back. */
  @Override
  public void close() {
    renewing.cancel();
    LakeLease held = lease;
    if (held == null) {
      return;
    }
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(atShutdown);
    }
    try {
      held.release();
    } catch (IOException unanswered) {
      progress.note(
          "The lease of the lake could not be given back; the next job waits until it is over, "
              + LeaseEntry.TERM.toMinutes()
              + " minutes at most.");
    }
  }
}
