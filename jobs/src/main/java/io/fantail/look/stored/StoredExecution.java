package io.fantail.look.stored;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code executions}; each component is the column of its name.
 *
 * @param mapRunLink the word for what its link to its Map Run rests on; null for what is no child
 * @param parts where its active time went; null where nobody knows
 * @param day under which its spans are kept
 */
public record StoredExecution(
    String executionArn,
    String name,
    String stateMachineName,
    String workflowType,
    boolean isDistributedMapChild,
    @Nullable String mapLabel,
    @Nullable String mapRunArn,
    @Nullable String mapRunLink,
    @Nullable String parentExecutionArn,
    @Nullable String parentLink,
    String rootExecutionArn,
    String traceId,
    @Nullable String contradiction,
    ExecutionStatus status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration duration,
    @Nullable Duration activeTime,
    @Nullable String error,
    @Nullable String cause,
    int redriveCount,
    long eventCount,
    long missingEvents,
    @Nullable TimeParts parts,
    LocalDate day) {
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

  /** The fields, by the columns of the table {@code executions}. */
  public static StoredExecution shape(Fields<StoredExecution> fields) {
    return new StoredExecution(
        fields.text("execution_arn", "", StoredExecution::executionArn),
        fields.text("name", "", StoredExecution::name),
        fields.text("state_machine_name", "", StoredExecution::stateMachineName),
        fields.text("workflow_type", "", StoredExecution::workflowType),
        fields.flag("is_distributed_map_child", "", StoredExecution::isDistributedMapChild),
        fields.textOrNull("map_label", "", StoredExecution::mapLabel),
        fields.textOrNull("map_run_arn", "", StoredExecution::mapRunArn),
        fields.textOrNull("map_run_link", "", StoredExecution::mapRunLink),
        fields.textOrNull("parent_execution_arn", "", StoredExecution::parentExecutionArn),
        fields.textOrNull("parent_link", "", StoredExecution::parentLink),
        fields.text("root_execution_arn", "", StoredExecution::rootExecutionArn),
        fields.text("trace_id", "", StoredExecution::traceId),
        fields.textOrNull("contradiction", "", StoredExecution::contradiction),
        fields.column("status", "").constant(STATUSES, StoredExecution::status),
        fields.time("started_at", "", StoredExecution::startedAt),
        fields.timeOrNull("ended_at", "", StoredExecution::endedAt),
        fields.durationOrNull("duration_ms", "", StoredExecution::duration),
        fields.durationOrNull("active_ms", "", StoredExecution::activeTime),
        fields.textOrNull("error", "", StoredExecution::error),
        fields.textOrNull("cause", "", StoredExecution::cause),
        fields.integer("redrive_count", "", StoredExecution::redriveCount),
        fields.whole("event_count", "", StoredExecution::eventCount),
        fields.whole("missing_events", "", StoredExecution::missingEvents),
        fields.recordOrNull(StoredExecution::parts, TimeParts::shape),
        fields.column("day", "").field(FieldType.DAY, StoredExecution::day));
  }
}
