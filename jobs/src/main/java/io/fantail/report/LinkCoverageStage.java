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
        .unionByName(children(executions))
        .unionByName(nested(executions))
        .unionByName(events(executions))
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

  private static Dataset<Row> children(Dataset<Row> executions) {
    Dataset<Row> children =
        executions
            .filter(col("is_distributed_map_child"))
            .groupBy(col("day"), coalesce(col("map_run_link"), lit("none")).as("link"))
            .agg(count(lit(1)).as("total"));
    return withoutAttempts(children, "map_run_child");
  }

  /** Those of which something says that another execution started them. */
  private static Dataset<Row> nested(Dataset<Row> executions) {
    Dataset<Row> nested =
        executions
            .filter("NOT is_distributed_map_child AND parent_link IS NOT NULL")
            .groupBy(col("day"), col("parent_link").as("link"))
            .agg(count(lit(1)).as("total"));
    return withoutAttempts(nested, "nested_execution");
  }

  /** The missing are ids below the highest that an execution has. */
  private static Dataset<Row> events(Dataset<Row> executions) {
    Dataset<Row> counts =
        executions
            .groupBy(col("day"))
            .agg(sum("event_count").as("seen"), sum("missing_events").as("missing"))
            .select(
                col("day"),
                expr("stack(2, 'seen', seen, 'missing', missing)")
                    .as(new String[] {"link", "total"}));
    return withoutAttempts(counts, "event");
  }

  private static Dataset<Row> withoutAttempts(Dataset<Row> counts, String subject) {
    return counts
        .withColumn("function_name", lit(null).cast(DataTypes.StringType))
        .withColumn("attempts", lit(0L))
        .withColumn("subject", lit(subject));
  }
}
