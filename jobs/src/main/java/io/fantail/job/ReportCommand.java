package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.LeaseOptions;
import io.fantail.job.option.ReportOptions;
import io.fantail.job.option.ReportSettings;
import io.fantail.job.session.Session;
import io.fantail.job.step.ClosedDays;
import io.fantail.job.step.ReportStep;
import io.fantail.job.step.Rewritten;
import io.fantail.job.step.RunLog;
import io.fantail.job.step.UnfinishedRun;
import io.fantail.job.summary.Summary;
import io.fantail.report.ReportSummary;
import io.fantail.table.DaySet;
import io.fantail.table.Tables;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Does the third step of the main job alone. */
@Command(
    name = "report",
    description =
        "Computes latency, latency_histogram, errors, failed_items, warnings, link_coverage,"
            + " map_runs, map_run_timeline, stragglers, tails, tail_factors and trace_samples from"
            + " executions and spans.")
final class ReportCommand extends LakeCommand {
  @Mixin LakeOptions lakeOptions;
  @Mixin LeaseOptions leaseOptions;
  @Mixin ReportOptions reportOptions;

  @Override
  void checkOptions() {
    lakeOptions.check();
    reportOptions.settings();
    leaseOptions.patience();
  }

  @Override
  public Integer call() {
    lakeOptions.check();
    ReportSettings settings = reportOptions.settings();
    try (Session session = open(lakeOptions.lake)) {
      session.checkIngested();
      session.progress().noteDays(lakeOptions.wholeDays());
      session.hold(List.of(), leaseOptions.patience(), leaseOptions.isForced());
      DaySet days = new ClosedDays(session).reportedOf(lakeOptions.days());
      ReportSummary reports =
          new ReportStep(session, settings).report(days, lakeOptions.lookbackDays);
      UnfinishedRun.endReports(session.lake(), days);
      new RunLog(session)
          .add(
              new Rewritten(null, days),
              List.of(
                  Tables.LATENCY,
                  Tables.LATENCY_HISTOGRAM,
                  Tables.ERRORS,
                  Tables.FAILED_ITEMS,
                  Tables.LINK_COVERAGE,
                  Tables.MAP_RUNS,
                  Tables.MAP_RUN_TIMELINE,
                  Tables.STRAGGLERS,
                  Tables.TAILS,
                  Tables.TAIL_FACTORS,
                  Tables.TRACE_SAMPLES,
                  Tables.WARNINGS));
      print(Summary.ofReports(session.lake(), days, reports), session);
      return ExitCode.DONE;
    }
  }
}
