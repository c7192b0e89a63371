package io.fantail.report.warning;

import io.fantail.event.Payload;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts in how many executions a state was given or returned nearly, or more than, 256 KiB. */
final class PayloadTally {
  private static final double NEAR = 0.8;
  private static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";

  private final OpenCounts counts;

  PayloadTally(OpenCounts counts) {
    this.counts = counts;
  }

  /** Whether a span has something to be counted, which hardly any has. */
  static boolean isOf(ReportedSpan span) {
    boolean mayBeLarge =
        span.kind() == SpanKind.STATE
            || span.kind() == SpanKind.ATTEMPT
            || span.kind() == SpanKind.EXECUTION;
    return isRefused(span)
        || (mayBeLarge && span.attributes().containsKey(SpanAttributes.PAYLOAD_BYTES));
  }

  private static boolean isRefused(ReportedSpan span) {
    return span.failureOrigin() && DATA_LIMIT_EXCEEDED.equals(span.failure().error());
  }

  /** Counts all spans of an execution, of which one at least has something to be counted. */
  void add(List<ReportedSpan> ofExecution) {
    Map<@Nullable String, Integer> largest = new HashMap<>();
    for (ReportedSpan span : ofExecution) {
      String bytes =
          span.kind() == SpanKind.BRANCH
              ? null
              : span.attributes().get(SpanAttributes.PAYLOAD_BYTES);
      if (bytes != null) {
        largest.merge(span.stateName(), Integer.valueOf(bytes), Math::max);
      }
    }
    for (ReportedSpan span : ofExecution) {
      if (isRefused(span)) {
        count(WarningKind.DATA_LIMIT, span, largest.getOrDefault(span.stateName(), 0));
      }
    }
    if (largest.size() > 1) {
      // What the execution was given, its first state was given.
      largest.remove(null);
    }
    ReportedSpan any = ofExecution.get(0);
    largest.forEach(
        (state, bytes) -> {
          if (bytes >= NEAR * Payload.MOST_BYTES) {
            counts.of(WarningKind.PAYLOAD, any.execution(), state).add(occurrence(any, bytes));
          }
        });
  }

  private void count(WarningKind kind, ReportedSpan span, int bytes) {
    counts.of(kind, span.execution(), span.stateName()).add(occurrence(span, bytes));
  }

  private static Occurrence occurrence(ReportedSpan span, int bytes) {
    return new Occurrence(bytes, Payload.MOST_BYTES, span.execution().executionArn());
  }
}
