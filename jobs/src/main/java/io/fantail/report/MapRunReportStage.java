package io.fantail.report;

import static io.fantail.shape.FieldType.NUMBER;
import static io.fantail.shape.FieldType.TEXT;
import static io.fantail.shape.FieldType.TIME;
import static io.fantail.shape.FieldType.WHOLE;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.fantail.shape.Column;
import io.fantail.shape.Table;
import io.fantail.span.SpanAttributes;
import io.fantail.spark.Rows;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/** Map Runs with what their children came to. */
public final class MapRunReportStage {
  public static final Table TABLE =
      Table.report(
          "map_runs",
          "A Map Run, with what its children came to.",
          List.of(
              Column.of("map_run_arn", TEXT, "The ARN of the Map Run."),
              Column.of("label", TEXT, "The label of the Distributed Map, as the ARN has it."),
              Column.orNull("state_name", TEXT, "The Distributed Map state."),
              Column.of("parent_execution_arn", TEXT, "The execution that started it."),
              Column.of("trace_id", TEXT, "The trace of that execution."),
              Column.of("status", TEXT, "SUCCEEDED, FAILED, ABORTED or RUNNING."),
              Column.of("started_at", TIME, "When it started."),
              Column.orNull("ended_at", TIME, "When it ended; null where nothing shows it."),
              Column.orNull(
                  "duration_ms", NUMBER, "From start to end; null where nothing shows the end."),
              Column.of("children", WHOLE, "Its children that are in the archive."),
              Column.of("succeeded", WHOLE, "Of these, those that succeeded."),
              Column.of("failed", WHOLE, "Of these, those that failed."),
              Column.of("timed_out", WHOLE, "Of these, those that timed out."),
              Column.of("aborted", WHOLE, "Of these, those that were aborted."),
              Column.of("running", WHOLE, "Of these, those whose end nothing shows."),
              Column.orNull(
                  "items", WHOLE, "Items that they took; null where of one nothing says it."),
              counted(
                  SpanAttributes.REPORTED_CHILDREN, "Its children, as DescribeMapRun counts them"),
              counted(
                  SpanAttributes.REPORTED_ITEMS,
                  "Its items, as DescribeMapRun counts them, or else the events of its parent"),
              counted(SpanAttributes.REPORTED_PENDING, "Of the children counted, those not begun"),
              counted(
                  SpanAttributes.REPORTED_SUCCEEDED, "Of the children counted, those succeeded"),
              counted(SpanAttributes.REPORTED_FAILED, "Of the children counted, those failed"),
              counted(
                  SpanAttributes.REPORTED_TIMED_OUT, "Of the children counted, those timed out"),
              counted(SpanAttributes.REPORTED_ABORTED, "Of the children counted, those aborted"),
              counted(
                  SpanAttributes.PENDING_CHILDREN,
                  "Of the children counted, those that never began, as it had ended"),
              counted(
                  "missing_children",
                  "Of the children counted, those that began and are not in the archive; below 0"
                      + " where more are here than counted"),
              Column.of(
                  "children_without_history",
                  WHOLE,
                  "Children here of which no event tells, only an answer of the API."),
              Column.of(
                  "children_with_missing_events", WHOLE, "Children here that lack some events."),
              ofEnded("p50_ms", "The median of its children's active times"),
              ofEnded("p95_ms", "The 95th percentile of them"),
              ofEnded("p99_ms", "The 99th percentile of them"),
              ofEnded("max_ms", "The longest of them"),
              Column.orNull(
                  "max_concurrency",
                  WHOLE,
                  "The most children that were open at one moment; null where none are here."),
              ofEnded("tail_ms", "From when 95 % of the children had ended to the end of the last"),
              Column.orNull(
                  "slowest_execution_arn",
                  TEXT,
                  "The child with the longest active time; null where none ended."),
              Column.orNull(
                  "last_execution_arn", TEXT, "The child that ended last; null where none ended."),
              Column.day("The UTC day on which its parent started.")));

