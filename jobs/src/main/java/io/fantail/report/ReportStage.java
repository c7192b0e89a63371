package io.fantail.report;

import io.fantail.report.cost.Prices;
import io.fantail.report.coverage.CoverageSummary;
import io.fantail.report.coverage.LinkCoverage;
import io.fantail.report.error.ErrorCounts;
import io.fantail.report.error.WorstErrors;
import io.fantail.report.factor.TailFactor;
import io.fantail.report.item.FailedItem;
import io.fantail.report.item.FailedItemSummary;
import io.fantail.report.item.FailedItems;
import io.fantail.report.latency.HistogramBucket;
import io.fantail.report.latency.Latency;
import io.fantail.report.latency.SlowSpans;
import io.fantail.report.maprun.MapRunReport;
import io.fantail.report.maprun.MapRunRow;
import io.fantail.report.maprun.MapRunSummary;
import io.fantail.report.maprun.MapRunsInParts;
import io.fantail.report.overview.ExecutionSummary;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.report.tail.Straggler;
import io.fantail.report.tail.TailWalk;
import io.fantail.report.tail.TraceSample;
import io.fantail.report.tail.summary.SlowGroup;
import io.fantail.report.tail.summary.TailSummary;
import io.fantail.report.timeline.TimelineBucket;
import io.fantail.report.warning.Warning;
import io.fantail.report.warning.WarningSummary;
import io.fantail.report.warning.Warnings;
import io.fantail.shape.Shape;
import io.fantail.spark.Codec;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Packed;
import io.fantail.spark.Walks;
import io.fantail.spark.parquet.OpenFiles;
import io.fantail.spark.parquet.OpenTables;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.trace.WantedDays;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what tasks counted, and writes it: one task for each report, and one job for all
 * that were asked for. What is asked for waits for its task.
 */
public final class ReportStage {
  private final Walks walks = new Walks();

  /** Writes all that was asked for. */
  public void run() {
    walks.run();
  }

  /** What executions came to, of which no table is written. */
  public Supplier<ExecutionSummary> executions(ReportParts parts) {
    return walks.add(
        parts.executions(),
        Codec.of(ExecutionSummary::shape),
        counted -> {
          ExecutionTally whole = new ExecutionTally();
          counted.forEachRemaining(part -> whole.add(part.unpack()));
          return whole.summary();
        });
  }

  /** The tables {@code latency} and {@code latency_histogram}. */
  public Supplier<Reported<SlowSpans>> latency(
      ReportParts parts, ValueFiles<Latency> latency, ValueFiles<HistogramBucket> histogram) {
    return written(
        parts.latency(),
        SlowSpans::shape,
        (counted, tables) -> {
          OpenFiles<Latency> rows = tables.open(latency);
          OpenFiles<HistogramBucket> buckets = tables.open(histogram);
          SlowSpans slowest = new SlowSpans();
          Iterator<Latency> sums = sums(counted, Latency::sumOf);
          while (sums.hasNext()) {
            Latency whole = sums.next();
            rows.write(whole.key().day(), whole);
            for (HistogramBucket bucket : HistogramBucket.of(whole)) {
              buckets.write(whole.key().day(), bucket);
            }
            slowest.add(whole);
          }
          return slowest;
        });
  }

  /** The table {@code errors}. */
  public Supplier<Reported<WorstErrors>> errors(ReportParts parts, ValueFiles<ErrorCounts> errors) {
    return written(
        parts.errors(),
        WorstErrors::shape,
        (counted, tables) -> {
          OpenFiles<ErrorCounts> rows = tables.open(errors);
          WorstErrors worst = new WorstErrors();
          Iterator<ErrorCounts> sums = sums(counted, ErrorCounts::sumOf);
          while (sums.hasNext()) {
            ErrorCounts whole = sums.next();
            rows.write(whole.key().day(), whole);
            worst.add(whole);
          }
          return worst;
        });
  }

  /** The table {@code link_coverage}. */
  public Supplier<Reported<CoverageSummary>> coverage(
      ReportParts parts, ValueFiles<LinkCoverage> coverage) {
    return written(
        parts.coverage(),
        CoverageSummary::shape,
        (counted, tables) -> {
          OpenFiles<LinkCoverage> rows = tables.open(coverage);
          CoverageSummary summary = new CoverageSummary();
          Iterator<LinkCoverage> sums = sums(counted, LinkCoverage::sumOf);
          while (sums.hasNext()) {
            LinkCoverage whole = sums.next();
            rows.write(whole.key().day(), whole);
            summary.add(whole);
          }
          return summary;
        });
  }

