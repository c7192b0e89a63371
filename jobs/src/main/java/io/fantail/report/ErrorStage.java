package io.fantail.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What failed, how often, and whether anyone noticed: failures counted where they began. {@code
 * terminal} executions ended by the error; in {@code recovered} ones a retry or a catch took over,
 * or the execution went on.
 */
public final class ErrorStage {
  public static final StructType SCHEMA =
      new StructType()
          .add("day", DataTypes.DateType, false)
          .add("state_machine_name", DataTypes.StringType, false)
          .add("state_name", DataTypes.StringType)
          .add("function_name", DataTypes.StringType)
          .add("error", DataTypes.StringType)
          .add("fingerprint", DataTypes.StringType)
          .add("is_distributed_map_child", DataTypes.BooleanType, false)
          .add("attempts", DataTypes.LongType, false)
          .add("executions", DataTypes.LongType, false)
          .add("terminal", DataTypes.LongType, false)
          .add("recovered", DataTypes.LongType, false)
          .add("first_seen", DataTypes.TimestampType, false)
          .add("last_seen", DataTypes.TimestampType, false)
          .add("sample_cause", DataTypes.StringType)
          .add("sample_execution_arn", DataTypes.StringType, false)
          .add("sample_trace_id", DataTypes.StringType, false);

  private ErrorStage() {}

  /** The table {@code errors} of the table {@code spans}. */
  public static Dataset<Row> errors(Dataset<Row> spans) {
    Column failedAt = coalesce(col("ended_at"), col("started_at"));
    // The earliest, and of those the first by id: the same sample in every run.
    Column earliest =
        min(struct(failedAt, col("span_id"), col("cause"), col("execution_arn"), col("trace_id")));
    return spans
        .filter(col("failure_origin"))
        .groupBy(
            col("day"),
            col("state_machine_name"),
            col("state_name"),
            col("function_name"),
            col("error"),
            col("error_fingerprint").as("fingerprint"),
            col("is_distributed_map_child"))
        .agg(
            count(lit(1)).as("attempts"),
            countDistinct(col("execution_arn")).as("executions"),
            countDistinct(when(col("terminal"), col("execution_arn"))).as("terminal"),
            min(failedAt).as("first_seen"),
            max(failedAt).as("last_seen"),
            earliest.as("sample"))
        .withColumn("recovered", col("executions").minus(col("terminal")))
        .withColumn("sample_cause", col("sample.cause"))
        .withColumn("sample_execution_arn", col("sample.execution_arn"))
        .withColumn("sample_trace_id", col("sample.trace_id"))
        .select(LatencyStage.columns(SCHEMA.fieldNames()));
  }
}
