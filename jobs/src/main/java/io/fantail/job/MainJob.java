package io.fantail.job;

import io.fantail.job.option.ReadRequest;
import io.fantail.job.option.ReportSettings;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.job.step.Account;
import io.fantail.job.step.EventWrite;
import io.fantail.job.step.IngestStep;
import io.fantail.job.step.LaterChildren;
import io.fantail.job.step.Reading;
import io.fantail.job.step.Records;
import io.fantail.job.step.ReportStep;
import io.fantail.job.step.RunLog;
import io.fantail.job.step.TraceStep;
import io.fantail.job.summary.Summary;
import io.fantail.report.ReportParts;
import io.fantail.report.ReportSummary;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
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

  /** Reads archives, computes everything that their days touch, and sums up. */
  Summary run(ReadRequest request) {
    IngestStep ingest = new IngestStep(session);
    Reading reading = ingest.read(request);
    session.progress().begin("Writing what was read, building and linking traces");
    DaySet days = reading.changedDays();
    // Both take what was read, and neither what the other writes.
    AtomicReference<ReportParts> traced = new AtomicReference<>();
    Records records =
        reading.records().completedTo(days.widenedBy(reading.request().lookbackDays()));
    boolean haveOneWalk = !days.isEmpty() && records.hasHistoriesOf(reading.records());
    EventWrite events = haveOneWalk ? ingest.events(reading) : null;
    Together.run(
        List.of(
            () -> ingest.write(reading, events == null),
            () -> traced.set(trace(records, days, events))));
    Account account = ingest.account(reading);
    Reports reports = report(traced.get(), days, request);
    new RunLog(session).add(request.archives(), account, WRITTEN);
    return Summary.of(session.lake(), account, reports.days(), reports.summary());
  }

  private @Nullable ReportParts trace(Records records, DaySet days, @Nullable EventWrite events) {
    return days.isEmpty() ? null : new TraceStep(session).trace(records, days, events);
  }

  private record Reports(DaySet days, ReportSummary summary) {}

  /**
   * Reports the days, and those on which children began that only now have their Map Run.
   *
   * @param traced what was counted of their traces; null where there are no days
   */
  private Reports report(@Nullable ReportParts traced, DaySet days, ReadRequest request) {
    if (traced == null) {
      return new Reports(days, ReportSummary.of(new ExecutionTally().summary()));
    }
    int lookbackDays = request.lookbackDays();
    ReportStep step = new ReportStep(session, settings);
    LaterChildren children = LaterChildren.before(session.lake(), days);
    ReportSummary summary = step.report(traced, days, lookbackDays);
    DaySet later = children.daysOfNewMapRuns();
    if (later.isEmpty()) {
      return new Reports(days, summary);
    }
    session.progress().begin("Linking the children of " + later.inWords());
    Records records = Records.ofLake(session, later.widenedBy(lookbackDays), request.policy());
    new TraceStep(session).trace(records, later);
    DaySet all = days.plus(later);
    return new Reports(all, step.report(all, lookbackDays));
  }
}