  /**
   * The tables {@code map_runs} and {@code map_run_timeline}.
   *
   * @param days of which the summary tells; rows of Map Runs of other days may have changed, too
   * @param prices that costs are made with; null where there are none
   */
  public Supplier<Reported<MapRunSummary>> mapRuns(
      ReportParts parts,
      ValueFiles<MapRunRow> mapRuns,
      ValueFiles<TimelineBucket> timeline,
      WantedDays days,
      @Nullable Prices prices) {
    return written(
        parts.mapRuns(),
        MapRunSummary::shape,
        (counted, tables) -> {
          OpenFiles<MapRunRow> rows = tables.open(mapRuns);
          OpenFiles<TimelineBucket> buckets = tables.open(timeline);
          MapRunSummary summary = new MapRunSummary();
          MapRunsInParts runs = new MapRunsInParts(Iterators.map(counted, Packed::unpack), prices);
          while (runs.hasNext()) {
            MapRunReport run = runs.next();
            for (MapRunRow row : run.rows()) {
              rows.write(row.day(), row);
              if (days.contains(row.day())) {
                summary.add(row.figures());
              }
            }
            for (TimelineBucket bucket : run.timeline()) {
              buckets.write(bucket.day(), bucket);
            }
          }
          return summary;
        });
  }

  /**
   * The table {@code failed_items}.
   *
   * @param parts with the Map Runs of other days, of which children may be
   * @param days whose rows are written
   */
  public Supplier<Reported<FailedItemSummary>> failedItems(
      ReportParts parts, ValueFiles<FailedItem> failedItems, WantedDays days) {
    return written(
        parts.items(),
        FailedItemSummary::shape,
        (found, tables) -> {
          OpenFiles<FailedItem> rows = tables.open(failedItems);
          FailedItemSummary summary = new FailedItemSummary();
          FailedItems items = new FailedItems(Iterators.map(found, Packed::unpack), days);
          while (items.hasNext()) {
            FailedItem item = items.next();
            rows.write(item.day(), item);
            summary.add(item);
          }
          return summary;
        });
  }

  /**
   * The tables {@code stragglers}, {@code tail_factors}, {@code trace_samples} and {@code tails}.
   *
   * @param days of whose Map Runs rows are written
   * @param sampledSpans how many spans the sample of one Map Run has at most
   */
  public Supplier<Reported<TailSummary>> slowChildren(
      ReportParts parts,
      ValueFiles<Straggler> stragglers,
      ValueFiles<TailFactor> factors,
      ValueFiles<TraceSample> samples,
      ValueFiles<SlowGroup> tails,
      WantedDays days,
      long sampledSpans) {
    return written(
        parts.children(),
        TailSummary::shape,
        (sorted, tables) ->
            TailWalk.over(
                sorted,
                new TailTables(
                    days,
                    tables.open(stragglers),
                    tables.open(factors),
                    tables.open(samples),
                    tables.open(tails)),
                sampledSpans));
  }

  /** The table {@code warnings}. */
  public Supplier<Reported<WarningSummary>> warnings(
      ReportParts parts, ValueFiles<Warning> warnings) {
    return written(
        parts.warnings(),
        WarningSummary::shape,
        (counted, tables) -> {
          OpenFiles<Warning> rows = tables.open(warnings);
          WarningSummary summary = new WarningSummary();
          Warnings found = new Warnings(Groups.oneByOne(counted));
          while (found.hasNext()) {
            Warning warning = found.next();
            rows.write(warning.day(), warning);
            summary.add(warning);
          }
          return summary;
        });
  }

  /** What tasks counted under each key, together. */
  private static <T> Iterator<T> sums(Iterator<Packed<T>> sorted, Function<List<T>, T> sum) {
    return Iterators.map(new Groups<>(sorted), group -> sum.apply(group.values()));
  }

  private interface Walk<T, S> extends Serializable {
    S over(Iterator<Packed<T>> sorted, OpenTables tables) throws IOException;
  }

  private <T, S> Supplier<Reported<S>> written(
      Keyed<T> parts, Shape<S> ofSummary, Walk<T, S> walk) {
    return walks.add(parts, Codec.of(Reported.shape(ofSummary)), sorted -> written(sorted, walk));
  }

  private static <T, S> Reported<S> written(Iterator<Packed<T>> sorted, Walk<T, S> walk)
      throws IOException {
    OpenTables tables = new OpenTables(TaskContext.getPartitionId());
    try {
      S summary = walk.over(sorted, tables);
      return new Reported<>(tables.close(), summary);
    } catch (IOException | RuntimeException failure) {
      tables.discard(failure);
      throw failure;
    }
  }
}
