package io.fantail.look.export;

import io.fantail.span.SpanIds;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The children of a Map Run that are not exported one by one, as figures: a summary, which stands
 * as one span below the Map Run, from when the first of them started until the last ended.
 *
 * @param aChildArn one of them, which tells the state machine, the region and the account
 * @param outcomes of them by the status of the execution
 * @param activeTimes null where none of them ended
 * @param endedAt null where none of them ended
 */
public record SimilarChildren(
    String mapRunArn,
    String traceId,
    String stateMachineName,
    String aChildArn,
    Outcomes outcomes,
    @Nullable ActiveTimes activeTimes,
    Instant startedAt,
    @Nullable Instant endedAt) {

  /** How many ended in what way. */
  public record Outcomes(long succeeded, long failed, long timedOut, long aborted, long running) {
    public long count() {
      return succeeded + failed + timedOut + aborted + running;
    }
  }

  /** What they took, in milliseconds, without time in which nobody worked before a redrive. */
  public record ActiveTimes(double p50Ms, double p99Ms, double maxMs, double sumMs) {}

  public String spanId() {
    return SpanIds.ofSimilarChildren(mapRunArn);
  }

  /** The span of the Map Run. */
  public String parentSpanId() {
    return SpanIds.ofMapRun(mapRunArn);
  }

  public String title() {
    return String.format(
        Locale.ROOT,
        outcomes.count() == 1 ? "%,d similar child" : "%,d similar children",
        outcomes.count());
  }

  /** When the last of them ended; where none did, when the first started. */
  public Instant end() {
    return endedAt == null || endedAt.isBefore(startedAt) ? startedAt : endedAt;
  }
}
