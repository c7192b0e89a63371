package io.fantail.job;

import io.fantail.job.ledger.Unread;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.option.ReportSettings;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.job.step.Account;
import io.fantail.job.step.ClosedDays;
import io.fantail.job.step.EventWrite;
import io.fantail.job.step.IngestStep;
import io.fantail.job.step.Reading;
import io.fantail.job.step.ReportStep;
import io.fantail.job.step.Rewritten;
import io.fantail.job.step.RunLog;
import io.fantail.job.step.TraceStep;
import io.fantail.job.step.TraceStep.Traced;
import io.fantail.job.step.UnfinishedRun;
import io.fantail.job.summary.Summary;
import io.fantail.report.ReportSummary;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import io.fantail.table.Tables;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Ingests, traces and reports in one: as {@code run} does, and {@code demo} to its sample. */
final class MainJob {
  private static final List<Table> WRITTEN =
      Tables.ALL.stream().filter(table -> !table.equals(Tables.RUNS)).toList();

  private final Session session;
  private final ReportSettings settings;

  MainJob(Session session, ReportSettings settings) {
    this.session = session;
    this.settings = settings;
  }

  /** Reads these objects, computes everything that they touch, and sums up. */
  Summary run(ReadRequest request, Unread unread) {
    if (unread.objects().isEmpty()) {
      // A table that is damaged is said to be so all the same.
      Tables.BY_EXECUTION.forEach(session.lake()::has);
      return Summary.ofNothing(session.lake().uri(), Account.OF_NOTHING);
    }
    IngestStep ingest = new IngestStep(session);
    Reading reading = ingest.read(unread.objects(), request);
    session.progress().begin("Writing what was read, building and linking traces");
    // Both take what was read, and neither what the other writes.
    AtomicReference<Traced> traced = new AtomicReference<>();
    boolean changesTraces = reading.changesTraces();
    if (changesTraces) {
      new UnfinishedRun(reading.traced(), DaySet.NONE).keep(session.lake());
    }
    EventWrite events = changesTraces && !reading.hours().isEmpty() ? ingest.events(reading) : null;
    Together.run(
        List.of(
            () -> ingest.write(reading, events == null),
            () -> traced.set(changesTraces ? trace(reading, events) : null)));
    Account account = ingest.account(reading);
    DaySet days =
        reading
            .pendingDays()
            .plus(new ClosedDays(session).reportedOf(reading.unfinished().reportDays()));
    ReportSummary reports = ReportSummary.of(new ExecutionTally().summary());
    ReportStep step = new ReportStep(session, settings);
    Traced changed = traced.get();
    if (changed != null) {
      days = days.plus(changed.hours().days());
    }
    // Logs of functions that no execution has called yet touch none.
    if (!days.isEmpty()) {
      reports =
          changed == null ? step.report(days, ReportStep.NO_LOOKBACK) : step.report(changed, days);
    }
    if (changed != null || !reading.unfinished().isEmpty()) {
      UnfinishedRun.end(session.lake());
    }
    ingest.note(reading, request.days(), true, unread.replaces());
    HourSet hours = changed == null ? reading.hours() : reading.hours().plus(changed.hours());
    new RunLog(session).add(request, account, new Rewritten(hours, days), WRITTEN);
    return Summary.of(session.lake(), account, days, reports);
  }

  private Traced trace(Reading reading, @Nullable EventWrite events) {
    return new TraceStep(session).trace(reading, events);
  }
}
