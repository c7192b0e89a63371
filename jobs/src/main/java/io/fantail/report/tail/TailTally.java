package io.fantail.report.tail;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.report.tail.child.ChildReading;
import io.fantail.report.tail.child.TailChild;
import io.fantail.span.SpanKind;
import io.fantail.spark.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects the children of Map Runs that ended, and what they come to, in one task. */
public final class TailTally {
  private static final class OfRun {
    private final String key;
    private final RunFigures figures = new RunFigures();

    OfRun(String mapRunArn) {
      this.key = TailPart.keyOfChildren(mapRunArn);
    }
  }

  private final Map<String, OfRun> runs = new HashMap<>();
  private final List<Pair<TailPart>> parts = new ArrayList<>();

  /** Takes an execution along, if it is a child that ended, with all its spans. */
  public void add(ReportedExecution execution, List<ReportedSpan> spans) {
    TailChild child = ChildReading.of(execution, spans);
    if (child != null) {
      OfRun run = runs.computeIfAbsent(Objects.requireNonNull(execution.mapRunArn()), OfRun::new);
      run.figures.add(child);
      parts.add(TailPart.of(run.key, child));
    }
  }

  /** Takes a span along, if it is that of a Map Run. */
  public void add(ReportedSpan span) {
    String arn = span.mapRunArn();
    if (span.kind() == SpanKind.MAP_RUN && arn != null) {
      parts.add(TailPart.of(TailRun.of(span, arn)));
    }
  }

  /** How many children and Map Runs were taken along. */
  public long size() {
    return parts.size();
  }

  /** What was collected. */
  public List<Pair<TailPart>> collected() {
    List<Pair<TailPart>> all = new ArrayList<>(parts);
    runs.forEach((arn, run) -> all.add(TailPart.of(arn, run.figures)));
    return all;
  }
}
