package io.fantail.job;

import io.fantail.job.ledger.Unread;
import io.fantail.job.message.ExitCode;
import io.fantail.job.option.ArchiveOptions;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.LeaseOptions;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.BeforeSpark;
import io.fantail.job.session.ClusterDriver;
import io.fantail.job.session.Session;
import io.fantail.job.step.Account;
import io.fantail.job.step.IngestStep;
import io.fantail.job.step.ListingStep;
import io.fantail.job.step.Reading;
import io.fantail.job.step.Rewritten;
import io.fantail.job.step.RunLog;
import io.fantail.job.step.UnfinishedRun;
import io.fantail.job.summary.Summary;
import io.fantail.table.DaySet;
import io.fantail.table.Tables;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Does the first step of the main job alone. */
@Command(
    name = "ingest",
    description = "Reads the archive into events, lambda_invocations and rejects.")
final class IngestCommand extends LakeCommand {
  @Mixin ArchiveOptions archiveOptions;
  @Mixin LakeOptions lakeOptions;
  @Mixin LeaseOptions leaseOptions;

  @Override
  void checkOptions() {
    archiveOptions.request(lakeOptions);
    leaseOptions.patience();
  }

  @Override
  public Integer call() {
    ReadRequest request = archiveOptions.request(lakeOptions);
    Duration patience = leaseOptions.patience();
    try (BeforeSpark before = beforeSpark(lakeOptions.lake)) {
      before.progress().noteDays(lakeOptions.wholeDays());
      ListingStep listing = new ListingStep(before, request, false);
      listing.look();
      if (listing.isNothingNew() && !ClusterDriver.isThisProgram()) {
        print(Summary.ofNothing(before.lake().uri(), Account.OF_NOTHING));
        return ExitCode.DONE;
      }
      try (Session session = before.start()) {
        session.hold(request.archives(), patience, leaseOptions.isForced());
        print(ingest(session, request, listing.take()), session);
      }
      return ExitCode.DONE;
    }
  }

  private static Summary ingest(Session session, ReadRequest request, Unread unread) {
    if (unread.objects().isEmpty()) {
      // A table that is damaged is said to be so all the same.
      Tables.BY_EXECUTION.forEach(session.lake()::has);
      return Summary.ofNothing(session.lake().uri(), Account.OF_NOTHING);
    }
    IngestStep ingest = new IngestStep(session);
    Reading reading = ingest.read(unread.objects(), request);
    session.progress().begin("Writing events, Lambda invocations and rejects");
    // For a run that comes later, to which the tables do not tell any more what was new here.
    new UnfinishedRun(reading.traced(), DaySet.NONE).keep(session.lake());
    Account account = ingest.write(reading);
    ingest.note(reading, request.days(), false, unread.replaces());
    new RunLog(session)
        .add(
            request,
            account,
            new Rewritten(reading.hours(), null),
            List.of(Tables.EVENTS, Tables.LAMBDA_INVOCATIONS, Tables.REJECTS));
    return Summary.ofIngest(session.lake(), account);
  }
}
