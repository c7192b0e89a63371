package io.fantail.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How much of the picture is there, day by day: attempts by how their Lambda invocation was found,
 * children by how their Map Run was, nested executions by how their parent was, events seen and
 * missing. What was not found has the reason for its link.
 */
public final class LinkCoverageStage {
  public static final StructType SCHEMA =
      new StructType()
          .add("day", DataTypes.DateType, false)
          .add("function_name", DataTypes.StringType)
          .add("link", DataTypes.StringType, false)
          .add("attempts", DataTypes.LongType, false)
          .add("subject", DataTypes.StringType, false)
          .add("total", DataTypes.LongType, false);

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
    return attempts(spans)
        .unionByName(executionsAndEvents(executions))
        .select(LatencyStage.columns(SCHEMA.fieldNames()));
  }

  private static Dataset<Row> attempts(Dataset<Row> spans) {
    return spans
        .filter(col("kind").equalTo("attempt").and(col("link").isNotNull()))
        .groupBy(col("day"), col("function_name"), col("link"))
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
            col("day"),
            expr("CASE WHEN is_distributed_map_child THEN 'map_run_child'"
                    + " WHEN parent_link IS NOT NULL THEN 'nested_execution' END")
                .as("linked"),
            coalesce(col("map_run_link"), col("parent_link"), lit("none")).as("parent"))
        .agg(
            count(lit(1)).as("executions"),
            sum("event_count").as("seen"),
            sum("missing_events").as("missing"))
        .select(
            col("day"),
            expr("stack(3, linked, parent, executions, 'event', 'seen', seen, 'event', 'missing', missing)")
                .as(new String[] {"subject", "link", "total"}))
        .filter(col("subject").isNotNull())
        .groupBy("day", "subject", "link")
        .agg(sum("total").as("total"))
        .withColumn("function_name", lit(null).cast(DataTypes.StringType))
        .withColumn("attempts", lit(0L));
  }
}
