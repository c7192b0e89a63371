package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.PriceOptions;
import io.fantail.job.session.Session;
import io.fantail.job.step.ReportStep;
import io.fantail.job.step.ReportSummary;
import io.fantail.job.step.RunLog;
import io.fantail.job.summary.Summary;
import io.fantail.report.cost.Prices;
import io.fantail.table.DaySet;
import io.fantail.table.Tables;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Does the third step of the main job alone. */
@Command(
    name = "report",
    description =
        "Computes latency, latency_histogram, errors, failed_items, warnings, link_coverage, map_runs and map_run_timeline from executions and spans.")
final class ReportCommand extends LakeCommand {
  @Mixin LakeOptions lakeOptions;
  @Mixin PriceOptions priceOptions;

  @Override
  void checkOptions() {
    lakeOptions.check();
    priceOptions.prices();
  }

  @Override
  public Integer call() {
    lakeOptions.check();
    Prices prices = priceOptions.prices();
    try (Session session = open(lakeOptions.lake)) {
      session.checkIngested();
      session.progress().noteDays(lakeOptions.wholeDays());
      DaySet days = DaySet.of(lakeOptions.days());
      ReportSummary reports =
          new ReportStep(session, prices).report(days, lakeOptions.lookbackDays);
      new RunLog(session)
          .add(
              List.of(
                  Tables.LATENCY,
                  Tables.LATENCY_HISTOGRAM,
                  Tables.ERRORS,
                  Tables.FAILED_ITEMS,
                  Tables.LINK_COVERAGE,
                  Tables.MAP_RUNS,
                  Tables.MAP_RUN_TIMELINE));
      print(Summary.ofReports(session.lake(), days, reports));
      return ExitCode.DONE;
    }
  }
}
