package io.fantail.trace;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.fantail.event.EventRows;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Puts beside each child the Map Runs that it may belong to, without bringing a trace together in
 * one place.
 */
public final class MapRunStage {
  static final String CANDIDATES = "candidates";
  private static final String HOUR = "hour";

  private MapRunStage() {}

  /** All events of the executions that started a Map Run: few, next to their children. */
  public static Dataset<Row> eventsOfParents(Dataset<Row> events) {
    Dataset<Row> parents =
        events
            .filter(col(EventRows.TYPE).equalTo("MapRunStarted"))
            .select(EventRows.EXECUTION_ARN)
            .distinct();
    return events.join(broadcast(parents), new String[] {EventRows.EXECUTION_ARN}, "left_semi");
  }

  /**
   * The Map Runs by family and by each hour in which they were open: so a child meets the few of
   * its own hour, and not all that its state machine ever started.
   *
   * @param mapRuns as {@link MapRunRows}
   */
  public static Dataset<Row> candidatesByHour(Dataset<Row> mapRuns) {
    // A Standard execution lasts a year at most, and so does a run whose end is not in the archive.
    Column lastPossible = expr("started_at + INTERVAL 366 DAYS");
    Column lastOpen = coalesce(least(col("ended_at"), lastPossible), lastPossible);
    Column candidate =
        struct(
            col("map_run_arn"),
            col("parent_execution_arn"),
            col("root_execution_arn"),
            col("trace_id"),
            col("started_at"),
            col("ended_at"));
    Column hours =
        sequence(
            date_trunc("HOUR", col("started_at")),
            date_trunc("HOUR", lastOpen),
            expr("INTERVAL 1 HOUR"));
    return mapRuns
        .withColumn(HOUR, explode(hours))
        .groupBy(col(MapRunRows.FAMILY), col(HOUR))
        .agg(sort_array(collect_list(candidate)).as(CANDIDATES));
  }

  /** The events, with {@code candidates} beside the {@code ExecutionStarted} of each child. */
  static Dataset<Row> withCandidates(Dataset<Row> events, Dataset<Row> candidatesByHour) {
    Column isStartOfChild =
        col(EventRows.TYPE)
            .equalTo("ExecutionStarted")
            .and(expr("element_at(split(execution_arn, ':'), 7)").contains("/"));
    // arn:aws:states:R:A:mapRun:<machine>/<label>, of a Standard child and of an Express one alike.
    Column family =
        expr(
            "concat_ws(':', slice(split(execution_arn, ':'), 1, 5), 'mapRun',"
                + " element_at(split(execution_arn, ':'), 7))");
    Dataset<Row> keyed =
        events
            .withColumn("child_family", when(isStartOfChild, family))
            .withColumn("child_hour", when(isStartOfChild, date_trunc("HOUR", col("event_at"))));
    Column sameFamily = col("child_family").equalTo(col(MapRunRows.FAMILY));
    Column sameHour = col("child_hour").equalTo(col(HOUR));
    // Broadcast: a Map Run has thousands of children, so its side is the small one.
    return keyed
        .join(broadcast(candidatesByHour), sameFamily.and(sameHour), "left")
        .drop(MapRunRows.FAMILY, HOUR, "child_family", "child_hour");
  }
}
