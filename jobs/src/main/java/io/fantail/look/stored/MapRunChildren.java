package io.fantail.look.stored;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.fantail.spark.Rows;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The children of a Map Run, of which there may be a million: in groups, by one aggregate over the
 * table {@code executions}, or one after the other. They are never all in memory.
 */
public final class MapRunChildren {
  /** Beyond so many groups, errors that few children had are taken together. */
  private static final int MOST_GROUPS = 60;

  private static final int MOST_ERRORS = 20;

  /** Clocks of one service differ by less. */
  private static final Duration BETWEEN_CLOCKS = Duration.ofMinutes(1);

  private static final List<String> OF_EXAMPLE =
      List.of("execution_arn", "started_at", "ended_at", "active_ms", "cause");

  private static final List<String> KEYS =
      List.of("status", "error", "is_other_errors", "is_retried", "is_throttled", "is_redriven");

  private final Lake lake;
  private final StoredMapRun run;

  public MapRunChildren(Lake lake, StoredMapRun run) {
    this.lake = lake;
    this.run = run;
  }

  /**
   * The groups of those to which the same happened, the largest first.
   *
   * @param scale the classes of their histograms
   */
  public List<ChildGroup> groups(LengthScale scale) {
    Dataset<Row> children = children().withColumn("is_other_errors", lit(false));
    List<ChildGroup> groups = collected(children, scale);
    if (groups.size() <= MOST_GROUPS) {
      return groups;
    }
    Object[] often =
        groups.stream()
            .map(ChildGroup::error)
            .filter(error -> error != null)
            .distinct()
            .limit(MOST_ERRORS)
            .toArray();
    Column isOther = col("error").isNotNull().and(not(col("error").isin(often)));
    return collected(
        children
            .withColumn("is_other_errors", isOther)
            .withColumn("error", when(isOther, lit(null)).otherwise(col("error"))),
        scale);
  }

  private static List<ChildGroup> collected(Dataset<Row> children, LengthScale scale) {
    List<Column> figures = new ArrayList<>();
    figures.add(expr("percentile(active_ms, 0.5D)").as("p50_ms"));
    figures.add(expr("percentile(active_ms, 0.99D)").as("p99_ms"));
    figures.add(expr("max(active_ms)").as("max_ms"));
    figures.add(
        expr("sum(CASE WHEN retried_at IS NULL THEN 0L ELSE size(retried_at) END)").as("retries"));
    figures.add(expr(histogram(scale)).as("histogram"));
    String example = "struct(" + String.join(", ", OF_EXAMPLE) + ")";
    figures.add(expr("max_by(" + example + ", coalesce(active_ms, -1D))").as("slowest"));
    figures.add(expr("min_by(" + example + ", started_at)").as("first"));
    Dataset<Row> grouped =
        children
            .withColumn("is_retried", col("retried_at").isNotNull())
            .withColumn("is_throttled", col("throttled_at").isNotNull())
            .withColumn("is_redriven", col("redrive_count").gt(0))
            .groupBy(KEYS.stream().map(functions::col).toArray(Column[]::new))
            .agg(expr("count(1)").as("children"), figures.toArray(Column[]::new));
    List<Column> flat = new ArrayList<>(List.of(col("*")));
    for (String which : List.of("slowest", "first")) {
      OF_EXAMPLE.forEach(name -> flat.add(col(which + "." + name).as(which + "_" + name)));
    }
    return Rows.allOf(
        grouped
            .select(flat.toArray(Column[]::new))
            .orderBy(col("children").desc(), col("first_execution_arn"))
            .limit(MOST_GROUPS + 1),
        ChildGroup::shape);
  }

  /** Counts each class of lengths. */
  private static String histogram(LengthScale scale) {
    List<Double> bounds = scale.bounds();
    return IntStream.range(0, scale.size())
        .mapToObj(
            i -> {
              String from = i == 0 ? "active_ms >= 0D" : "active_ms >= " + text(bounds.get(i - 1));
              String to = i == bounds.size() ? "" : " AND active_ms < " + text(bounds.get(i));
              return "count_if(" + from + to + ")";
            })
        .reduce((one, other) -> one + ", " + other)
        .map(all -> "array(" + all + ")")
        .orElseThrow();
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.6fD", number);
  }

  /** Every one of them, in the order in which they started, partition by partition. */
  public Iterator<ChildRow> inOrder() {
    return Rows.eachOf(children().orderBy("started_at", "execution_arn"), ChildRow::shape);
  }

  private Dataset<Row> children() {
    return lake.read(Tables.EXECUTIONS, days()).filter(col("map_run_arn").equalTo(run.mapRunArn()));
  }

  /** A child is kept under the day on which it started. */
  private DaySet days() {
    LocalDate first = dayOf(run.startedAt().minus(BETWEEN_CLOCKS));
    Instant end = run.endedAt();
    return end == null
        ? DaySet.from(first)
        : DaySet.of(new DayRange(first, dayOf(end.plus(BETWEEN_CLOCKS)).plusDays(1)));
  }

  private static LocalDate dayOf(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
