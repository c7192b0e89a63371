package io.fantail.look.stored;

import io.fantail.event.Failure;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code spans}; each component is the column of its name. Payloads are not among them:
 * they are most of the table, and are read only by who shows them.
 *
 * @param link the word for how the invocation of an attempt was found, or why not
 * @param duration from beginning to end; of an invocation what REPORT says
 * @param activeTime the same without the time before a redrive in which nobody worked
 * @param critical how long it held up the end of its execution; null when it never did
 */
public record StoredSpan(
    String traceId,
    String spanId,
    @Nullable String parentSpanId,
    SpanKind kind,
    @Nullable String name,
    boolean isDistributedMapChild,
    String executionArn,
    String stateMachineName,
    @Nullable String stateName,
    @Nullable String stateType,
    @Nullable String mapRunArn,
    @Nullable Integer attempt,
    int redriveCount,
    @Nullable Integer iteration,
    @Nullable String resource,
    @Nullable String functionName,
    @Nullable String requestId,
    @Nullable String link,
    @Nullable Boolean coldStart,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration duration,
    @Nullable Duration activeTime,
    @Nullable Duration critical,
    SpanStatus status,
    boolean failureOrigin,
    boolean terminal,
    Failure failure,
    SortedMap<String, String> attributes) {
  private static final SpanKind[] KINDS = SpanKind.values();
  private static final SpanStatus[] STATUSES = SpanStatus.values();

  /** The fields, by the columns of the table {@code spans}. */
  public static StoredSpan shape(Fields<StoredSpan> fields) {
    return new StoredSpan(
        fields.text("trace_id", "", StoredSpan::traceId),
        fields.text("span_id", "", StoredSpan::spanId),
        fields.textOrNull("parent_span_id", "", StoredSpan::parentSpanId),
        fields.column("kind", "").constant(KINDS, StoredSpan::kind),
        fields.textOrNull("name", "", StoredSpan::name),
        fields.flag("is_distributed_map_child", "", StoredSpan::isDistributedMapChild),
        fields.text("execution_arn", "", StoredSpan::executionArn),
        fields.text("state_machine_name", "", StoredSpan::stateMachineName),
        fields.textOrNull("state_name", "", StoredSpan::stateName),
        fields.textOrNull("state_type", "", StoredSpan::stateType),
        fields.textOrNull("map_run_arn", "", StoredSpan::mapRunArn),
        fields.integerOrNull("attempt", "", StoredSpan::attempt),
        fields.integer("redrive_count", "", StoredSpan::redriveCount),
        fields.integerOrNull("iteration", "", StoredSpan::iteration),
        fields.textOrNull("resource", "", StoredSpan::resource),
        fields.textOrNull("function_name", "", StoredSpan::functionName),
        fields.textOrNull("request_id", "", StoredSpan::requestId),
        fields.textOrNull("link", "", StoredSpan::link),
        fields.column("cold_start", "").fieldOrNull(FieldType.FLAG, StoredSpan::coldStart),
        fields.time("started_at", "", StoredSpan::startedAt),
        fields.timeOrNull("ended_at", "", StoredSpan::endedAt),
        fields.durationOrNull("duration_ms", "", StoredSpan::duration),
        fields.durationOrNull("active_ms", "", StoredSpan::activeTime),
        fields.durationOrNull("critical_ms", "", StoredSpan::critical),
        fields.column("status", "").constant(STATUSES, StoredSpan::status),
        fields.flag("failure_origin", "", StoredSpan::failureOrigin),
        fields.flag("terminal", "", StoredSpan::terminal),
        fields.record(StoredSpan::failure, Failure::shape),
        fields.column("attributes", "").texts(StoredSpan::attributes));
  }
}
