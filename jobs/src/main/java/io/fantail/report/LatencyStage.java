package io.fantail.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Exact latency percentiles of executions, states, attempts and invocations, by day, children of
 * Distributed Maps apart from everything else. Linear interpolation between the closest ranks, as
 * numpy and Spark's {@code percentile} do.
 *
 * <p>The time of a span is its active time: a redriven execution does not count the days in which
 * nobody worked on it. Spans whose end is not in the archive are counted in {@code unfinished} and
 * in nothing else.
 */
public final class LatencyStage {
  /** How many spans have the same duration. */
  static final String SPANS = "spans";

  /** What percentiles are told apart by. */
  static final String[] KEYS = {
    "day", "kind", "state_machine_name", "name", "is_distributed_map_child"
  };

  public static final StructType SCHEMA =
      new StructType()
          .add("day", DataTypes.DateType, false)
          .add("kind", DataTypes.StringType, false)
          .add("state_machine_name", DataTypes.StringType, false)
          .add("name", DataTypes.StringType)
          .add("is_distributed_map_child", DataTypes.BooleanType, false)
          .add("count", DataTypes.LongType, false)
          .add("errors", DataTypes.LongType, false)
          .add("unfinished", DataTypes.LongType, false)
          .add("min_ms", DataTypes.DoubleType)
          .add("mean_ms", DataTypes.DoubleType)
          .add("p50_ms", DataTypes.DoubleType)
          .add("p75_ms", DataTypes.DoubleType)
          .add("p90_ms", DataTypes.DoubleType)
          .add("p95_ms", DataTypes.DoubleType)
          .add("p99_ms", DataTypes.DoubleType)
          .add("p999_ms", DataTypes.DoubleType)
          .add("max_ms", DataTypes.DoubleType);

  private LatencyStage() {}

  /**
   * The spans that latency is told of, counted by their duration: all figures are made of these
   * counts, which are far fewer than the spans.
   */
  public static Dataset<Row> counted(Dataset<Row> spans) {
    Column isMeasured = col("kind").isin("execution", "state", "attempt", "lambda");
    Column isFinished = col("status").notEqual("unfinished").and(col("active_ms").isNotNull());
    return spans
        .filter(isMeasured)
        .withColumn("failed", col("status").equalTo("error"))
        .withColumn("ms", when(isFinished, col("active_ms")))
        .groupBy(
            col("day"),
            col("kind"),
            col("state_machine_name"),
            col("name"),
            col("is_distributed_map_child"),
            col("failed"),
            col("ms"))
        .agg(count(lit(1)).as(SPANS));
  }

  /** The table {@code latency} of spans that {@link #counted} counted. */
  public static Dataset<Row> latency(Dataset<Row> counted) {
    Column finished = col("ms").isNotNull();
    Column count = sumWhere(finished);
    // Sums of doubles depend on the order in which tasks finish; sums of whole microseconds do not.
    Column micros = sum(expr("CAST(round(ms * 1000) AS BIGINT) * spans"));
    return counted
        .groupBy(columns(KEYS))
        .agg(
            count.as("count"),
            sumWhere(finished.and(col("failed"))).as("errors"),
            sumWhere(col("ms").isNull()).as("unfinished"),
            min("ms").as("min_ms"),
            when(count.gt(0), micros.divide(count).divide(1000)).as("mean_ms"),
            expr("percentile(ms, array(0.5, 0.75, 0.9, 0.95, 0.99, 0.999), spans)").as("p"),
            max("ms").as("max_ms"))
        .selectExpr(
            "day",
            "kind",
            "state_machine_name",
            "name",
            "is_distributed_map_child",
            "count",
            "errors",
            "unfinished",
            "min_ms",
            "mean_ms",
            "p[0] AS p50_ms",
            "p[1] AS p75_ms",
            "p[2] AS p90_ms",
            "p[3] AS p95_ms",
            "p[4] AS p99_ms",
            "p[5] AS p999_ms",
            "max_ms");
  }

  private static Column sumWhere(Column condition) {
    return sum(when(condition, col(SPANS)).otherwise(0L));
  }

  static Column[] columns(String... names) {
    Column[] columns = new Column[names.length];
    for (int i = 0; i < names.length; i++) {
      columns[i] = col(names[i]);
    }
    return columns;
  }
}
