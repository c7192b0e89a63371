package io.fantail.trace.path;

import io.fantail.event.ReportFigures;
import io.fantail.span.LambdaInvocation;
import io.fantail.trace.lambda.LinkedSpan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the invocations of an execution are billed for. */
public final class LambdaUse {
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double MEGABYTES_PER_GIGABYTE = 1_024;

  private LambdaUse() {}

  /** One run; several attempts may name one request. */
  private record RunId(String requestId, int attempt) {}

  /**
   * Billed duration times memory, of each invocation once, as its REPORT says.
   *
   * @return null where no REPORT tells both
   */
  public static @Nullable Double gigabyteSeconds(List<LinkedSpan> spans) {
    Set<RunId> counted = new HashSet<>();
    double sum = 0;
    for (LinkedSpan span : spans) {
      LambdaInvocation invocation = span.invocation();
      ReportFigures figures = invocation == null ? ReportFigures.NONE : invocation.figures();
      if (invocation != null
          && figures.billedMs() != null
          && figures.memoryMb() != null
          && counted.add(new RunId(invocation.requestId(), invocation.attempt()))) {
        sum +=
            figures.billedMs() / MILLIS_PER_SECOND * (figures.memoryMb() / MEGABYTES_PER_GIGABYTE);
      }
    }
    return counted.isEmpty() ? null : (Double) sum;
  }
}
