package io.fantail.span.xray;

import io.fantail.event.AwsSpan;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.shape.Column;
import io.fantail.shape.Fields;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A span of AWS, and the execution that its X-Ray trace says it is of.
 *
 * @param executionArn null where the trace does not say it
 * @param join null where there is no execution
 * @param top whether what is above it is not of this execution, or not known
 */
record JoinedAwsSpan(
    AwsSpan span, @Nullable String executionArn, @Nullable AwsSpanJoin join, boolean top) {

  private static final AwsSpanJoin[] JOINS = AwsSpanJoin.values();

  /** The fields, as the table {@code aws_spans} shows them; what is on top is not among them. */
  static JoinedAwsSpan shape(Fields<JoinedAwsSpan> fields) {
    return new JoinedAwsSpan(
        fields.record(JoinedAwsSpan::span, AwsSpan::shape),
        fields.textOrNull(
            "execution_arn",
            "Execution that the X-Ray trace says it is of.",
            JoinedAwsSpan::executionArn),
        fields
            .column("execution_join", "How that is known: own, ancestor or trace.")
            .constantOrNull(JOINS, JoinedAwsSpan::join),
        false);
  }

  /**
   * As a span of its execution: under AWS's own id, the top one below the execution's span.
   *
   * @throws IllegalStateException when it is of none
   */
  Span toSpan() {
    if (executionArn == null || join == null) {
      throw new IllegalStateException("a span of no execution: " + span.spanId());
    }
    return new Span(
        SpanKind.AWS,
        span.spanId(),
        top ? SpanIds.ofExecution(executionArn) : span.parentSpanId(),
        span.name(),
        null,
        null,
        null,
        null,
        0,
        null,
        null,
        LambdaCall.ofRequest(span.requestId()),
        span.startedAt(),
        span.endedAt(),
        span.endedAt() == null ? null : Duration.between(span.startedAt(), span.endedAt()),
        status(),
        // AWS tells a failure of every span that it passes through: what counts is in the history.
        false,
        false,
        span.failure(),
        Payload.NONE,
        attributes(join));
  }

  private SpanStatus status() {
    if (span.failed()) {
      return SpanStatus.ERROR;
    }
    return span.endedAt() == null ? SpanStatus.UNFINISHED : SpanStatus.OK;
  }

  private SortedMap<String, String> attributes(AwsSpanJoin how) {
    SortedMap<String, String> attributes = new TreeMap<>(span.attributes());
    attributes.put("xray_trace_id", span.xrayTraceId());
    attributes.put("execution_join", Column.wordOf(how));
    SpanAttributes.put(attributes, "aws_kind", span.kind());
    SpanAttributes.put(attributes, "xray_parent_span_id", top ? span.parentSpanId() : null);
    SpanAttributes.put(
        attributes, "aws.resource_arn", how == AwsSpanJoin.OWN ? null : span.resourceArn());
    return attributes;
  }
}
