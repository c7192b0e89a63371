package io.fantail.span.durable;

import io.fantail.shape.Fields;
import io.fantail.span.Span;
import io.fantail.spark.Codec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the archive holds of one durable execution of Lambda.
 *
 * @param functionName the bare name
 * @param requestIds of the invocations that it took, each once, in their order; those that the
 *     history names
 * @param spans itself first, each behind the one above it; nothing is above the first
 */
public record DurableExecution(
    String arn, String functionName, List<String> requestIds, List<Span> spans) {
  public static final Codec<DurableExecution> CODEC = Codec.of(DurableExecution::shape);

  public DurableExecution {
    requestIds = List.copyOf(requestIds);
    spans = List.copyOf(spans);
  }

  public static DurableExecution shape(Fields<DurableExecution> fields) {
    return new DurableExecution(
        fields.text(DurableExecution::arn),
        fields.text(DurableExecution::functionName),
        fields.textList(DurableExecution::requestIds),
        fields.list(DurableExecution::spans, Span::shape));
  }

  /** The spans where they stand in an execution of Step Functions, whose attempt began it. */
  public List<Span> spansBelow(Span attempt) {
    return spans.stream().map(span -> below(attempt, span)).toList();
  }

  private static Span below(Span attempt, Span span) {
    return new Span(
        span.kind(),
        span.spanId(),
        span.parentSpanId() == null ? attempt.spanId() : span.parentSpanId(),
        span.name(),
        attempt.stateName(),
        span.stateType(),
        attempt.mapRunArn(),
        span.attempt(),
        attempt.redriveCount(),
        attempt.iteration(),
        attempt.resource(),
        span.call(),
        span.startedAt(),
        span.endedAt(),
        span.activeTime(),
        span.status(),
        span.failureOrigin(),
        span.terminal(),
        span.failure(),
        span.payload(),
        span.attributes());
  }

  /** When it started, or was first seen. */
  public Instant startedAt() {
    return spans.get(0).startedAt();
  }

  /** The request of the invocation with which it began; null where no invocation is known. */
  public @Nullable String firstRequestId() {
    return requestIds.isEmpty() ? null : requestIds.get(0);
  }
}
