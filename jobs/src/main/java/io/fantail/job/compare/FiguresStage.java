package io.fantail.job.compare;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Counts how long the spans of each group took, by side and Map Run, and makes of these counts the
 * few figures that are compared. What reaches the driver is one small record for each group, side
 * and Map Run: it grows with the Map Runs of the sides, not with their children. A task holds the
 * different durations of one group and side at a time.
 */
final class FiguresStage {
  private static final Column[] OF_GROUP = {
    col("kind"),
    col("state_machine_name"),
    col("name"),
    col("is_distributed_map_child"),
    col(SidesOfLake.IS_AGAINST),
    col("map_run")
  };

  private FiguresStage() {}

  /** As {@code latency} counts them: what has no end in the archive is left out. */
  static Dataset<GroupFigures> of(Dataset<Row> spans) {
    Dataset<Row> counted =
        spans
            .filter("kind IN ('execution', 'state', 'lambda')")
            .filter("status <> 'unfinished' AND active_ms IS NOT NULL")
            .withColumn(
                "map_run",
                when(
                    col("is_distributed_map_child"),
                    coalesce(col("map_run_arn"), lit(GroupFigures.UNLINKED))))
            .groupBy(with(OF_GROUP, col("active_ms")))
            .agg(
                count(lit(1)).as("ended"),
                expr("count_if(status = 'error')").as("errors"),
                count(col("cold_start")).as("starts"),
                expr("count_if(cold_start)").as("cold_starts"));
    // Each counts for its Map Run, and for everything together.
    return counted
        .withColumn(
            "map_run",
            explode(
                when(
                        col("is_distributed_map_child"),
                        array(col("map_run"), lit(null).cast("string")))
                    .otherwise(array(lit(null).cast("string")))))
        .groupBy(OF_GROUP)
        .agg(
            sort_array(collect_list(struct(col("active_ms"), col("ended")))).as("durations"),
            sum("errors").as("errors"),
            sum("starts").as("starts"),
            sum("cold_starts").as("cold_starts"))
        .map(
            (MapFunction<Row, GroupFigures>) GroupFigures::of,
            Encoders.javaSerialization(GroupFigures.class));
  }

  private static Column[] with(Column[] columns, Column another) {
    Column[] all = Arrays.copyOf(columns, columns.length + 1);
    all[columns.length] = another;
    return all;
  }
}
