package io.fantail.trace.path;

import io.fantail.event.ReportFigures;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.trace.lambda.LinkedSpan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the invocations of an execution are billed for, each of them once: requests, and duration
 * times memory, as their REPORTs say.
 *
 * @param requests invocations found
 * @param gbSeconds null where no REPORT tells both
 * @param wastedGbSeconds of these, those of invocations whose attempt failed; null the same
 */
public record LambdaUse(
    int requests, @Nullable Double gbSeconds, @Nullable Double wastedGbSeconds) {
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double MEGABYTES_PER_GIGABYTE = 1_024;

  /** One run; several attempts may name one request. */
  private record RunId(String requestId, int attempt) {}

  /**
   * What an execution used.
   *
   * @param spans of it, those of invocations behind their attempt
   */
  public static LambdaUse of(List<LinkedSpan> spans) {
    Set<RunId> counted = new HashSet<>();
    boolean isReported = false;
    double sum = 0;
    double wasted = 0;
    boolean attemptFailed = false;
    for (LinkedSpan span : spans) {
      if (span.span().kind() == SpanKind.ATTEMPT) {
        attemptFailed = span.span().status() == SpanStatus.ERROR;
      }
      LambdaInvocation invocation = span.invocation();
      if (invocation != null
          && counted.add(new RunId(invocation.requestId(), invocation.attempt()))) {
        Double used = gbSecondsOf(invocation.figures());
        isReported |= used != null;
        sum += used == null ? 0 : used;
        wasted += used == null || !attemptFailed ? 0 : used;
      }
    }
    return new LambdaUse(
        counted.size(), isReported ? (Double) sum : null, isReported ? (Double) wasted : null);
  }

  private static @Nullable Double gbSecondsOf(ReportFigures figures) {
    return figures.billedMs() == null || figures.memoryMb() == null
        ? null
        : (Double)
            (figures.billedMs()
                / MILLIS_PER_SECOND
                * (figures.memoryMb() / MEGABYTES_PER_GIGABYTE));
  }
}