  private static final String[] RUN = {"map_run_arn"};

  /** Those that a Map Run without children has none of. */
  private static final String[] COUNTS =
      TABLE.columns().stream()
          .filter(column -> column.type() == WHOLE && !column.nullable())
          .map(Column::name)
          .toArray(String[]::new);

  private static final String MISSING_CHILDREN =
      "reported_children - children"
          + " - least(coalesce(pending_children, 0), greatest(reported_children - children, 0))";

  private static final double TAIL_BEGINS_AT = 0.95;

  private MapRunReportStage() {}

  private static Column counted(String name, String what) {
    return Column.orNull(name, WHOLE, what + "; null where nothing counts them.");
  }

  private static Column ofEnded(String name, String what) {
    return Column.orNull(name, NUMBER, what + "; null where none ended.");
  }

  /**
   * The table {@code map_runs}: the children that are here beside those that {@code DescribeMapRun}
   * counts. {@code missing_children} is the difference without {@code pending_children}, which had
   * not begun when the run ended and never will; below 0 where children are linked that AWS did not
   * count when it was asked. {@code items} is null where of one child nothing says how many it
   * took. A ResultWriter's manifest has no counts: the rows of its files are children like any
   * other.
   *
   * @param spans the table {@code spans}
   * @param executions the table {@code executions}: the children that were linked, among others
   */
  public static Dataset<Row> mapRuns(Dataset<Row> spans, Dataset<Row> executions) {
    Dataset<Row> children =
        executions.filter(col("map_run_arn").isNotNull().and(col("is_distributed_map_child")));
    return asTheirParentsShowThem(spans)
        .join(outcomes(children), RUN, "left")
        .join(ends(children), RUN, "left")
        .join(concurrency(children), RUN, "left")
        .na()
        .fill(0, COUNTS)
        .withColumn("tail_ms", expr("(unix_micros(last_ended_at) - tail_begins) / 1000"))
        .withColumn("missing_children", expr(MISSING_CHILDREN))
        .select(Rows.columns(TABLE));
  }

  private static Dataset<Row> asTheirParentsShowThem(Dataset<Row> spans) {
    return spans
        .filter(col("kind").equalTo("map_run"))
        .select(
            col("map_run_arn"),
            expr("regexp_extract(map_run_arn, '/([^:/]+):[^:]*$', 1)").as("label"),
            col("state_name"),
            col("execution_arn").as("parent_execution_arn"),
            col("trace_id"),
            expr("CASE status WHEN 'ok' THEN 'SUCCEEDED' WHEN 'error' THEN 'FAILED'"
                    + " WHEN 'aborted' THEN 'ABORTED' ELSE 'RUNNING' END")
                .as("status"),
            col("started_at"),
            col("ended_at"),
            col("duration_ms"),
            reported(SpanAttributes.REPORTED_CHILDREN),
            reported(SpanAttributes.REPORTED_ITEMS),
            reported(SpanAttributes.REPORTED_PENDING),
            reported(SpanAttributes.REPORTED_SUCCEEDED),
            reported(SpanAttributes.REPORTED_FAILED),
            reported(SpanAttributes.REPORTED_TIMED_OUT),
            reported(SpanAttributes.REPORTED_ABORTED),
            reported(SpanAttributes.PENDING_CHILDREN),
            col(Table.DAY));
  }

  private static Dataset<Row> outcomes(Dataset<Row> children) {
    return children
        .groupBy("map_run_arn")
        .agg(
            count(lit(1)).as("children"),
            countOf("SUCCEEDED"),
            countOf("FAILED"),
            countOf("TIMED_OUT"),
            countOf("ABORTED"),
            countOf("RUNNING"),
            expr("count_if(event_count = 0)").as("children_without_history"),
            expr("count_if(missing_events > 0)").as("children_with_missing_events"),
            expr("CASE WHEN count(items) = count(1) THEN sum(items) END").as("items"),
            max("active_ms").as("max_ms"),
            expr("percentile(active_ms, array(0.5, 0.95, 0.99))").as("p"),
            max("ended_at").as("last_ended_at"),
            lastBy("active_ms").as("slowest_execution_arn"),
            lastBy("ended_at").as("last_execution_arn"))
        .withColumn("p50_ms", expr("p[0]"))
        .withColumn("p95_ms", expr("p[1]"))
        .withColumn("p99_ms", expr("p[2]"));
  }

