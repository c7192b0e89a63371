package io.fantail.job.compare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Pairs children of both sides that succeeded with the same item, and compares the pairs of each
 * label. An item that a Map Run has twice tells nothing of that run. Where several runs of a side
 * have an item, the first of the one side is paired with the first of the other, and so on. A task
 * holds at most {@link #MOST_PAIRS} pairs of a label, and one small record of each reaches the
 * driver.
 */
final class ItemsStage {
  /** More would not make an interval noticeably narrower. */
  static final int MOST_PAIRS = 100_000;

  static final String MACHINE = "state_machine_name";
  private static final String ITEM = "item_hash";
  private static final String RUN = "map_run";
  private static final String MS = "active_ms";
  private static final String STARTED_AT = "started_at";
  private static final String PLACE = "place";

  private ItemsStage() {}

  /** Labels that have pairs; none where no items are known. */
  static Dataset<ItemsOfLabel> of(Dataset<Row> executions) {
    return of(executions, MOST_PAIRS);
  }

  static Dataset<ItemsOfLabel> of(Dataset<Row> executions, int mostPairs) {
    return pairs(executions)
        .withColumn("all", count(lit(1)).over(Window.partitionBy(MACHINE)))
        .withColumn(
            "chosen",
            row_number()
                .over(
                    Window.partitionBy(MACHINE)
                        .orderBy(xxhash64(col(ITEM), col(PLACE)), col(ITEM), col(PLACE))))
        .filter(col("chosen").leq(mostPairs))
        .groupBy(MACHINE)
        .agg(
            max("all").as("all"),
            collect_list(
                    struct(col("base_ms"), col("against_ms"), col("base_run"), col("against_run")))
                .as("pairs"))
        .map(
            (MapFunction<Row, ItemsOfLabel>) ItemsOfLabel::of,
            Encoders.javaSerialization(ItemsOfLabel.class));
  }

  private static Dataset<Row> pairs(Dataset<Row> executions) {
    Column isAgainst = col(SidesOfLake.IS_AGAINST);
    return executions
        .filter("is_distributed_map_child AND status = 'SUCCEEDED' AND item_hash IS NOT NULL")
        // Neither null, nor what is no number.
        .filter(col(MS).lt(lit(Double.POSITIVE_INFINITY)))
        .select(
            col(MACHINE),
            col(ITEM),
            isAgainst,
            xxhash64(coalesce(col("map_run_arn"), lit(GroupFigures.UNLINKED))).as(RUN),
            col(STARTED_AT),
            col(MS))
        // All that follows is of one item.
        .repartition(col(MACHINE), col(ITEM))
        .groupBy(col(MACHINE), col(ITEM), isAgainst, col(RUN))
        .agg(count(lit(1)).as("children"), min(STARTED_AT).as(STARTED_AT), max(MS).as(MS))
        .filter(col("children").equalTo(1))
        .withColumn(
            PLACE,
            row_number()
                .over(
                    Window.partitionBy(col(MACHINE), col(ITEM), isAgainst)
                        .orderBy(STARTED_AT, RUN)))
        .groupBy(MACHINE, ITEM, PLACE)
        .agg(
            max(when(not(isAgainst), col(MS))).as("base_ms"),
            max(when(isAgainst, col(MS))).as("against_ms"),
            max(when(not(isAgainst), col(RUN))).as("base_run"),
            max(when(isAgainst, col(RUN))).as("against_run"))
        .filter("base_run IS NOT NULL AND against_run IS NOT NULL");
  }
}
