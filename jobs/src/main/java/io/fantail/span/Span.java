package io.fantail.span;

import io.fantail.event.Failure;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One span of an execution. Which trace it belongs to, and what is above the execution, is not
 * known here.
 *
 * @param parentSpanId null for the execution itself
 * @param stateType {@code Task}, {@code Map}, ...: the type of the state, of which the event type
 *     tells
 * @param attempt from 1 within one redrive; null for what is no attempt
 * @param name null for an invocation whose function nothing names
 * @param redriveCount redrives of the execution before the span began
 * @param endedAt null when the archive does not show it
 * @param activeTime from start to end without the time in which the execution lay ended, waiting
 *     for a redrive; null when unfinished
 * @param failureOrigin the failure began here, and not in something below
 * @param terminal the failure ended the execution: nothing caught it
 */
public record Span(
    SpanKind kind,
    String spanId,
    @Nullable String parentSpanId,
    @Nullable String name,
    @Nullable String stateName,
    @Nullable String stateType,
    @Nullable String mapRunArn,
    @Nullable Integer attempt,
    int redriveCount,
    @Nullable Integer iteration,
    @Nullable String resource,
    LambdaCall call,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration activeTime,
    SpanStatus status,
    boolean failureOrigin,
    boolean terminal,
    Failure failure,
    Payload payload,
    SortedMap<String, String> attributes) {
  public Span {
    attributes = Collections.unmodifiableSortedMap(attributes);
  }

  private static final SpanKind[] KINDS = SpanKind.values();
  private static final SpanStatus[] STATUSES = SpanStatus.values();

  /** The fields; the kind comes first, for who leaves out all spans but those of one kind. */
  public static Span shape(Fields<Span> fields) {
    return new Span(
        fields.constant(KINDS, Span::kind),
        fields.field(FieldType.SPAN_ID, Span::spanId),
        fields.fieldOrNull(FieldType.SPAN_ID, Span::parentSpanId),
        fields.textOrNull(Span::name),
        fields.textOrNull(Span::stateName),
        fields.textOrNull(Span::stateType),
        fields.textOrNull(Span::mapRunArn),
        fields.integerOrNull(Span::attempt),
        fields.integer(Span::redriveCount),
        fields.integerOrNull(Span::iteration),
        fields.textOrNull(Span::resource),
        fields.recordOr(LambdaCall.NONE, Span::call, LambdaCall::shape),
        fields.time(Span::startedAt),
        fields.timeOrNull(Span::endedAt),
        fields.durationOrNull(Span::activeTime),
        fields.constant(STATUSES, Span::status),
        fields.flag(Span::failureOrigin),
        fields.flag(Span::terminal),
        fields.recordOr(Failure.NONE, Span::failure, Failure::shape),
        fields.recordOr(Payload.NONE, Span::payload, Payload::shape),
        fields.texts(Span::attributes));
  }
}
