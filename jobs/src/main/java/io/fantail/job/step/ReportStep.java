package io.fantail.job.step;

import io.fantail.job.option.ReportSettings;
import io.fantail.job.session.Progress;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.job.step.TraceStep.Traced;
import io.fantail.report.ReportParts;
import io.fantail.report.ReportStage;
import io.fantail.report.ReportSummary;
import io.fantail.report.Reported;
import io.fantail.report.TallyStage;
import io.fantail.report.coverage.CoverageSummary;
import io.fantail.report.coverage.LinkCoverage;
import io.fantail.report.error.ErrorCounts;
import io.fantail.report.error.WorstErrors;
import io.fantail.report.factor.TailFactor;
import io.fantail.report.item.FailedItem;
import io.fantail.report.item.FailedItemSummary;
import io.fantail.report.latency.HistogramBucket;
import io.fantail.report.latency.Latency;
import io.fantail.report.latency.SlowSpans;
import io.fantail.report.maprun.MapRunRow;
import io.fantail.report.maprun.MapRunSummary;
import io.fantail.report.overview.ExecutionSummary;
import io.fantail.report.tail.Straggler;
import io.fantail.report.tail.TraceSample;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.report.tail.summary.TailSummary;
import io.fantail.report.timeline.TimelineBucket;
import io.fantail.report.warning.Warning;
import io.fantail.report.warning.WarningSummary;
import io.fantail.shape.RecordTable;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.LinkedDays;
import io.fantail.table.Tables;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes the reports of traces, whether they were made a moment ago or lie in the tables. */
public final class ReportStep {
  /** Links tell which Map Runs the children of a day are of. */
  public static final int NO_LOOKBACK = 0;

  private final Session session;
  private final Lake lake;
  private final Progress progress;
  private final ReportSettings settings;

  public ReportStep(Session session, ReportSettings settings) {
    this.settings = settings;
    this.session = session;
    this.lake = session.lake();
    this.progress = session.progress();
  }

  /**
   * Reads the executions and spans of {@code days} from their tables, and reports them.
   *
   * @param lookbackDays how much later than its Map Run a child may have started
   */
  public ReportSummary report(DaySet days, int lookbackDays) {
    return report(ofTables(HourSet.of(days)), days, DaySet.NONE, lookbackDays);
  }

  /**
   * Reports the days of traces that were made a moment ago; what else lies in their days is read
   * from the tables.
   */
  public ReportSummary report(Traced traced, DaySet days) {
    HourSet others = HourSet.of(days).without(traced.hours());
    ReportParts ofDays =
        lake.hasHours(Tables.SPANS, others) || lake.hasHours(Tables.EXECUTIONS, others)
            ? traced.parts().and(ofTables(others))
            : traced.parts();
    return report(ofDays, days, traced.mapRunDays(), NO_LOOKBACK);
  }

  private ReportParts ofTables(HourSet hours) {
    return TallyStage.ofTables(
        lake.read(Tables.SPANS, hours), lake.read(Tables.EXECUTIONS, hours), session.partitions());
  }

