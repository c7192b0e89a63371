package io.fantail.report;

import static io.fantail.shape.FieldType.FLAG;
import static io.fantail.shape.FieldType.NUMBER;
import static io.fantail.shape.FieldType.TEXT;
import static io.fantail.shape.FieldType.WHOLE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.fantail.shape.Column;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
  static final List<Column> KEYS =
      List.of(
          Column.day("The UTC day on which the execution started."),
          Column.of("kind", TEXT, "What was timed: execution, state, attempt or lambda."),
          Column.of("state_machine_name", TEXT, "The state machine that ran it."),
          Column.orNull(
              "name",
              TEXT,
              "Of an execution the state machine, with /label where it is a child; of a state and"
                  + " an attempt the state; of an invocation the function, null where nothing"
                  + " names it."),
          Column.of(
              "is_distributed_map_child",
              FLAG,
              "Whether the execution was started by a Distributed Map."));

  public static final Table TABLE =
      Table.report(
          "latency",
          "A day of one execution name, state, attempt or function, with its percentiles: exact,"
              + " interpolated between the closest ranks.",
          keysAnd(
              Column.of("count", WHOLE, "How many ended; the times are of these."),
              Column.of("errors", WHOLE, "How many of these ended in an error."),
              Column.of(
                  "unfinished",
                  WHOLE,
                  "How many have no end in the archive; they are counted nowhere else."),
              figure("min_ms", "The shortest time"),
              figure("mean_ms", "The arithmetic mean"),
              figure("p50_ms", "The median"),
              figure("p75_ms", "The 75th percentile"),
              figure("p90_ms", "The 90th percentile"),
              figure("p95_ms", "The 95th percentile"),
              figure("p99_ms", "The 99th percentile"),
              figure("p999_ms", "The 99.9th percentile"),
              figure("max_ms", "The longest time")));

  private LatencyStage() {}

  /**
   * The spans that latency is told of, counted by their duration: all figures are made of these
   * counts, which are far fewer than the spans.
   */
  public static Dataset<Row> counted(Dataset<Row> spans) {
    org.apache.spark.sql.Column isMeasured =
        col("kind").isin("execution", "state", "attempt", "lambda");
    org.apache.spark.sql.Column isFinished =
        col("status").notEqual("unfinished").and(col("active_ms").isNotNull());
    return spans
        .filter(isMeasured)
        .withColumn("failed", col("status").equalTo("error"))
        .withColumn("ms", when(isFinished, col("active_ms")))
        .groupBy(
            col(Table.DAY),
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
    org.apache.spark.sql.Column finished = col("ms").isNotNull();
    org.apache.spark.sql.Column count = sumWhere(finished);
    // Sums of doubles depend on the order in which tasks finish; sums of whole microseconds do not.
    org.apache.spark.sql.Column micros = sum(expr("CAST(round(ms * 1000) AS BIGINT) * spans"));
    return counted
        .groupBy(Rows.columns(KEYS))
        .agg(
            count.as("count"),
            sumWhere(finished.and(col("failed"))).as("errors"),
            sumWhere(col("ms").isNull()).as("unfinished"),
            min("ms").as("min_ms"),
            when(count.gt(0), micros.divide(count).divide(1000)).as("mean_ms"),
            expr("percentile(ms, array(0.5, 0.75, 0.9, 0.95, 0.99, 0.999), spans)").as("p"),
            max("ms").as("max_ms"))
        .selectExpr(
            "*",
            "p[0] AS p50_ms",
            "p[1] AS p75_ms",
            "p[2] AS p90_ms",
            "p[3] AS p95_ms",
            "p[4] AS p99_ms",
            "p[5] AS p999_ms")
        .select(Rows.columns(TABLE));
  }

  private static org.apache.spark.sql.Column sumWhere(org.apache.spark.sql.Column condition) {
    return sum(when(condition, col(SPANS)).otherwise(0L));
  }

  /** The columns of a table that is told apart by {@link #KEYS}. */
  static List<Column> keysAnd(Column... others) {
    return Stream.concat(KEYS.stream(), Stream.of(others)).toList();
  }

  private static Column figure(String name, String what) {
    return Column.orNull(name, NUMBER, what + "; null where none ended.");
  }
}
