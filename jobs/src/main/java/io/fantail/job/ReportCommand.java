package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.OutputOptions;
import io.fantail.job.session.Session;
import io.fantail.job.step.ReportStep;
import io.fantail.job.step.RunLog;
import io.fantail.job.summary.Summary;
import io.fantail.job.summary.SummaryPrinter;
import io.fantail.table.DaySet;
import io.fantail.table.Tables;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The third step of the main job. */
@Command(
    name = "report",
    description =
        "Computes latency, latency_histogram, errors, link_coverage and map_runs from executions and spans.")
final class ReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOptions lakeOptions;
  @Mixin OutputOptions outputOptions;

  private final Clock clock;

  ReportCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Instant startedAt = clock.instant();
    lakeOptions.check();
    try (Session session =
        Session.open("report", lakeOptions.lake, spec.commandLine().getErr(), clock)) {
      session.checkIngested();
      session.progress().noteDays(lakeOptions.wholeDays());
      DaySet days = DaySet.of(lakeOptions.days());
      new ReportStep(session.lake(), session.progress()).run(days, lakeOptions.lookbackDays);
      new RunLog(session.spark(), session.lake())
          .add(
              UUID.randomUUID().toString(),
              "report",
              startedAt,
              clock.instant(),
              List.of(),
              null,
              List.of(
                  Tables.LATENCY,
                  Tables.LATENCY_HISTOGRAM,
                  Tables.ERRORS,
                  Tables.LINK_COVERAGE,
                  Tables.MAP_RUNS));
      SummaryPrinter.print(
          Summary.ofReports(session.lake(), days), spec.commandLine().getOut(), outputOptions.json);
      return ExitCode.DONE;
    }
  }
}
