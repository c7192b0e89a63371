package io.fantail.report.subject;

import io.fantail.event.Failure;
import io.fantail.event.Payload;
import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.trace.SpanInTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What reports ask of a span; each component is the column of its name in {@code spans}.
 *
 * @param link the word for how the invocation of an attempt was found, or why not
 * @param payload read from the table only where a report asks for it, as payloads are most of it
 * @param coldStart null where no invocation was found
 */
public record ReportedSpan(
    ExecutionKey execution,
    SpanKind kind,
    String spanId,
    @Nullable String parentSpanId,
    @Nullable String name,
    @Nullable String stateName,
    @Nullable String functionName,
    @Nullable String mapRunArn,
    @Nullable Integer attempt,
    int redriveCount,
    @Nullable String link,
    @Nullable Boolean coldStart,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration duration,
    @Nullable Duration activeTime,
    SpanStatus status,
    boolean failureOrigin,
    boolean terminal,
    Failure failure,
    Payload payload,
    SortedMap<String, String> attributes) {
  private static final SpanKind[] KINDS = SpanKind.values();
  private static final SpanStatus[] STATUSES = SpanStatus.values();

  /** A span that was traced, of this execution. */
  public static ReportedSpan of(ExecutionKey execution, SpanInTrace traced) {
    Span span = traced.linked().span();
    Enum<?> link = traced.linked().link();
    return new ReportedSpan(
        execution,
        span.kind(),
        span.spanId(),
        span.parentSpanId(),
        span.name(),
        span.stateName(),
        span.call().functionName(),
        traced.mapRunArn(),
        span.attempt(),
        span.redriveCount(),
        link == null ? null : Column.wordOf(link),
        traced.linked().coldStart(),
        span.startedAt(),
        span.endedAt(),
        traced.wholeTime(),
        span.activeTime(),
        span.status(),
        span.failureOrigin(),
        span.terminal(),
        span.failure(),
        span.payload(),
        span.attributes());
  }

  /** The fields, by the columns of the table {@code spans}. */
  public static ReportedSpan shape(Fields<ReportedSpan> fields) {
    return new ReportedSpan(
        fields.record(ReportedSpan::execution, ExecutionKey::shape),
        fields.column("kind", "").constant(KINDS, ReportedSpan::kind),
        fields.text("span_id", "", ReportedSpan::spanId),
        fields.textOrNull("parent_span_id", "", ReportedSpan::parentSpanId),
        fields.textOrNull("name", "", ReportedSpan::name),
        fields.textOrNull("state_name", "", ReportedSpan::stateName),
        fields.textOrNull("function_name", "", ReportedSpan::functionName),
        fields.textOrNull("map_run_arn", "", ReportedSpan::mapRunArn),
        fields.integerOrNull("attempt", "", ReportedSpan::attempt),
        fields.integer("redrive_count", "", ReportedSpan::redriveCount),
        fields.textOrNull("link", "", ReportedSpan::link),
        fields.column("cold_start", "").fieldOrNull(FieldType.FLAG, ReportedSpan::coldStart),
        fields.time("started_at", "", ReportedSpan::startedAt),
        fields.timeOrNull("ended_at", "", ReportedSpan::endedAt),
        fields.durationOrNull("duration_ms", "", ReportedSpan::duration),
        fields.durationOrNull("active_ms", "", ReportedSpan::activeTime),
        fields.column("status", "").constant(STATUSES, ReportedSpan::status),
        fields.flag("failure_origin", "", ReportedSpan::failureOrigin),
        fields.flag("terminal", "", ReportedSpan::terminal),
        fields.record(ReportedSpan::failure, Failure::shape),
        fields.recordOr(Payload.NONE, ReportedSpan::payload, ReportedSpan::payloadShape),
        fields.column("attributes", "").texts(ReportedSpan::attributes));
  }

  /** A large one is told by an attribute. */
  private static Payload payloadShape(Fields<Payload> fields) {
    return Payload.of(
        fields.payload("input", "", Payload::input), fields.payload("output", "", Payload::output));
  }

  /** When it ended, or else began. */
  public Instant lastSeenAt() {
    return endedAt == null ? startedAt : endedAt;
  }
}
