package io.fantail.trace;

import io.fantail.span.Execution;
import io.fantail.span.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Map Run that children of its family may belong to, with what they take over from it.
 *
 * @param traceId of the root above the parent
 * @param endedAt the latest that it can have ended; null while it runs
 * @param rivalled another one of its state machine and label, which the archive lacks, was open
 *     with it: see {@link MissingMapRuns}
 * @param torn events of its parent are missing, and those of another run of it may be among them
 */
public record MapRunCandidate(
    String mapRunArn,
    String parentExecutionArn,
    String rootExecutionArn,
    String traceId,
    Instant startedAt,
    @Nullable Instant endedAt,
    boolean rivalled,
    boolean torn) {
  /** A child that is stopped with its Map Run, and a clock, may be later than the end of it. */
  static final Duration TOLERANCE = Duration.ofSeconds(1);

  /** Of which nothing says that another one was open with it. */
  MapRunCandidate(
      String mapRunArn,
      String parentExecutionArn,
      String rootExecutionArn,
      String traceId,
      Instant startedAt,
      @Nullable Instant endedAt,
      boolean rivalled) {
    this(
        mapRunArn,
        parentExecutionArn,
        rootExecutionArn,
        traceId,
        startedAt,
        endedAt,
        rivalled,
        false);
  }

  /** Whether it was open at that time; both ends count, as several events share a millisecond. */
  boolean wasOpenAt(Instant at) {
    return !at.isBefore(startedAt) && (endedAt == null || !at.isAfter(endedAt));
  }

  /** Whether it was open all the time of the child: it waits for those that it did not stop. */
  boolean mayHold(Execution child) {
    return wasOpenAt(child.startedAt()) && !isOutlivedBy(child);
  }

  /** Whether it may hold the child, but for what clocks differ. */
  boolean mayNearlyHold(Execution child) {
    Instant at = child.startedAt();
    return !at.isBefore(startedAt.minus(TOLERANCE))
        && (endedAt == null || !at.isAfter(endedAt.plus(TOLERANCE)))
        && !isOutlivedBy(child);
  }

  private boolean isOutlivedBy(Execution child) {
    Instant childEnd = child.endedAt();
    return endedAt != null
        && childEnd != null
        && child.status() != ExecutionStatus.ABORTED
        && childEnd.isAfter(endedAt.plus(TOLERANCE));
  }
}
