package io.fantail.report.error;

import io.fantail.report.subject.ConsoleLink;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.Fields;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence that stands for its kind: the earliest, and of those the first by the span's id,
 * so that every run takes the same.
 *
 * @param cause null where it says nothing or payloads are not kept
 */
public record ErrorSample(
    Instant seenAt,
    String spanId,
    @Nullable String cause,
    String executionArn,
    Instant executionStartedAt,
    String traceId) {
  private static final Comparator<ErrorSample> FIRST =
      Comparator.comparing(ErrorSample::seenAt).thenComparing(ErrorSample::spanId);

  static ErrorSample of(ReportedSpan failed, Instant executionStartedAt) {
    return new ErrorSample(
        failed.lastSeenAt(),
        failed.spanId(),
        failed.failure().cause(),
        failed.execution().executionArn(),
        executionStartedAt,
        failed.execution().traceId());
  }

  static ErrorSample shape(Fields<ErrorSample> fields) {
    return new ErrorSample(
        fields.time(ErrorSample::seenAt),
        fields.text(ErrorSample::spanId),
        fields.textOrNull(ErrorSample::cause),
        fields.text(ErrorSample::executionArn),
        fields.time(ErrorSample::executionStartedAt),
        fields.text(ErrorSample::traceId));
  }

  ErrorSample orEarlier(ErrorSample other) {
    return FIRST.compare(this, other) <= 0 ? this : other;
  }

  /** Lists the columns. */
  static void columns(Fields<ErrorSample> fields) {
    fields.textOrNull(
        "sample_cause",
        "What the first occurrence says; null where it says nothing or payloads are not kept.",
        ErrorSample::cause);
    fields.text(
        "sample_execution_arn",
        "The execution of the first occurrence.",
        ErrorSample::executionArn);
    fields.text("sample_trace_id", "The trace of the first occurrence.", ErrorSample::traceId);
    fields.textOrNull(
        "console_url",
        "Where AWS's console shows the execution of the first occurrence; null where that is not"
            + " known.",
        one -> ConsoleLink.of(one.executionArn, one.executionStartedAt));
  }
}
