package io.fantail.job;

import io.fantail.job.maintain.MaintainReport;
import io.fantail.job.maintain.MaintainRequest;
import io.fantail.job.maintain.Maintenance;
import io.fantail.job.message.ExitCode;
import io.fantail.job.option.LakeAddress;
import io.fantail.job.option.LeaseOptions;
import io.fantail.job.session.Session;
import io.fantail.shape.Dated;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps a lake small and quick to read. */
@Command(
    name = "maintain",
    description =
        "Deletes days that are not kept, joins the files of closed days to some of 128 to 256 MB, and deletes the files"
            + " of former versions.")
final class MaintainCommand extends LakeCommand {
  @Mixin LakeAddress lakeAddress;
  @Mixin LeaseOptions leaseOptions;

  @Option(
      names = "--keep-days",
      paramLabel = "TABLE=DAYS",
      split = ",",
      description =
          "For how many days before today a table keeps its rows: spans=30,events=14. Tables that are not named keep all."
              + " Where it is a table that traces are made of or lie in, runs leave earlier days as they are from then on.")
  List<String> keepDays = new ArrayList<>();

  @Option(
      names = "--closed-before",
      paramLabel = "DAY",
      description =
          "First day whose files are left as they are, because runs are likely to write to it again: a date, 'today' or"
              + " 'yesterday'. Default: two days before today.")
  @Nullable Instant closedBefore;

  @Option(
      names = "--retain-hours",
      paramLabel = "HOURS",
      defaultValue = "" + MaintainRequest.LEAST_HOURS,
      description =
          "How long files of former versions are kept, which is at least ${DEFAULT-VALUE}. Default: ${DEFAULT-VALUE}.")
  int retainHours;

  @Option(
      names = "--dry-run",
      arity = "0..1",
      fallbackValue = "true",
      description = "Says what would be done, and does nothing.")
  boolean dryRun;

  @Override
  void checkOptions() {
    request();
    leaseOptions.patience();
  }

  private MaintainRequest request() {
    return MaintainRequest.of(
        Dated.dayOf(program.get().instant()),
        closedBefore == null ? null : Dated.dayOf(closedBefore),
        keepDays,
        retainHours,
        dryRun);
  }

  @Override
  public Integer call() {
    MaintainRequest request = request();
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = open(lakeAddress.lake)) {
      session.checkQueryable();
      if (!dryRun) {
        session.hold(List.of(), leaseOptions.patience(), leaseOptions.isForced());
      }
      MaintainReport report = new Maintenance(session, request).run();
      if (outputOptions.json) {
        out.println(report.json());
      } else {
        report.lines().forEach(out::println);
      }
      return ExitCode.DONE;
    }
  }
}
