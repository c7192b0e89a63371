package io.fantail.job.step;

import io.fantail.job.session.Progress;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.report.ErrorStage;
import io.fantail.report.HistogramStage;
import io.fantail.report.LatencyStage;
import io.fantail.report.LinkCoverageStage;
import io.fantail.report.MapRunReportStage;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Computes the reports from {@code spans} and {@code executions}. */
public final class ReportStep {
  private final Lake lake;
  private final Progress progress;

  public ReportStep(Session session) {
    this.lake = session.lake();
    this.progress = session.progress();
  }

  /**
   * Computes the reports of {@code days}, and of the Map Runs before, of which children may have
   * started in these days.
   *
   * @param lookbackDays how much later than its Map Run a child may have started
   */
  public void report(DaySet days, int lookbackDays) {
    Dataset<Row> spans = lake.read(Tables.SPANS, days);
    Dataset<Row> executions = lake.read(Tables.EXECUTIONS, days);
    DaySet mapRunDays = daysOfMapRuns(executions, days.widenedBackBy(lookbackDays));
    Dataset<Row> mapRunSpans = lake.read(Tables.SPANS, mapRunDays);
    // Children may start on any day until their Map Run ends.
    Dataset<Row> children = lake.read(Tables.EXECUTIONS, DaySet.from(mapRunDays.first()));
    Dataset<Row> counted = LatencyStage.counted(spans).persist(StorageLevel.MEMORY_AND_DISK());
    progress.begin("Writing the reports");
    try {
      Together.run(
          List.of(
              () -> lake.replaceDays(Tables.LATENCY, LatencyStage.latency(counted), days),
              () -> lake.replaceDays(Tables.ERRORS, ErrorStage.errors(spans), days),
              () ->
                  lake.replaceDays(
                      Tables.LINK_COVERAGE, LinkCoverageStage.coverage(spans, executions), days),
              () ->
                  lake.replaceDays(
                      Tables.MAP_RUNS,
                      MapRunReportStage.mapRuns(mapRunSpans, children),
                      mapRunDays),
              () ->
                  lake.replaceDays(
                      Tables.LATENCY_HISTOGRAM, HistogramStage.histogram(counted), days)));
    } finally {
      counted.unpersist();
    }
  }

  /** Adds the days of Map Runs, however long before, that these executions are linked to. */
  private DaySet daysOfMapRuns(Dataset<Row> executions, DaySet around) {
    DaySet others = DaySet.ALL.without(around);
    if (!lake.hasDays(Tables.MAP_RUNS, others)) {
      return around;
    }
    Dataset<Row> linked = executions.filter("map_run_arn IS NOT NULL").select("map_run_arn");
    Dataset<Row> mapRuns = lake.read(Tables.MAP_RUNS, others);
    return around.plus(daysOf(mapRuns.join(linked, new String[] {"map_run_arn"}, "left_semi")));
  }

  /** The days that rows of a table are of. */
  static List<LocalDate> daysOf(Dataset<Row> rows) {
    return rows.select(Table.DAY).distinct().collectAsList().stream()
        .map(row -> row.<LocalDate>getAs(Table.DAY))
        .toList();
  }
}
