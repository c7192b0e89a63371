package io.fantail.report;

import static io.fantail.shape.FieldType.TEXT;
import static io.fantail.shape.FieldType.WHOLE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.fantail.shape.Column;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * How much of the picture is there, day by day: attempts by how their Lambda invocation was found,
 * children by how their Map Run was, nested executions by how their parent was, events seen and
 * missing. What was not found has the reason for its link.
 */
public final class LinkCoverageStage {
  public static final Table TABLE =
      Table.report(
          "link_coverage",
          "A day of one subject, function and link: how much of the picture is there, and why the"
              + " rest is not.",
          List.of(
              Column.day("The UTC day on which the execution started."),
              Column.orNull(
                  "function_name",
                  TEXT,
                  "The Lambda function of the attempts; null where nothing names it, and for every"
                      + " other subject."),
              Column.of(
                  "link",
                  TEXT,
                  "What the link rests on, or why there is none; of events seen or missing."),
              Column.of(
                  "attempts",
                  WHOLE,
                  "The total where the subject is lambda_attempt, so that each Lambda attempt counts"
                      + " once; 0 for every other subject."),
              Column.of(
                  "subject",
                  TEXT,
                  "What is counted: lambda_attempt, map_run_child, nested_execution or event."),
              Column.of("total", WHOLE, "How many of the subject have the link.")));

  private LinkCoverageStage() {}

  /**
   * The table {@code link_coverage}. {@code total} counts what {@code subject} names: {@code
   * lambda_attempt}, {@code map_run_child}, {@code nested_execution}, {@code event}. {@code
   * attempts} counts every Lambda attempt once, and is 0 for all else.
   *
   * @param spans the table {@code spans}
   * @param executions the table {@code executions}
   */
  public static Dataset<Row> coverage(Dataset<Row> spans, Dataset<Row> executions) {
    return attempts(spans).unionByName(executionsAndEvents(executions)).select(Rows.columns(TABLE));
  }

  private static Dataset<Row> attempts(Dataset<Row> spans) {
    return spans
        .filter(col("kind").equalTo("attempt").and(col("link").isNotNull()))
        .groupBy(col(Table.DAY), col("function_name"), col("link"))
        .agg(count(lit(1)).as("attempts"))
        .withColumn("subject", lit("lambda_attempt"))
        .withColumn("total", col("attempts"));
  }

  /**
   * Children, executions of which something says that another one started them, and events: the
   * missing are ids below the highest that an execution has.
   */
  private static Dataset<Row> executionsAndEvents(Dataset<Row> executions) {
    return executions
        .groupBy(
            col(Table.DAY),
            expr("CASE WHEN is_distributed_map_child THEN 'map_run_child'"
                    + " WHEN parent_link IS NOT NULL THEN 'nested_execution' END")
                .as("linked"),
            coalesce(col("map_run_link"), col("parent_link"), lit("none")).as("parent"))
        .agg(
            count(lit(1)).as("executions"),
            sum("event_count").as("seen"),
            sum("missing_events").as("missing"))
        .select(
            col(Table.DAY),
            expr("stack(3, linked, parent, executions, 'event', 'seen', seen, 'event', 'missing', missing)")
                .as(new String[] {"subject", "link", "total"}))
        .filter(col("subject").isNotNull())
        .groupBy(Table.DAY, "subject", "link")
        .agg(sum("total").as("total"))
        .withColumn("function_name", lit(null).cast(DataTypes.StringType))
        .withColumn("attempts", lit(0L));
  }
}
