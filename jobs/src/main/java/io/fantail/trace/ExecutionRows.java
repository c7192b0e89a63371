package io.fantail.trace;

import io.fantail.event.ExecutionArn;
import io.fantail.span.Execution;
import io.fantail.span.Span;
import java.time.Duration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

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
          .add("day", DataTypes.DateType, false);

  private ExecutionRows() {}

  static Row toRow(Execution execution, Span root, ExecutionLink link) {
    ExecutionArn arn = execution.parts();
    return RowFactory.create(
        execution.arn(),
        arn.name(),
        arn.stateMachineArn(),
        arn.stateMachineName(),
        arn.express() ? "EXPRESS" : "STANDARD",
        arn.isDistributedMapChild(),
        arn.label(),
        link.mapRunArn(),
        link.evidence() == null ? null : link.evidence().column(),
        link.parentExecutionArn(),
        link.rootExecutionArn(),
        link.traceId(),
        execution.status().name(),
        execution.startedAt(),
        execution.endedAt(),
        execution.endedAt() == null
            ? null
            : SpanRows.millis(Duration.between(execution.startedAt(), execution.endedAt())),
        SpanRows.millis(execution.activeTime()),
        root.error(),
        root.cause(),
        execution.redriveCount(),
        execution.eventCount(),
        execution.missingEvents(),
        execution.stateTransitions(),
        SpanRows.dayOf(execution));
  }
}
