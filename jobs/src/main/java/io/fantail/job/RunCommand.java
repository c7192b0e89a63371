package io.fantail.job;

import io.fantail.job.message.ExitCode;
import io.fantail.job.option.ArchiveOptions;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.LeaseOptions;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.option.ReportOptions;
import io.fantail.job.option.ReportSettings;
import io.fantail.job.page.PageFile;
import io.fantail.job.session.BeforeSpark;
import io.fantail.job.session.ClusterDriver;
import io.fantail.job.session.Session;
import io.fantail.job.step.Account;
import io.fantail.job.step.ListingStep;
import io.fantail.job.summary.Summary;
import io.fantail.look.page.PageScope;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does all of the main job. */
@Command(
    name = "run",
    description =
        "The main job: reads the archive, rebuilds the traces, writes tables and reports.")
final class RunCommand extends LakeCommand {
  @Mixin ArchiveOptions archiveOptions;
  @Mixin LakeOptions lakeOptions;
  @Mixin LeaseOptions leaseOptions;
  @Mixin ReportOptions reportOptions;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description =
          "Also write the page of the days that were computed to this file: see 'page'. A page that is there is replaced.")
  @Nullable String page;

  @Override
  void checkOptions() {
    archiveOptions.request(lakeOptions);
    reportOptions.settings();
    leaseOptions.patience();
  }

  @Override
  public Integer call() {
    ReadRequest request = archiveOptions.request(lakeOptions);
    ReportSettings settings = reportOptions.settings();
    Duration patience = leaseOptions.patience();
    try (BeforeSpark before = beforeSpark(lakeOptions.lake)) {
      before.progress().noteDays(lakeOptions.wholeDays());
      ListingStep listing = new ListingStep(before, request, true);
      listing.look();
      if (listing.isNothingNew() && !ClusterDriver.isThisProgram()) {
        print(Summary.ofNothing(before.lake().uri(), Account.OF_NOTHING));
        return ExitCode.DONE;
      }
      try (Session session = before.start()) {
        PageFile file = page == null ? null : PageFile.at("--page", page, session);
        session.hold(request.archives(), patience, leaseOptions.isForced());
        Summary summary = new MainJob(session, settings).run(request, listing.take());
        print(summary, session);
        if (file != null) {
          draw(file, summary, session);
        }
      }
      return ExitCode.DONE;
    }
  }

  /** Says on stderr what became of the page: on stdout is the summary, and nothing else. */
  private void draw(PageFile file, Summary summary, Session session) {
    PrintWriter err = spec.commandLine().getErr();
    if (summary.days().isEmpty()) {
      err.println("No page was written, as no day was computed.");
      return;
    }
    session.progress().begin("Drawing");
    file.write(PageScope.ofDays(summary.days()), null);
    err.println("The page: " + page);
  }
}
