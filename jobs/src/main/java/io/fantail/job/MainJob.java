package io.fantail.job;

import io.fantail.event.policy.PayloadPolicy;
import io.fantail.job.option.ReadRequest;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.job.step.Account;
import io.fantail.job.step.IngestStep;
import io.fantail.job.step.LaterChildren;
import io.fantail.job.step.Reading;
import io.fantail.job.step.Records;
import io.fantail.job.step.ReportStep;
import io.fantail.job.step.RunLog;
import io.fantail.job.step.TraceStep;
import io.fantail.job.summary.Summary;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Tables;
import java.util.List;

/** Ingests, traces and reports in one: as {@code run} does, and {@code demo} to its sample. */
final class MainJob {
  private static final List<Table> WRITTEN =
      Tables.ALL.stream().filter(table -> !table.equals(Tables.RUNS)).toList();

  private final Session session;

  MainJob(Session session) {
    this.session = session;
  }

  /** Reads archives, computes everything that their days touch, and sums up. */
  Summary run(ReadRequest request) {
    Reading reading = new IngestStep(session).read(request);
    Account account = writeAndTrace(reading);
    DaySet days = report(reading.changedDays(), request.policy(), request.lookbackDays());
    return Together.resultOf(
        () -> Summary.of(session.lake(), account, days),
        () -> new RunLog(session).add(request.archives(), account, WRITTEN));
  }

  /** Does both at once: both take what was read, and neither what the other writes. */
  private Account writeAndTrace(Reading reading) {
    session.progress().begin("Writing what was read, building and linking traces");
    return Together.resultOf(() -> new IngestStep(session).write(reading), () -> trace(reading));
  }

  private void trace(Reading reading) {
    DaySet days = reading.changedDays();
    if (!days.isEmpty()) {
      DaySet around = days.widenedBy(reading.request().lookbackDays());
      Records records = reading.records().completedTo(around);
      new TraceStep(session).trace(records, days);
    }
  }

  /**
   * Reports the days, and those on which children began that only now have their Map Run.
   *
   * @return all of these days
   */
  private DaySet report(DaySet days, PayloadPolicy policy, int lookbackDays) {
    if (days.isEmpty()) {
      return days;
    }
    ReportStep step = new ReportStep(session);
    LaterChildren children = LaterChildren.before(session.lake(), days);
    step.report(days, lookbackDays);
    DaySet later = children.daysOfNewMapRuns();
    if (!later.isEmpty()) {
      session.progress().begin("Linking the children of " + later.inWords());
      DaySet around = later.widenedBy(lookbackDays);
      Records records = Records.ofLake(session, around, policy);
      new TraceStep(session).trace(records, later);
      step.report(later, lookbackDays);
    }
    return days.plus(later);
  }
}
