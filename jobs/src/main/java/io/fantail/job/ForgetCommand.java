package io.fantail.job;

import io.fantail.job.forget.ForgetReport;
import io.fantail.job.forget.ForgetTarget;
import io.fantail.job.forget.Forgetting;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.LakeAddress;
import io.fantail.job.option.LeaseOptions;
import io.fantail.job.option.ReportOptions;
import io.fantail.job.option.ReportSettings;
import io.fantail.job.session.Session;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes an execution out of every table. */
@Command(
    name = "forget",
    description =
        "Deletes an execution and all that it started from every table, and makes the reports of its days again. Says what"
            + " is left to do: VACUUM, by 'maintain', and the archive.")
final class ForgetCommand extends LakeCommand {
  @Mixin LakeAddress lakeAddress;
  @Mixin LeaseOptions leaseOptions;
  @Mixin ReportOptions reportOptions;

  @Option(
      names = "--execution",
      paramLabel = "ARN",
      description = "The execution, by its whole ARN: of a parent all its children go, too.")
  @Nullable String execution;

  @Option(
      names = "--key",
      paramLabel = "NAME=VALUE",
      description =
          "All executions in whose stored texts the JSON key NAME has this value, at any depth. Of an execution that has"
              + " the key with other values, too, the texts with this one are emptied, and all else stays.")
  @Nullable String key;

  @Option(
      names = "--dry-run",
      arity = "0..1",
      fallbackValue = "true",
      description = "Says how many rows of which tables that are, and deletes nothing.")
  boolean dryRun;

  @Override
  void checkOptions() {
    ForgetTarget.of(execution, key);
    reportOptions.settings();
    leaseOptions.patience();
  }

  @Override
  public Integer call() {
    ForgetTarget target = ForgetTarget.of(execution, key);
    ReportSettings settings = reportOptions.settings();
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = open(lakeAddress.lake)) {
      session.checkQueryable();
      if (!dryRun) {
        session.hold(List.of(), leaseOptions.patience(), leaseOptions.isForced());
      }
      ForgetReport report = new Forgetting(session, settings).forget(target, dryRun);
      if (report.isEmpty()) {
        throw new JobException(
            ExitCode.NOTHING_MATCHED, "No table of " + session.lake().uri() + " has it.");
      }
      if (outputOptions.json) {
        out.println(report.json());
      } else {
        report.lines().forEach(out::println);
      }
      return ExitCode.DONE;
    }
  }
}
