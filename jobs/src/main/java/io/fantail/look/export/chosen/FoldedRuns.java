package io.fantail.look.export.chosen;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.SimilarChildren;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Map Runs of which only the children in {@code trace_samples} are exported one by one. One that
 * has no sample there is exported whole.
 */
final class FoldedRuns {
  static final String ARN = "execution_arn";
  static final String PARENT = "parent_execution_arn";
  static final String MAP_RUN = "map_run_arn";
  private static final String IS_FOLDED = "is_folded";
  private static final String ACTIVE = "active_ms";

  private final Dataset<Row> samples;

  private FoldedRuns(Dataset<Row> samples) {
    this.samples = samples;
  }

  /** The Map Runs that these executions are children of. */
  static FoldedRuns of(Lake lake, Dataset<Row> executions) {
    Dataset<Row> runs = executions.select(MAP_RUN).filter(col(MAP_RUN).isNotNull()).distinct();
    List<LocalDate> days =
        lake
            .read(Tables.MAP_RUNS)
            .join(runs, new String[] {MAP_RUN}, "left_semi")
            .select(Table.DAY)
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.<LocalDate>getAs(0))
            .toList();
    return new FoldedRuns(
        lake.read(Tables.TRACE_SAMPLES, DaySet.NONE.plus(days))
            .select(
                col(MAP_RUN).as("sampled_run"),
                col(ARN),
                col("weight").as(ExportedSpan.SAMPLE_WEIGHT),
                col("reason").as(ExportedSpan.SAMPLE_REASON)));
  }

  /** The executions with their weights; false in {@code is_folded} for those that are exported. */
  Dataset<Row> marked(Dataset<Row> executions) {
    Dataset<Row> runs =
        samples.select(col("sampled_run").as(MAP_RUN)).distinct().withColumn(IS_FOLDED, lit(true));
    Column isChild = col("is_distributed_map_child");
    return executions
        .join(broadcast(runs), new String[] {MAP_RUN}, "left")
        .join(broadcast(samples.drop("sampled_run")), new String[] {ARN}, "left")
        .withColumn(
            IS_FOLDED,
            isChild.and(col(IS_FOLDED).isNotNull()).and(col(ExportedSpan.SAMPLE_REASON).isNull()));
  }

  /** Those of {@link #marked} that are exported one by one. */
  static Dataset<Row> shown(Dataset<Row> marked) {
    return marked.filter(col(IS_FOLDED).equalTo(false)).drop(IS_FOLDED);
  }

  static Dataset<Row> folded(Dataset<Row> marked) {
    return marked.filter(col(IS_FOLDED)).drop(IS_FOLDED);
  }

  /**
   * What those that are not exported come to, Map Run by Map Run.
   *
   * @param folded some or all of {@link #folded}
   */
  static List<SimilarChildren> summaries(Dataset<Row> folded) {
    return folded
        .groupBy(MAP_RUN)
        .agg(
            min("trace_id"),
            min("state_machine_name"),
            min(ARN),
            countOf("SUCCEEDED"),
            countOf("FAILED"),
            countOf("TIMED_OUT"),
            countOf("ABORTED"),
            count(lit(1)),
            expr("percentile(" + ACTIVE + ", 0.5e0)"),
            expr("percentile(" + ACTIVE + ", 0.99e0)"),
            max(ACTIVE),
            // As decimals, whose sum does not depend on the order.
            sum(col(ACTIVE).cast("decimal(28,6)")).cast("double"),
            min("started_at"),
            max("ended_at"))
        .sort(MAP_RUN)
        .collectAsList()
        .stream()
        .map(FoldedRuns::summary)
        .toList();
  }

  private static Column countOf(String status) {
    return sum(expr("CASE WHEN status = '" + status + "' THEN 1 ELSE 0 END"));
  }

  private static SimilarChildren summary(Row row) {
    long succeeded = row.getLong(4);
    long failed = row.getLong(5);
    long timedOut = row.getLong(6);
    long aborted = row.getLong(7);
    long running = row.getLong(8) - succeeded - failed - timedOut - aborted;
    return new SimilarChildren(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        new SimilarChildren.Outcomes(succeeded, failed, timedOut, aborted, running),
        timesOf(row),
        row.<Instant>getAs(13),
        row.<@Nullable Instant>getAs(14));
  }

  private static SimilarChildren.@Nullable ActiveTimes timesOf(Row row) {
    return row.isNullAt(9)
        ? null
        : new SimilarChildren.ActiveTimes(
            row.getDouble(9), row.getDouble(10), row.getDouble(11), row.getDouble(12));
  }
}
