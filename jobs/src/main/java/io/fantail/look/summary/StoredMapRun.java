package io.fantail.look.summary;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.fantail.report.ReportSummary;
import io.fantail.report.maprun.MapRunFigures;
import io.fantail.spark.Rows;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sums up the children of one Map Run. What tables have by label alone stays that of all Map Runs
 * of its label: how slow these are and what they share, their errors, their latency, their
 * warnings.
 */
public final class StoredMapRun {
  private final Lake lake;
  private final MapRunFigures run;
  private final Column isOfRun;
  private final Column isOfLabel;

  private StoredMapRun(Lake lake, MapRunFigures run) {
    this.lake = lake;
    this.run = run;
    this.isOfRun = col("map_run_arn").equalTo(run.mapRunArn());
    this.isOfLabel = col("state_machine_name").equalTo(run.stateMachineName());
  }

  /** Sums up; nothing is there where the lake has no such Map Run. */
  public static ReportSummary of(Lake lake, String mapRunArn) {
    Iterator<MapRunFigures> found =
        Rows.eachOf(
            lake.read(Tables.MAP_RUNS).filter(col("map_run_arn").equalTo(mapRunArn)),
            MapRunFigures::shape);
    return found.hasNext()
        ? new StoredMapRun(lake, found.next()).summary()
        : StoredReports.of(lake, DaySet.NONE);
  }

  private ReportSummary summary() {
    DaySet day = DaySet.of(new DayRange(run.day(), run.day().plusDays(1)));
    DaySet days = daysOfChildren();
    Dataset<Row> executions = lake.read(Tables.EXECUTIONS, days).filter(isOfRun);
    return new ReportSummary(
        StoredOutcomes.of(executions),
        StoredReports.latency(lake.read(Tables.LATENCY, days).filter(isOfLabel)),
        StoredTails.of(
            lake.read(Tables.TAILS, day).filter(isOfLabel),
            lake.read(Tables.TAIL_FACTORS, day).filter(isOfLabel),
            lake.read(Tables.STRAGGLERS, day).filter(isOfRun)),
        StoredReports.mapRuns(lake.read(Tables.MAP_RUNS, day).filter(isOfRun)),
        StoredReports.errors(lake.read(Tables.ERRORS, days).filter(isOfLabel)),
        StoredReports.coverage(coverage(executions, days)),
        StoredReports.failedItems(lake.read(Tables.FAILED_ITEMS, days).filter(isOfRun)),
        StoredReports.warnings(lake.read(Tables.WARNINGS, days).filter(isOfLabel)));
  }

  /** From its start to its end; as long as nothing shows the end, all since its start. */
  private DaySet daysOfChildren() {
    if (run.duration() == null) {
      return DaySet.from(run.day());
    }
    Instant end = run.startedAt().plus(run.duration());
    LocalDate last = end.atOffset(ZoneOffset.UTC).toLocalDate();
    return DaySet.of(new DayRange(run.day(), last.plusDays(1)));
  }

  /** What {@code link_coverage} would have of these children alone. */
  private Dataset<Row> coverage(Dataset<Row> executions, DaySet days) {
    Dataset<Row> attempts =
        lake.read(Tables.SPANS, days)
            .filter(isOfRun)
            .filter("kind = 'attempt' AND is_distributed_map_child AND link IS NOT NULL")
            .groupBy("day", "function_name", "link")
            .count()
            .selectExpr("day", "'lambda_attempt' AS subject", "function_name", "link", "count");
    Dataset<Row> events =
        executions.selectExpr(
            "day",
            "'event' AS subject",
            "CAST(NULL AS STRING)",
            "stack(2, 'seen', event_count, 'missing', missing_events)");
    return attempts
        .union(events)
        .toDF("day", "subject", "function_name", "link", "one")
        .groupBy("day", "subject", "function_name", "link")
        .agg(sum("one").alias("total"));
  }
}
