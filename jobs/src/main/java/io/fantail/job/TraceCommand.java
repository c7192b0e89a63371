package io.fantail.job;

import io.fantail.event.PayloadPolicy;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.OutputOptions;
import io.fantail.job.session.Session;
import io.fantail.job.session.SparkSessions;
import io.fantail.job.step.Records;
import io.fantail.job.step.RunLog;
import io.fantail.job.step.TraceStep;
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

/** The second step of the main job. */
@Command(
    name = "trace",
    description = "Rebuilds executions and spans from events and lambda_invocations.")
final class TraceCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOptions lakeOptions;
  @Mixin OutputOptions outputOptions;

  private final Clock clock;

  TraceCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Instant startedAt = clock.instant();
    lakeOptions.check();
    try (Session session =
        Session.open("trace", lakeOptions.lake, spec.commandLine().getErr(), clock)) {
      session.checkIngested();
      session.progress().noteDays(lakeOptions.wholeDays());
      DaySet days = DaySet.of(lakeOptions.days());
      DaySet around = days.widenedBy(lakeOptions.lookbackDays);
      int partitions = SparkSessions.partitions(session.spark());
      session.progress().stage("Building and linking traces");
      // What ingest has stored keeps to its policy already.
      new TraceStep(session.lake())
          .run(Records.ofLake(session.lake(), around, PayloadPolicy.AS_STORED, partitions), days);
      if (session.lake().read(Tables.EXECUTIONS, days).isEmpty()) {
        throw new JobException(
            ExitCode.NOTHING_MATCHED,
            "No execution of " + session.lake().uri() + " started " + lakeOptions.window() + ".");
      }
      new RunLog(session.spark(), session.lake())
          .add(
              UUID.randomUUID().toString(),
              "trace",
              startedAt,
              clock.instant(),
              List.of(),
              null,
              List.of(Tables.EXECUTIONS, Tables.SPANS));
      SummaryPrinter.print(
          Summary.ofTraces(session.lake(), days), spec.commandLine().getOut(), outputOptions.json);
      return ExitCode.DONE;
    }
  }
}