  /**
   * When 95 % of the children had ended, in microseconds. Hardly two end at once, so they are
   * counted by the second, and looked at one by one only in the seconds that matter.
   */
  private static Dataset<Row> ends(Dataset<Row> children) {
    Dataset<Row> ends =
        children
            .filter(col("ended_at").isNotNull())
            .select(col("map_run_arn"), expr("unix_micros(ended_at)").as("ended"))
            .withColumn("second", expr("ended DIV 1000000"));
    WindowSpec run = Window.partitionBy("map_run_arn");
    WindowSpec secondsBefore =
        run.orderBy("second").rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    Dataset<Row> seconds =
        ends.groupBy("map_run_arn", "second")
            .agg(count(lit(1)).as("n"))
            .withColumn("before", sum("n").over(secondsBefore).minus(col("n")))
            .withColumn("position", sum("n").over(run).minus(1).multiply(TAIL_BEGINS_AT))
            .filter("before < position + 1 AND before + n > position - 1");
    WindowSpec inSecond = Window.partitionBy("map_run_arn", "second").orderBy("ended");
    // Linear interpolation between the closest ranks: a value counts as its rank is near.
    org.apache.spark.sql.Column rank = col("before").plus(row_number().over(inSecond)).minus(1);
    return ends.join(seconds, new String[] {"map_run_arn", "second"})
        .withColumn("nearness", lit(1.0).minus(abs(col("position").minus(rank))))
        .filter("nearness > 0")
        .groupBy("map_run_arn")
        .agg(sum(col("ended").multiply(col("nearness"))).as("tail_begins"));
  }

  /** The child with the highest value, by ARN where several have it; null where none has one. */
  private static org.apache.spark.sql.Column lastBy(String value) {
    return expr(
        "max_by(execution_arn, struct(%1$s, execution_arn)) FILTER (WHERE %1$s IS NOT NULL)"
            .formatted(value));
  }

  /**
   * The most children of each run that were open at one moment. Minute by minute, so that no task
   * has to hold the million children of one run: what a minute begins with is the sum of the
   * minutes before.
   */
  private static Dataset<Row> concurrency(Dataset<Row> children) {
    Dataset<Row> edges =
        children
            .select(
                col("map_run_arn"),
                expr("stack(2, started_at, 1L, ended_at, -1L)").as(new String[] {"at", "change"}))
            .filter(col("at").isNotNull())
            .withColumn("minute", date_trunc("MINUTE", col("at")));
    // A child that ends where another starts is not open with it: ends come first.
    WindowSpec withinMinute =
        Window.partitionBy("map_run_arn", "minute")
            .orderBy("at", "change")
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    WindowSpec minutesBefore =
        Window.partitionBy("map_run_arn")
            .orderBy("minute")
            .rowsBetween(Window.unboundedPreceding(), -1);
    return edges
        .withColumn("open", sum("change").over(withinMinute))
        .groupBy("map_run_arn", "minute")
        .agg(max("open").as("peak"), sum("change").as("net"))
        .withColumn("before", coalesce(sum("net").over(minutesBefore), lit(0L)))
        .groupBy("map_run_arn")
        .agg(max(col("before").plus(col("peak"))).as("max_concurrency"));
  }

  /** What AWS counts, where the archive has an answer that says it. */
  private static org.apache.spark.sql.Column reported(String count) {
    return col("attributes").getItem(count).cast(DataTypes.LongType).as(count);
  }

  private static org.apache.spark.sql.Column countOf(String status) {
    return count(when(col("status").equalTo(status), true)).as(status.toLowerCase(Locale.ROOT));
  }
}
