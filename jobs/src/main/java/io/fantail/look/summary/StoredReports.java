package io.fantail.look.summary;

import io.fantail.report.ReportSummary;
import io.fantail.report.coverage.CoverageSummary;
import io.fantail.report.coverage.LinkCoverage;
import io.fantail.report.error.ErrorFigures;
import io.fantail.report.error.WorstErrors;
import io.fantail.report.item.FailedItemSummary;
import io.fantail.report.latency.SlowSpan;
import io.fantail.report.latency.SlowSpans;
import io.fantail.report.maprun.MapRunFigures;
import io.fantail.report.maprun.MapRunSummary;
import io.fantail.report.warning.Warning;
import io.fantail.report.warning.WarningSummary;
import io.fantail.shape.Shape;
import io.fantail.spark.Rows;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.LinkedDays;
import io.fantail.table.Tables;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Sums up what tables have of some days, as {@code run} and {@code report} do while they write
 * them. {@code executions} is read once, a dozen columns of it; all other tables have few rows a
 * day.
 */
public final class StoredReports {
  private StoredReports() {}

  /**
   * Sums up these days.
   *
   * @param days on which parents and children started; of slow children also those on which their
   *     Map Runs did
   */
  public static ReportSummary of(Lake lake, DaySet days) {
    DaySet tailDays = LinkedDays.withDaysOfMapRuns(lake, days);
    return new ReportSummary(
        StoredOutcomes.of(lake.read(Tables.EXECUTIONS, days)),
        latency(lake.read(Tables.LATENCY, days)),
        StoredTails.of(
            lake.read(Tables.TAILS, tailDays),
            lake.read(Tables.TAIL_FACTORS, tailDays),
            lake.read(Tables.STRAGGLERS, tailDays)),
        mapRuns(lake.read(Tables.MAP_RUNS, days)),
        errors(lake.read(Tables.ERRORS, days)),
        coverage(lake.read(Tables.LINK_COVERAGE, days)),
        failedItems(lake.read(Tables.FAILED_ITEMS, days)),
        warnings(lake.read(Tables.WARNINGS, days)));
  }

  static SlowSpans latency(Dataset<Row> rows) {
    SlowSpans slowest = new SlowSpans();
    forEach(rows.filter("kind <> 'execution'"), SlowSpan::stored, slowest::add);
    return slowest;
  }

  static MapRunSummary mapRuns(Dataset<Row> rows) {
    MapRunSummary summary = new MapRunSummary();
    forEach(rows, MapRunFigures::shape, summary::add);
    return summary;
  }

  static WorstErrors errors(Dataset<Row> rows) {
    WorstErrors worst = new WorstErrors();
    forEach(rows, ErrorFigures::shape, worst::add);
    return worst;
  }

  static CoverageSummary coverage(Dataset<Row> rows) {
    CoverageSummary summary = new CoverageSummary();
    forEach(rows, LinkCoverage::stored, summary::add);
    return summary;
  }

  static FailedItemSummary failedItems(Dataset<Row> rows) {
    FailedItemSummary summary = new FailedItemSummary();
    Dataset<Row> byRun =
        rows.selectExpr(
                "map_run_arn",
                "IF(is_suspect, 1, 0) AS suspect",
                "IF(item IS NULL, 1, 0) AS unknown",
                "IF(status = 'NEVER_RAN', 1, 0) AS never_ran")
            .groupBy("map_run_arn")
            .agg(
                functions.count("*").alias("items"),
                functions.sum("suspect").alias("suspects"),
                functions.sum("unknown").alias("unknown"),
                functions.sum("never_ran").alias("never_ran"));
    for (Row row : byRun.collectAsList()) {
      String arn = row.getAs("map_run_arn");
      long items = row.<Long>getAs("items");
      long neverRan = row.<Long>getAs("never_ran");
      if (arn == null) {
        summary.add(items, neverRan);
      } else {
        summary.add(
            new FailedItemSummary.OfRun(
                arn, items, row.<Long>getAs("suspects"), row.<Long>getAs("unknown")),
            neverRan);
      }
    }
    return summary;
  }

  static WarningSummary warnings(Dataset<Row> rows) {
    WarningSummary summary = new WarningSummary();
    forEach(rows, Warning::stored, summary::add);
    return summary;
  }

  private static <T> void forEach(Dataset<Row> rows, Shape<T> shape, Consumer<T> work) {
    Rows.eachOf(rows, shape).forEachRemaining(work);
  }
}
