package io.fantail.table.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a lake's log of leases. Only the store's clock is asked how old it is: hosts whose
 * clocks differ by minutes agree on it.
 *
 * @param number of the entry: each is one more than the last
 * @param writtenAt by the clock of the store
 * @param lease null where it is not whole: its writer was about to write, or died doing so
 */
public record LeaseEntry(long number, Instant writtenAt, @Nullable Lease lease) {
  /** For how long a claim lasts that is not renewed; whoever waits for a dead job waits so long. */
  public static final Duration TERM = Duration.ofMinutes(10);

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Until when nobody else may take the lake, by the clock of the store. */
  public Instant until() {
    return writtenAt.plus(lease == null ? TERM : lease.term());
  }

  /** Whether this is an entry of that job. */
  boolean isOf(String runId) {
    return lease != null && lease.runId().equals(runId);
  }

  /** Whether the job has ended: it said so, or its process is surely gone. */
  boolean isGivenUp() {
    return lease != null
        && (lease.isReleased() || (lease.process() != null && lease.process().isGone()));
  }

  /**
   * Whether its term is over.
   *
   * @param now by the clock of the store
   */
  boolean isOverAt(Instant now) {
    return until().isBefore(now);
  }

  /** Who holds the lake since when, as the beginning of a sentence. */
  public String owner() {
    if (lease == null) {
      return "a job that began " + SECONDS.format(writtenAt);
    }
    OwnerProcess process = lease.process();
    return "'"
        + lease.command()
        + "' on "
        + lease.host()
        + (process == null ? "" : " (process " + process.pid() + ")")
        + " since "
        + SECONDS.format(lease.since())
        + ", run "
        + lease.runId();
  }

  /** Until when, in words. */
  public String untilInWords() {
    return SECONDS.format(until());
  }
}
