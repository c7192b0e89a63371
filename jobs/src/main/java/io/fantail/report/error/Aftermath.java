package io.fantail.report.error;

import io.fantail.report.subject.ReportedSpan;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came after the failures of one execution: another try, or a {@code Catch}. */
final class Aftermath {
  enum Outcome {
    RETRIED,
    CAUGHT,
    /** It ended the execution, or was without consequence. */
    NEITHER
  }

  private final Map<String, ReportedSpan> spans = new HashMap<>();
  private final Set<Attempt> attempts = new HashSet<>();

  private record Attempt(@Nullable String stateSpanId, int redriveCount, int number) {}

  /** Takes all spans of an execution. */
  Aftermath(List<ReportedSpan> ofExecution) {
    for (ReportedSpan span : ofExecution) {
      spans.put(span.spanId(), span);
      Integer number = span.attempt();
      if (span.kind() == SpanKind.ATTEMPT && number != null) {
        attempts.add(new Attempt(span.parentSpanId(), span.redriveCount(), number));
      }
    }
  }

  /** What came after a span that failed. */
  Outcome of(ReportedSpan failed) {
    if (failed.kind() == SpanKind.ATTEMPT
        && failed.attempt() != null
        && attempts.contains(
            new Attempt(failed.parentSpanId(), failed.redriveCount(), failed.attempt() + 1))) {
      return Outcome.RETRIED;
    }
    if (failed.kind() == SpanKind.MAP_RUN && isFollowedByAnother(failed)) {
      return Outcome.RETRIED;
    }
    ReportedSpan below = failed;
    for (ReportedSpan span = failed.kind() == SpanKind.STATE ? failed : above(failed);
        span != null && span.kind() != SpanKind.EXECUTION;
        span = above(span)) {
      if (isOfFormerTry(below, span)) {
        return Outcome.RETRIED;
      }
      if (span.attributes().containsKey(SpanAttributes.CAUGHT_ERROR)) {
        return Outcome.CAUGHT;
      }
      if (span.status() != SpanStatus.ERROR) {
        return Outcome.NEITHER;
      }
      below = span;
    }
    return Outcome.NEITHER;
  }

  private boolean isFollowedByAnother(ReportedSpan mapRun) {
    return spans.values().stream()
        .anyMatch(
            span ->
                span.kind() == SpanKind.MAP_RUN
                    && Objects.equals(span.parentSpanId(), mapRun.parentSpanId())
                    && span.redriveCount() == mapRun.redriveCount()
                    && span.startedAt().isAfter(mapRun.startedAt()));
  }

  /** Whether a part of a Map or Parallel failed, which then began again as a whole. */
  private static boolean isOfFormerTry(ReportedSpan part, ReportedSpan container) {
    return (part.kind() == SpanKind.ITERATION || part.kind() == SpanKind.BRANCH)
        && number(part, SpanAttributes.TRY) < number(container, SpanAttributes.TRIES);
  }

  private @Nullable ReportedSpan above(ReportedSpan span) {
    return span.parentSpanId() == null ? null : spans.get(span.parentSpanId());
  }

  private static int number(ReportedSpan span, String attribute) {
    String number = span.attributes().get(attribute);
    return number == null ? 1 : Integer.parseInt(number);
  }
}
