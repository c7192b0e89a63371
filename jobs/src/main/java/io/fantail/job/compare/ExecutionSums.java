package io.fantail.job.compare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.fantail.shape.Column;
import io.fantail.trace.path.TimePart;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of the executions of a state machine or label went, added up over a side or one of
 * its Map Runs.
 *
 * @param mapRun its ARN, or {@link GroupFigures#UNLINKED}; null of what is no child
 * @param executions how many there are
 * @param known of how many it is known where their time went
 * @param coldStarts how many of these waited for a sandbox to start
 * @param partsMs of those known, in ms
 * @param cost of one of them on average, over the whole Map Run; null where it is not known
 */
record ExecutionSums(
    String stateMachineName,
    boolean isDistributedMapChild,
    boolean isAgainst,
    @Nullable String mapRun,
    long executions,
    long known,
    long coldStarts,
    Map<TimePart, Double> partsMs,
    @Nullable Double cost) {

  private static final String COST = "cost";

  /** Rows for {@link #of(Row)}, as many as there are Map Runs and state machines. */
  static Dataset<Row> rows(Dataset<Row> executions) {
    List<org.apache.spark.sql.Column> sums = new ArrayList<>();
    sums.add(lit(null).cast("double").as(COST));
    sums.add(count(col("queue_ms")).as("known"));
    sums.add(expr("count_if(cold_start_ms > 0)").as("cold_starts"));
    for (TimePart part : TimePart.values()) {
      sums.add(sum(columnOf(part)).as(columnOf(part)));
    }
    return executions
        .groupBy(
            col("state_machine_name"),
            col("is_distributed_map_child"),
            col(SidesOfLake.IS_AGAINST),
            when(
                    col("is_distributed_map_child"),
                    coalesce(col("map_run_arn"), lit(GroupFigures.UNLINKED)))
                .as("map_run"))
        .agg(count(lit(1)).as("executions"), sums.toArray(org.apache.spark.sql.Column[]::new));
  }

  /**
   * The same rows with what an execution of each Map Run cost on average.
   *
   * @param mapRuns the table {@code map_runs}
   */
  static Dataset<Row> withCosts(Dataset<Row> sums, Dataset<Row> mapRuns) {
    Dataset<Row> costs =
        mapRuns
            .filter("cost IS NOT NULL AND children > 0")
            .select(col("map_run_arn").as("map_run"), expr("cost / children").as(COST));
    return sums.drop(COST).join(costs, new String[] {"map_run"}, "left");
  }

  static ExecutionSums of(Row row) {
    Map<TimePart, Double> parts = new EnumMap<>(TimePart.class);
    for (TimePart part : TimePart.values()) {
      Double sum = row.getAs(columnOf(part));
      parts.put(part, sum == null ? 0.0 : sum);
    }
    return new ExecutionSums(
        row.getAs("state_machine_name"),
        row.getAs("is_distributed_map_child"),
        row.getAs(SidesOfLake.IS_AGAINST),
        row.getAs("map_run"),
        row.<Long>getAs("executions"),
        row.<Long>getAs("known"),
        row.<Long>getAs("cold_starts"),
        parts,
        row.getAs(COST));
  }

  private static String columnOf(TimePart part) {
    return Column.wordOf(part) + "_ms";
  }
}
