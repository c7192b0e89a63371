package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.option.ArchiveOptions;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.option.ReportOptions;
import io.fantail.job.option.ReportSettings;
import io.fantail.job.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Does all of the main job. */
@Command(
    name = "run",
    description =
        "The main job: reads the archive, rebuilds the traces, writes tables and reports.")
final class RunCommand extends LakeCommand {
  @Mixin ArchiveOptions archiveOptions;
  @Mixin LakeOptions lakeOptions;
  @Mixin ReportOptions reportOptions;

  @Override
  void checkOptions() {
    archiveOptions.request(lakeOptions);
    reportOptions.settings();
  }

  @Override
  public Integer call() {
    ReadRequest request = archiveOptions.request(lakeOptions);
    ReportSettings settings = reportOptions.settings();
    try (Session session = open(lakeOptions.lake)) {
      session.progress().noteDays(lakeOptions.wholeDays());
      print(new MainJob(session, settings).run(request));
      return ExitCode.DONE;
    }
  }
}
