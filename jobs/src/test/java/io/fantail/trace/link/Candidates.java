package io.fantail.trace.link;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Map Runs of parents whose events are all there, and that were never redriven. */
final class Candidates {
  private Candidates() {}

  static MapRunCandidate of(
      String mapRunArn,
      String parentExecutionArn,
      String rootExecutionArn,
      String traceId,
      Instant startedAt,
      @Nullable Instant endedAt,
      boolean rivalled) {
    return new MapRunCandidate(
        mapRunArn,
        parentExecutionArn,
        new TracePlace(rootExecutionArn, traceId),
        startedAt,
        endedAt,
        rivalled,
        false,
        List.of());
  }
}
