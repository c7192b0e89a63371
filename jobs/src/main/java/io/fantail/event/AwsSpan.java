package io.fantail.event;

import io.fantail.event.policy.Kept;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Fields;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One record of the log group {@code aws/spans}, into which CloudWatch Transaction Search writes
 * what AWS's services and instrumented functions tell X-Ray. A span is written when it begins and
 * again when it ends.
 *
 * @param resourceArn what AWS says it is a span of: an execution, a function; most spans do not say
 * @param requestId of the call that it stands for; of a Lambda invocation that of its log
 */
public record AwsSpan(
    String xrayTraceId,
    String spanId,
    @Nullable String parentSpanId,
    String name,
    @Nullable String kind,
    Instant startedAt,
    @Nullable Instant endedAt,
    boolean inProgress,
    boolean failed,
    @Nullable String resourceArn,
    @Nullable String requestId,
    Failure failure,
    SortedMap<String, String> attributes,
    String sourceFile)
    implements ParsedRecord {
  public AwsSpan {
    attributes = Collections.unmodifiableSortedMap(attributes);
  }

  @Override
  public Instant at() {
    return startedAt;
  }

  @Override
  public Outcome outcome() {
    return Outcome.AWS_SPAN;
  }

  /** The fields, as the table {@code aws_spans} shows them. */
  public static AwsSpan shape(Fields<AwsSpan> fields) {
    return new AwsSpan(
        fields.text(
            "xray_trace_id", "X-Ray trace: 32 hex digits, without hyphens.", AwsSpan::xrayTraceId),
        fields.text("span_id", "Id of the span: 16 hex digits.", AwsSpan::spanId),
        fields.textOrNull("parent_span_id", "Span above; null for a root.", AwsSpan::parentSpanId),
        fields.text("name", "Name of the span.", AwsSpan::name),
        fields.textOrNull("kind", "SERVER, INTERNAL, CLIENT and so on.", AwsSpan::kind),
        fields.time("started_at", "When the span started.", AwsSpan::startedAt),
        fields.timeOrNull(
            "ended_at", "When the span ended; null while it is in progress.", AwsSpan::endedAt),
        fields.flag("in_progress", "Whether it was written before it ended.", AwsSpan::inProgress),
        fields.flag("failed", "Whether AWS says error, fault or throttle.", AwsSpan::failed),
        fields.textOrNull("resource_arn", "What AWS says it is a span of.", AwsSpan::resourceArn),
        fields.textOrNull(
            "request_id", "Request id of the call that it stands for.", AwsSpan::requestId),
        fields.recordOr(Failure.NONE, AwsSpan::failure, AwsSpan::exceptionShape),
        fields
            .column("attributes", "The attributes that are kept, by AWS's names.")
            .texts(AwsSpan::attributes),
        fields.text("source_file", "Address of the object in the archive.", AwsSpan::sourceFile));
  }

  private static Failure exceptionShape(Fields<Failure> fields) {
    return new Failure(
        fields.textOrNull("error", "Type of the exception.", Failure::error),
        fields.textOrNull(
            "cause", "Message of the exception, within the payload policy.", Failure::cause),
        fields.textOrNull(
            "error_fingerprint",
            "What failures of one kind share, whatever is stored.",
            Failure::fingerprint));
  }

  /** The same span with no more of payloads than a policy lets be stored. */
  public AwsSpan within(PayloadPolicy policy) {
    return new AwsSpan(
        xrayTraceId,
        spanId,
        parentSpanId,
        Objects.requireNonNull(policy.masked(name)),
        kind,
        startedAt,
        endedAt,
        inProgress,
        failed,
        resourceArn,
        requestId,
        Kept.of(failure, Failure::shape, policy),
        policy.masked(attributes),
        sourceFile);
  }

  /** The execution that it names; null for a span of anything else. */
  public @Nullable String executionArn() {
    return resourceArn == null || ExecutionArn.parse(resourceArn) == null ? null : resourceArn;
  }
}
