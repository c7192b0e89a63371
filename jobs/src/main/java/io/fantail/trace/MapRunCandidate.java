package io.fantail.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Map Run that children of its family may belong to, with what they take over from it.
 *
 * @param traceId of the root above the parent
 * @param endedAt null while it runs
 */
public record MapRunCandidate(
    String mapRunArn,
    String parentExecutionArn,
    String rootExecutionArn,
    String traceId,
    Instant startedAt,
    @Nullable Instant endedAt) {

  /** Whether it was open at that time; both ends count, as several events share a millisecond. */
  boolean wasOpenAt(Instant at) {
    return !at.isBefore(startedAt) && (endedAt == null || !at.isAfter(endedAt));
  }
}
