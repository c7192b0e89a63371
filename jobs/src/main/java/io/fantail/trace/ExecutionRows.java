package io.fantail.trace;

import io.fantail.event.ExecutionArn;
import io.fantail.event.InternalRows;
import io.fantail.span.Execution;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** An execution in its trace, as a row of the table {@code executions}. */
public final class ExecutionRows {
  public static final StructType SCHEMA =
      new StructType()
          .add("execution_arn", DataTypes.StringType, false)
          .add("name", DataTypes.StringType, false)
          .add("state_machine_arn", DataTypes.StringType, false)
          .add("state_machine_name", DataTypes.StringType, false)
          .add("workflow_type", DataTypes.StringType, false)
          .add("is_distributed_map_child", DataTypes.BooleanType, false)
          .add("map_label", DataTypes.StringType)
          .add("map_run_arn", DataTypes.StringType)
          .add("map_run_link", DataTypes.StringType)
          .add("parent_execution_arn", DataTypes.StringType)
          .add("root_execution_arn", DataTypes.StringType, false)
          .add("trace_id", DataTypes.StringType, false)
          .add("status", DataTypes.StringType, false)
          .add("started_at", DataTypes.TimestampType, false)
          .add("ended_at", DataTypes.TimestampType)
          .add("duration_ms", DataTypes.DoubleType)
          .add("active_ms", DataTypes.DoubleType)
          .add("error", DataTypes.StringType)
          .add("cause", DataTypes.StringType)
          .add("redrive_count", DataTypes.IntegerType, false)
          .add("event_count", DataTypes.LongType, false)
          .add("missing_events", DataTypes.LongType, false)
          .add("state_transitions", DataTypes.LongType, false)
          .add("lambda_gb_seconds", DataTypes.DoubleType)
          .add("queue_ms", DataTypes.DoubleType)
          .add("cold_start_ms", DataTypes.DoubleType)
          .add("lambda_ms", DataTypes.DoubleType)
          .add("task_ms", DataTypes.DoubleType)
          .add("retry_ms", DataTypes.DoubleType)
          .add("wait_ms", DataTypes.DoubleType)
          .add("map_ms", DataTypes.DoubleType)
          .add("other_ms", DataTypes.DoubleType)
          .add("day", DataTypes.DateType, false);

  private ExecutionRows() {}

  /**
   * The row of an execution.
   *
   * @param spans of it, with the invocations of its attempts
   */
  static InternalRow toRow(Execution execution, ExecutionLink link, List<LinkedSpan> spans) {
    PathTiles path = CriticalPath.of(execution, spans);
    ExecutionArn arn = execution.parts();
    MapRunEvidence evidence = link.evidence();
    Duration whole =
        execution.endedAt() == null
            ? null
            : Duration.between(execution.startedAt(), execution.endedAt());
    return InternalRows.of(
        InternalRows.text(execution.arn()),
        InternalRows.text(arn.name()),
        InternalRows.text(arn.stateMachineArn()),
        InternalRows.text(arn.stateMachineName()),
        InternalRows.text(arn.express() ? "EXPRESS" : "STANDARD"),
        arn.isDistributedMapChild(),
        InternalRows.text(arn.label()),
        InternalRows.text(link.mapRunArn()),
        InternalRows.text(evidence == null ? null : evidence.column()),
        InternalRows.text(link.parentExecutionArn()),
        InternalRows.text(link.rootExecutionArn()),
        InternalRows.text(link.traceId()),
        InternalRows.text(execution.status().name()),
        InternalRows.time(execution.startedAt()),
        InternalRows.time(execution.endedAt()),
        SpanRows.millis(whole),
        SpanRows.millis(execution.activeTime()),
        InternalRows.text(execution.error()),
        InternalRows.text(execution.cause()),
        execution.redriveCount(),
        execution.eventCount(),
        execution.missingEvents(),
        execution.stateTransitions(),
        LambdaUse.gigabyteSeconds(spans),
        millis(path, TimePart.QUEUE),
        millis(path, TimePart.COLD_START),
        millis(path, TimePart.LAMBDA),
        millis(path, TimePart.TASK),
        millis(path, TimePart.RETRY),
        millis(path, TimePart.WAIT),
        millis(path, TimePart.MAP),
        millis(path, TimePart.OTHER),
        InternalRows.day(SpanRows.dayOf(execution)));
  }

  private static @Nullable Double millis(@Nullable PathTiles path, TimePart part) {
    return path == null ? null : SpanRows.millis(path.timeOf(part));
  }
}
