package io.fantail.testing.workflow;

import io.fantail.span.SpanStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How and when a span ended, or that it went on again: then the status is {@code UNFINISHED}.
 *
 * <p>AWS writes no event for the end of a state that failed or was stopped: between the failure and
 * the end of what is around it every time is true.
 */
final class Ending {
  /** The first event after which it may be said. */
  final long fromEvent;

  /** The event after which it has to be said. */
  long knownBy;

  final long earliest;
  long latest;

  /** No event told it before the execution ended; a redrive begins another try. */
  boolean untold;

  final Set<SpanStatus> statuses;
  final @Nullable String error;

  Ending(
      long fromEvent,
      long knownBy,
      long earliest,
      long latest,
      Set<SpanStatus> statuses,
      @Nullable String error) {
    this.fromEvent = fromEvent;
    this.knownBy = knownBy;
    this.earliest = earliest;
    this.latest = latest;
    this.statuses = statuses;
    this.error = error;
  }

  boolean isReopened() {
    return statuses.contains(SpanStatus.UNFINISHED);
  }

  boolean fits(SpanStatus status, @Nullable Long endedAt) {
    if (isReopened()) {
      return endedAt == null;
    }
    return endedAt != null && earliest <= endedAt && endedAt <= latest && statuses.contains(status);
  }

  @Override
  public String toString() {
    return isReopened()
        ? "again"
        : statuses + " " + earliest % 10_000_000 + "-" + latest % 10_000_000 + " by " + knownBy;
  }
}
