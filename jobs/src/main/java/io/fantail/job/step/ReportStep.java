package io.fantail.job.step;

import io.fantail.job.option.ReportSettings;
import io.fantail.job.session.Progress;
import io.fantail.job.session.Session;
import io.fantail.job.session.Together;
import io.fantail.report.ReportParts;
import io.fantail.report.ReportStage;
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
import io.fantail.report.tail.TailSummary;
import io.fantail.report.tail.TraceSample;
import io.fantail.report.timeline.TimelineBucket;
import io.fantail.report.warning.Warning;
import io.fantail.report.warning.WarningSummary;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.DayWrite;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes the reports of traces, whether they were made a moment ago or lie in the tables. */
public final class ReportStep {
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
    ReportParts ofDays =
        TallyStage.ofTables(
            lake.read(Tables.SPANS, days),
            lake.read(Tables.EXECUTIONS, days),
            session.partitions());
    return report(ofDays, days, lookbackDays);
  }

  /**
   * Reports {@code days}, and the Map Runs before, of which children may have started in these
   * days.
   *
   * @param ofDays what was counted of all traces of these days
   * @param lookbackDays how much later than its Map Run a child may have started
   */
  public ReportSummary report(ReportParts ofDays, DaySet days, int lookbackDays) {
    DaySet tailDays = withDaysOfMapRuns(days);
    DaySet mapRunDays = tailDays.plus(days.widenedBackBy(lookbackDays));
    ReportParts withMapRuns = ofDays.and(mapRunsOfOtherDays(mapRunDays, days));
    ReportParts withChildren = withChildrenOfOtherDays(ofDays, tailDays, days);
    progress.begin("Writing the reports");
    CompletableFuture<ExecutionSummary> executions = new CompletableFuture<>();
    CompletableFuture<SlowSpans> slowest = new CompletableFuture<>();
    CompletableFuture<MapRunSummary> mapRuns = new CompletableFuture<>();
    CompletableFuture<TailSummary> slowChildren = new CompletableFuture<>();
    CompletableFuture<WorstErrors> errors = new CompletableFuture<>();
    CompletableFuture<CoverageSummary> coverage = new CompletableFuture<>();
    CompletableFuture<FailedItemSummary> failedItems = new CompletableFuture<>();
    CompletableFuture<WarningSummary> warnings = new CompletableFuture<>();
    Together.run(
        List.of(
            () -> slowest.complete(latency(ofDays, days)),
            () -> slowChildren.complete(slowChildren(withChildren, tailDays)),
            () -> mapRuns.complete(mapRuns(withMapRuns, mapRunDays, days)),
            () -> errors.complete(errors(ofDays, days)),
            () -> coverage.complete(coverage(ofDays, days)),
            () -> failedItems.complete(failedItems(withPendingChildren(withMapRuns, days), days)),
            () -> warnings.complete(warnings(ofDays, days)),
            () -> executions.complete(ReportStage.executions(ofDays))));
    return new ReportSummary(
        executions.join(),
        slowest.join(),
        slowChildren.join(),
        mapRuns.join(),
        errors.join(),
        coverage.join(),
        failedItems.join(),
        warnings.join());
  }

  private SlowSpans latency(ReportParts parts, DaySet days) {
    DayWrite<Latency> latency = lake.replaceDays(Latency.TABLE, days);
    DayWrite<HistogramBucket> histogram = lake.replaceDays(HistogramBucket.TABLE, days);
    Reported<SlowSpans> reported = ReportStage.latency(parts, latency.files(), histogram.files());
    latency.commit(reported.filesOf(Latency.TABLE));
    histogram.commit(reported.filesOf(HistogramBucket.TABLE));
    return reported.summary();
  }

  private WorstErrors errors(ReportParts parts, DaySet days) {
    DayWrite<ErrorCounts> errors = lake.replaceDays(ErrorCounts.TABLE, days);
    Reported<WorstErrors> reported = ReportStage.errors(parts, errors.files());
    errors.commit(reported.filesOf(ErrorCounts.TABLE));
    return reported.summary();
  }

  private CoverageSummary coverage(ReportParts parts, DaySet days) {
    DayWrite<LinkCoverage> coverage = lake.replaceDays(LinkCoverage.TABLE, days);
    Reported<CoverageSummary> reported = ReportStage.coverage(parts, coverage.files());
    coverage.commit(reported.filesOf(LinkCoverage.TABLE));
    return reported.summary();
  }

  private FailedItemSummary failedItems(ReportParts parts, DaySet days) {
    DayWrite<FailedItem> failedItems = lake.replaceDays(FailedItem.TABLE, days);
    Reported<FailedItemSummary> reported =
        ReportStage.failedItems(parts, failedItems.files(), days);
    failedItems.commit(reported.filesOf(FailedItem.TABLE));
    return reported.summary();
  }

  private WarningSummary warnings(ReportParts parts, DaySet days) {
    DayWrite<Warning> warnings = lake.replaceDays(Warning.TABLE, days);
    Reported<WarningSummary> reported = ReportStage.warnings(parts, warnings.files());
    warnings.commit(reported.filesOf(Warning.TABLE));
    return reported.summary();
  }

  private MapRunSummary mapRuns(ReportParts parts, DaySet ofRuns, DaySet days) {
    DayWrite<MapRunRow> mapRuns = lake.replaceDays(MapRunRow.TABLE, ofRuns);
    DayWrite<TimelineBucket> timeline = lake.replaceDays(TimelineBucket.TABLE, ofRuns);
    Reported<MapRunSummary> reported =
        ReportStage.mapRuns(parts, mapRuns.files(), timeline.files(), days, settings.prices());
    mapRuns.commit(reported.filesOf(MapRunRow.TABLE));
    timeline.commit(reported.filesOf(TimelineBucket.TABLE));
    return reported.summary();
  }

  private TailSummary slowChildren(ReportParts parts, DaySet ofRuns) {
    DayWrite<Straggler> stragglers = lake.replaceDays(Straggler.TABLE, ofRuns);
    DayWrite<TailFactor> factors = lake.replaceDays(TailFactor.TABLE, ofRuns);
    DayWrite<TraceSample> samples = lake.replaceDays(TraceSample.TABLE, ofRuns);
    Reported<TailSummary> reported =
        ReportStage.slowChildren(
            parts,
            stragglers.files(),
            factors.files(),
            samples.files(),
            ofRuns,
            settings.sampleSpans());
    stragglers.commit(reported.filesOf(Straggler.TABLE));
    factors.commit(reported.filesOf(TailFactor.TABLE));
    samples.commit(reported.filesOf(TraceSample.TABLE));
    return reported.summary();
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

  /** Adds the days of Map Runs, however long before, that executions are linked to. */
  private DaySet withDaysOfMapRuns(DaySet days) {
    DaySet others = DaySet.ALL.without(days);
    if (!lake.hasDays(Tables.MAP_RUNS, others)) {
      return days;
    }
    Dataset<Row> linked =
        lake.read(Tables.EXECUTIONS, days).filter("map_run_arn IS NOT NULL").select("map_run_arn");
    Dataset<Row> mapRuns = lake.read(Tables.MAP_RUNS, others);
    return days.plus(daysOf(mapRuns.join(linked, new String[] {"map_run_arn"}, "left_semi")));
  }

  /** The days that rows of a table are of. */
  static List<LocalDate> daysOf(Dataset<Row> rows) {
    return rows.select(Table.DAY).distinct().collectAsList().stream()
        .map(row -> row.<LocalDate>getAs(Table.DAY))
        .toList();
  }
}
