package io.fantail.job;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.job.message.ExitCode;
import io.fantail.job.option.ArchiveOptions;
import io.fantail.job.option.LakeOptions;
import io.fantail.job.option.LeaseOptions;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.Session;
import io.fantail.job.step.Account;
import io.fantail.job.step.ClosedDays;
import io.fantail.job.step.IngestStep;
import io.fantail.job.step.Reading;
import io.fantail.job.step.Rewritten;
import io.fantail.job.step.RunLog;
import io.fantail.job.summary.Summary;
import io.fantail.table.Tables;
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
    ReadRequest asked = archiveOptions.request(lakeOptions);
    try (Session session = open(lakeOptions.lake)) {
      session.progress().noteDays(lakeOptions.wholeDays());
      session.hold(asked.archives(), leaseOptions.patience(), leaseOptions.isForced());
      ReadRequest request = new ClosedDays(session).openOf(asked);
      IngestStep ingest = new IngestStep(session);
      List<ArchiveObject> unread = ingest.unread(request, false);
      if (unread.isEmpty()) {
        print(Summary.ofIngest(session.lake(), IngestStep.ofNothing()), session);
        return ExitCode.DONE;
      }
      Reading reading = ingest.read(unread, request);
      session.progress().begin("Writing events, Lambda invocations and rejects");
      Account account = ingest.write(reading);
      ingest.note(reading, false);
      new RunLog(session)
          .add(
              request,
              account,
              new Rewritten(reading.hours(), null),
              List.of(Tables.EVENTS, Tables.LAMBDA_INVOCATIONS, Tables.REJECTS));
      print(Summary.ofIngest(session.lake(), account), session);
      return ExitCode.DONE;
    }
  }
}
