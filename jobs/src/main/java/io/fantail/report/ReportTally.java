package io.fantail.report;

import io.fantail.report.coverage.CoverageTally;
import io.fantail.report.coverage.LinkCoverage;
import io.fantail.report.error.ErrorCounts;
import io.fantail.report.error.ErrorTally;
import io.fantail.report.item.ItemPart;
import io.fantail.report.item.ItemTally;
import io.fantail.report.latency.Latency;
import io.fantail.report.latency.LatencyTally;
import io.fantail.report.maprun.MapRunPart;
import io.fantail.report.maprun.MapRunTally;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.report.tail.TailPart;
import io.fantail.report.tail.TailTally;
import io.fantail.report.warning.WarningPart;
import io.fantail.report.warning.WarningTally;
import io.fantail.spark.Packed;
import java.util.Collection;
import java.util.List;

/** Counts what all reports are made of, in one task. */
final class ReportTally {
  /** What is counted of one span or execution weighs 1, and takes some 100 bytes at most. */
  private static final long MANY = 200_000;

  private static final int WEIGHT_OF_MAP_RUN = 20;
  private static final int WEIGHT_OF_CHILD = 10;

  /** A key may have a hundred steps of durations. */
  private static final int WEIGHT_OF_WARNING = 50;

  private static final int CHARS_OF_ONE = 100;

  private final ExecutionTally executions = new ExecutionTally();
  private final LatencyTally latency = new LatencyTally();
  private final ErrorTally errors = new ErrorTally();
  private final CoverageTally coverage = new CoverageTally();
  private final MapRunTally mapRuns = new MapRunTally();
  private final ItemTally items = new ItemTally();
  private final TailTally children = new TailTally();
  private final WarningTally warnings = new WarningTally();
  private long counted;

  /**
   * Counts an execution for all reports.
   *
   * @param spans all that it has
   */
  void add(ReportedExecution execution, List<ReportedSpan> spans) {
    executions.add(execution);
    coverage.add(execution);
    items.add(execution, spans);
    warnings.add(execution);
    addChild(execution);
    children.add(execution, spans);
    add(spans);
  }

  /** Counts an execution for the Map Run that it may be of, and for nothing else. */
  void addChild(ReportedExecution execution) {
    mapRuns.add(execution);
    counted++;
  }

  /** Counts all spans of an execution of which nothing else is known. */
  void add(List<ReportedSpan> ofExecution) {
    errors.add(ofExecution);
    warnings.add(ofExecution);
    for (ReportedSpan span : ofExecution) {
      latency.add(span);
      coverage.add(span);
      addMapRun(span);
      children.add(span);
    }
  }

  /** Counts a child for what is told of slow ones, and for nothing else. */
  void addSlow(ReportedExecution execution, List<ReportedSpan> spans) {
    children.add(execution, spans);
  }

  /** Takes along the span of a Map Run for what is told of its slow children. */
  void addSlow(ReportedSpan span) {
    children.add(span);
  }

  /** Counts a span as that of a Map Run, if it is one, and for nothing else. */
  void addMapRun(ReportedSpan span) {
    mapRuns.add(span);
    items.addMapRun(span);
    counted++;
  }

  /** Whether it is time to hand on what was counted, and to begin anew. */
  boolean isFull() {
    long chars = errors.sampleChars() + items.chars();
    return counted
            + WEIGHT_OF_MAP_RUN * mapRuns.size()
            + WEIGHT_OF_CHILD * children.size()
            + mapRuns.troubledSeconds()
            + WEIGHT_OF_WARNING * warnings.size()
            + chars / CHARS_OF_ONE
        >= MANY;
  }

  ExecutionTally executions() {
    return executions;
  }

  List<Latency> latency() {
    return latency.counted();
  }

  Collection<ErrorCounts> errors() {
    return errors.counted();
  }

  List<LinkCoverage> coverage() {
    return coverage.counted();
  }

  List<MapRunPart> mapRuns() {
    return mapRuns.counted();
  }

  List<ItemPart> items() {
    return items.found();
  }

  List<WarningPart> warnings() {
    return warnings.counted();
  }

  List<Packed<TailPart>> children() {
    return children.collected();
  }
}
