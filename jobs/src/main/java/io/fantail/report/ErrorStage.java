package io.fantail.report;

import static io.fantail.shape.FieldType.FLAG;
import static io.fantail.shape.FieldType.TEXT;
import static io.fantail.shape.FieldType.TIME;
import static io.fantail.shape.FieldType.WHOLE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.fantail.shape.Column;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What failed, how often, and whether anyone noticed: failures counted where they began. {@code
 * terminal} executions ended by the error; in {@code recovered} ones a retry or a catch took over,
 * or the execution went on.
 */
public final class ErrorStage {
  public static final Table TABLE =
      Table.report(
          "errors",
          "A day of one failure: where it began, how often, and whether it ended executions.",
          List.of(
              Column.day("The UTC day on which the execution started."),
              Column.of("state_machine_name", TEXT, "The state machine that ran it."),
              Column.orNull(
                  "state_name",
                  TEXT,
                  "The state in which the failure began; null where it is of no state, such as the"
                      + " execution's own time limit."),
              Column.orNull(
                  "function_name",
                  TEXT,
                  "The Lambda function that was called; null where none was."),
              Column.orNull("error", TEXT, "The name of the error; null where nothing tells it."),
              Column.orNull(
                  "fingerprint",
                  TEXT,
                  "The same for errors whose name and message differ in ids, ARNs and numbers only:"
                      + " 16 hex digits; null where nothing tells the error."),
              Column.of(
                  "is_distributed_map_child",
                  FLAG,
                  "Whether the execution was started by a Distributed Map."),
              Column.of(
                  "attempts",
                  WHOLE,
                  "How often it began: each attempt, or what else failed by itself, counts once."),
              Column.of("executions", WHOLE, "How many executions it occurred in."),
              Column.of("terminal", WHOLE, "How many of these executions it ended."),
              Column.of(
                  "recovered",
                  WHOLE,
                  "How many of them it did not end: retried, caught, or without consequence."),
              Column.of("first_seen", TIME, "When it first occurred."),
              Column.of("last_seen", TIME, "When it last occurred."),
              Column.orNull(
                  "sample_cause",
                  TEXT,
                  "What the first occurrence says; null where it says nothing or payloads are not"
                      + " kept."),
              Column.of("sample_execution_arn", TEXT, "The execution of the first occurrence."),
              Column.of("sample_trace_id", TEXT, "The trace of the first occurrence.")));

  private ErrorStage() {}

  /** The table {@code errors} of the table {@code spans}. */
  public static Dataset<Row> errors(Dataset<Row> spans) {
    org.apache.spark.sql.Column failedAt = coalesce(col("ended_at"), col("started_at"));
    // The earliest, and of those the first by id: the same sample in every run.
    org.apache.spark.sql.Column earliest =
        min(struct(failedAt, col("span_id"), col("cause"), col("execution_arn"), col("trace_id")));
    return spans
        .filter(col("failure_origin"))
        .groupBy(
            col(Table.DAY),
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
        .select(Rows.columns(TABLE));
  }
}
