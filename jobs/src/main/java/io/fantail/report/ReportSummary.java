package io.fantail.report;

import io.fantail.report.coverage.CoverageSummary;
import io.fantail.report.error.WorstErrors;
import io.fantail.report.item.FailedItemSummary;
import io.fantail.report.latency.SlowSpans;
import io.fantail.report.maprun.MapRunSummary;
import io.fantail.report.overview.ExecutionSummary;
import io.fantail.report.tail.summary.TailSummary;
import io.fantail.report.warning.WarningSummary;

/** The little of all reports that is said when a command ends. */
public record ReportSummary(
    ExecutionSummary executions,
    SlowSpans slowest,
    TailSummary slowChildren,
    MapRunSummary mapRuns,
    WorstErrors errors,
    CoverageSummary coverage,
    FailedItemSummary failedItems,
    WarningSummary warnings) {

  /** Of traces that were not reported yet. */
  public static ReportSummary of(ExecutionSummary executions) {
    return new ReportSummary(
        executions,
        new SlowSpans(),
        new TailSummary(),
        new MapRunSummary(),
        new WorstErrors(),
        new CoverageSummary(),
        new FailedItemSummary(),
        new WarningSummary());
  }
}