  /**
   * Reports {@code days}, and the Map Runs before, of which children may have started in these
   * days.
   *
   * @param ofDays what was counted of all traces of these days
   * @param formerDays of Map Runs that executions of these days were linked to before
   * @param lookbackDays how much later than its Map Run a child may have started
   */
  private ReportSummary report(
      ReportParts ofDays, DaySet days, DaySet formerDays, int lookbackDays) {
    ClosedDays closed = new ClosedDays(session);
    DaySet tailDays = closed.reportedOf(LinkedDays.withDaysOfMapRuns(lake, days).plus(formerDays));
    DaySet mapRunDays = tailDays.plus(closed.reportedOf(days.widenedBackBy(lookbackDays)));
    ReportParts withMapRuns = ofDays.and(mapRunsOfOtherDays(mapRunDays, days));
    ReportParts withChildren = withChildrenOfOtherDays(ofDays, tailDays, days);
    progress.begin("Writing the reports");
    ReportStage stage = new ReportStage();
    PendingReport<TailSummary> slowChildren =
        new PendingReport<>(
            lake,
            tailDays,
            List.of(Straggler.TABLE, TailFactor.TABLE, TraceSample.TABLE, SlowGroup.TABLE),
            report ->
                stage.slowChildren(
                    withChildren,
                    report.files(Straggler.TABLE),
                    report.files(TailFactor.TABLE),
                    report.files(TraceSample.TABLE),
                    report.files(SlowGroup.TABLE),
                    tailDays,
                    settings.sampleSpans()));
    PendingReport<SlowSpans> latency =
        new PendingReport<>(
            lake,
            days,
            List.of(Latency.TABLE, HistogramBucket.TABLE),
            report ->
                stage.latency(
                    ofDays, report.files(Latency.TABLE), report.files(HistogramBucket.TABLE)));
    PendingReport<MapRunSummary> mapRuns =
        new PendingReport<>(
            lake,
            mapRunDays,
            List.of(MapRunRow.TABLE, TimelineBucket.TABLE),
            report ->
                stage.mapRuns(
                    withMapRuns,
                    report.files(MapRunRow.TABLE),
                    report.files(TimelineBucket.TABLE),
                    days,
                    settings.prices()));
    PendingReport<WorstErrors> errors =
        pending(days, ErrorCounts.TABLE, files -> stage.errors(ofDays, files));
    PendingReport<CoverageSummary> coverage =
        pending(days, LinkCoverage.TABLE, files -> stage.coverage(ofDays, files));
    PendingReport<FailedItemSummary> failedItems =
        pending(
            days,
            FailedItem.TABLE,
            files -> stage.failedItems(withPendingChildren(withMapRuns, days), files, days));
    PendingReport<WarningSummary> warnings =
        pending(days, Warning.TABLE, files -> stage.warnings(ofDays, files));
    List<PendingReport<?>> all =
        List.of(slowChildren, latency, mapRuns, errors, coverage, failedItems, warnings);
    Together.run(all.stream().<Runnable>map(report -> report::begin).toList());
    all.forEach(PendingReport::ask);
    Supplier<ExecutionSummary> executions = stage.executions(ofDays);
    Together.run(
        Stream.concat(Stream.of(stage::run), all.stream().<Runnable>map(report -> report::commit))
            .toList());
    return new ReportSummary(
        executions.get(),
        latency.summary(),
        slowChildren.summary(),
        mapRuns.summary(),
        errors.summary(),
        coverage.summary(),
        failedItems.summary(),
        warnings.summary());
  }

  private <T, S> PendingReport<S> pending(
      DaySet days, RecordTable<T> table, Function<ValueFiles<T>, Supplier<Reported<S>>> ask) {
    return new PendingReport<>(
        lake, days, List.of(table), report -> ask.apply(report.files(table)));
  }

  /** Adds the children that never began, of the Map Runs of these days. */
  private ReportParts withPendingChildren(ReportParts parts, DaySet days) {
    Dataset<Row> pending = new PendingChildren(lake).of(lake.read(Tables.SPANS, days));
    return pending == null ? parts : parts.and(TallyStage.ofPendingChildren(pending));
  }

  /**
   * Adds the children that began on other days than their Map Runs, and the Map Runs of other days
   * that children of these days are of, with all their children.
   */
  private ReportParts withChildrenOfOtherDays(ReportParts ofDays, DaySet tailDays, DaySet days) {
    DaySet others = DaySet.from(tailDays.first()).without(days);
    if (!lake.hasDays(Tables.EXECUTIONS, others)) {
      return ofDays;
    }
    String isMapRun = "kind = 'map_run'";
    Dataset<Row> mapRuns =
        lake.read(Tables.SPANS, tailDays).filter(isMapRun).select("map_run_arn").distinct();
    return ofDays.and(
        TallyStage.ofSlowChildren(
            ofAny(mapRuns, lake.read(Tables.SPANS, others)),
            ofAny(mapRuns, lake.read(Tables.EXECUTIONS, others)),
            lake.read(Tables.SPANS, tailDays.without(days)).filter(isMapRun),
            session.partitions()));
  }

  private static Dataset<Row> ofAny(Dataset<Row> mapRuns, Dataset<Row> rows) {
    return rows.filter("is_distributed_map_child AND map_run_arn IS NOT NULL")
        .join(mapRuns, new String[] {"map_run_arn"}, "left_semi");
  }

  /** The Map Runs of other days, and the children of those that may be of any of them. */
  private ReportParts mapRunsOfOtherDays(DaySet mapRunDays, DaySet days) {
    Dataset<Row> spans =
        lake.read(Tables.SPANS, mapRunDays.without(days)).filter("kind = 'map_run'");
    // Children may start on any day until their Map Run ends.
    Dataset<Row> children =
        lake.read(Tables.EXECUTIONS, DaySet.from(mapRunDays.first()).without(days))
            .filter("is_distributed_map_child AND map_run_arn IS NOT NULL");
    return TallyStage.ofMapRuns(spans, children);
  }
}
