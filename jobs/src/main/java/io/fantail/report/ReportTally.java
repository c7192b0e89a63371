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
import java.util.Collection;
import java.util.List;

/** Counts what all reports are made of, in one task. */
final class ReportTally {
  /** What is counted of one span or execution weighs 1, and takes some 100 bytes at most. */
  private static final long MANY = 200_000;

  private static final int WEIGHT_OF_MAP_RUN = 20;
  private static final int CHARS_OF_ONE = 100;

  private final ExecutionTally executions = new ExecutionTally();
  private final LatencyTally latency = new LatencyTally();
  private final ErrorTally errors = new ErrorTally();
  private final CoverageTally coverage = new CoverageTally();
  private final MapRunTally mapRuns = new MapRunTally();
  private final ItemTally items = new ItemTally();
  private long counted;

  /** Counts an execution for all reports. */
  void add(ReportedExecution execution) {
    executions.add(execution);
    coverage.add(execution);
    items.add(execution);
    addChild(execution);
  }

  /** Counts an execution for the Map Run that it may be of, and for nothing else. */
  void addChild(ReportedExecution execution) {
    mapRuns.add(execution);
    counted++;
  }

  /** Counts all spans of an execution for all reports. */
  void add(List<ReportedSpan> ofExecution) {
    errors.add(ofExecution);
    items.add(ofExecution);
    for (ReportedSpan span : ofExecution) {
      latency.add(span);
      coverage.add(span);
      addMapRun(span);
    }
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
    return counted + WEIGHT_OF_MAP_RUN * mapRuns.size() + chars / CHARS_OF_ONE >= MANY;
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
}
