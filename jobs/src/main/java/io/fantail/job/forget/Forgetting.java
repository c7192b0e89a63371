package io.fantail.job.forget;

import static org.apache.spark.sql.functions.col;

import io.fantail.job.forget.TableCleaning.Cleaned;
import io.fantail.job.maintain.MaintainRequest;
import io.fantail.job.option.ReportSettings;
import io.fantail.job.session.Session;
import io.fantail.job.step.ReportStep;
import io.fantail.job.step.Rewritten;
import io.fantail.job.step.RunLog;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Forgets. Reports are made again of what is left, so that their figures, examples and items are
 * those of a lake that never had it. What it is stopped at the next one goes on with.
 */
public final class Forgetting {
  /** Lines of Lambda are found by their invocations, and all by the executions: these go last. */
  private static final List<Table> CLEANED =
      List.of(
          Tables.LAMBDA_RECORDS,
          Tables.LAMBDA_INVOCATIONS,
          Tables.AWS_SPANS,
          Tables.PENDING_CHILDREN,
          Tables.REJECTS,
          Tables.EVENTS,
          Tables.DESCRIPTIONS,
          Tables.SPANS,
          Tables.EXECUTIONS);

  /** Map Runs of children of the days are reported with them by their links. */
  private static final int LOOKBACK_DAYS = 1;

  private final Session session;
  private final Lake lake;
  private final ReportSettings settings;

  public Forgetting(Session session, ReportSettings settings) {
    this.session = session;
    this.lake = session.lake();
    this.settings = settings;
  }

  /** Forgets it, or only says what that would be. */
  public ForgetReport forget(ForgetTarget target, boolean isDry) {
    session.progress().begin("Looking for it");
    UnfinishedForget unfinished = new UnfinishedForget(lake);
    Forgotten found = unfinished.withFormer(new ForgottenSearch(lake, target).find());
    Forgotten forgotten = isDry ? found : unfinished.keep(found, session.run().id());
    ForgottenRows rows = new ForgottenRows(lake, forgotten);
    session.progress().begin(isDry ? "Counting its rows" : "Deleting its rows");
    List<Cleaned> cleaned = new ArrayList<>();
    for (Table table : CLEANED) {
      if (lake.has(table)) {
        cleaned.add(new TableCleaning(lake, target, rows).clean(table, isDry));
      }
    }
    List<Cleaned> changed = new ArrayList<>(cleaned.stream().filter(Cleaned::isChanged).toList());
    DaySet days = daysOf(forgotten);
    DaySet reported = lake.retained().reportedOf(days);
    changed.addAll(new ClosedReports(lake, forgotten).clean(days.without(reported), isDry));
    int runReports = new RunReports(lake, target, rows).delete(isDry);
    if (!isDry && !reported.isEmpty()) {
      new ReportStep(session, settings).report(reported, LOOKBACK_DAYS);
    }
    ForgetReport report =
        new ForgetReport(
            isDry,
            forgotten.count(Forgotten.EXECUTION),
            changed,
            reported,
            runReports,
            session.clock().instant().plus(Duration.ofHours(MaintainRequest.LEAST_HOURS)));
    if (!isDry) {
      if (!report.isEmpty()) {
        new RunLog(session)
            .add(Rewritten.NOTHING, changed.stream().map(Cleaned::table).distinct().toList());
      }
      unfinished.end();
    }
    return report;
  }

  private static DaySet daysOf(Forgotten forgotten) {
    return DaySet.NONE.plus(
        forgotten
            .values(Forgotten.DAY, "value")
            .select(col("value").cast("date"))
            .collectAsList()
            .stream()
            .map(row -> row.<LocalDate>getAs(0))
            .toList());
  }
}
