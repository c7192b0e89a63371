package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.LeaseOptions;
import io.fantail.job.session.Session;
import io.fantail.job.step.ClosedDays;
import io.fantail.job.step.Rewritten;
import io.fantail.job.step.RunLog;
import io.fantail.job.step.TraceStep;
import io.fantail.job.step.UnfinishedRun;
import io.fantail.job.summary.Summary;
import io.fantail.report.ReportStage;
import io.fantail.report.overview.ExecutionSummary;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import io.fantail.table.Tables;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Does the second step of the main job alone. */
@Command(
    name = "trace",
    description = "Rebuilds executions and spans from events and lambda_invocations.")
final class TraceCommand extends LakeCommand {
  @Mixin LakeOptions lakeOptions;
  @Mixin LeaseOptions leaseOptions;

  @Override
  void checkOptions() {
    lakeOptions.check();
    leaseOptions.patience();
  }

  @Override
  public Integer call() {
    lakeOptions.check();
    try (Session session = open(lakeOptions.lake)) {
      session.checkIngested();
      session.progress().noteDays(lakeOptions.wholeDays());
      session.hold(List.of(), leaseOptions.patience(), leaseOptions.isForced());
      session.progress().begin("Building and linking traces");
      DaySet days = new ClosedDays(session).openOf(lakeOptions.days());
      HourSet hours = session.lake().closed(HourSet.of(days), Tables.BY_EXECUTION);
      TraceStep.Traced traced = new TraceStep(session).trace(hours);
      UnfinishedRun.endTraces(session.lake(), hours, traced.mapRunDays());
      ReportStage reports = new ReportStage();
      Supplier<ExecutionSummary> counted = reports.executions(traced.parts());
      reports.run();
      ExecutionSummary executions = counted.get();
      if (executions.total() == 0) {
        throw new JobException(
            ExitCode.NOTHING_MATCHED,
            "No execution of " + session.lake().uri() + " started " + lakeOptions.window() + ".");
      }
      new RunLog(session).add(new Rewritten(hours, null), List.of(Tables.EXECUTIONS, Tables.SPANS));
      print(Summary.ofTraces(session.lake(), days, executions), session);
      return ExitCode.DONE;
    }
  }
}
