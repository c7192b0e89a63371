package io.fantail.report.tail;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.report.tail.child.ChildReading;
import io.fantail.report.tail.child.TailChild;
import io.fantail.span.SpanKind;
import io.fantail.spark.Codec;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Collects the children of Map Runs that ended, and what they come to, in one task. They are packed
 * some hundred at a time: bytes take a tenth of their memory, and names that they share are few.
 */
public final class TailTally {
  private static final int PACKED_AT_ONCE = 256;
  private static final Codec<TailPart> CODEC = Codec.of(TailPart::shape);

  private static final class OfRun {
    private final RunFigures figures = new RunFigures();
    private final List<TailChild> children = new ArrayList<>();
  }

  private final Map<String, OfRun> runs = new HashMap<>();
  private final List<Packed<TailPart>> parts = new ArrayList<>();
  private long size;

  /** Takes an execution along, if it is a child that ended, with all its spans. */
  public void add(ReportedExecution execution, List<ReportedSpan> spans) {
    TailChild child = ChildReading.of(execution, spans);
    if (child != null) {
      String arn = Objects.requireNonNull(execution.mapRunArn());
      OfRun run = runs.computeIfAbsent(arn, unseen -> new OfRun());
      run.figures.add(child);
      run.children.add(child);
      size++;
      if (run.children.size() == PACKED_AT_ONCE) {
        pack(arn, run.children);
      }
    }
  }

  private void pack(String mapRunArn, List<TailChild> children) {
    pack(TailPart.of(mapRunArn, children));
    children.clear();
  }

  private void pack(Pair<TailPart> part) {
    parts.add(Packed.of(part, CODEC));
  }

  /** Takes a span along, if it is that of a Map Run. */
  public void add(ReportedSpan span) {
    String arn = span.mapRunArn();
    if (span.kind() == SpanKind.MAP_RUN && arn != null) {
      pack(TailPart.of(TailRun.of(span, arn)));
      size++;
    }
  }

  /** How many children and Map Runs were taken along. */
  public long size() {
    return size;
  }

  /** What was collected; nothing can be added afterwards. */
  public List<Packed<TailPart>> collected() {
    runs.forEach(
        (arn, run) -> {
          pack(TailPart.of(arn, run.figures));
          if (!run.children.isEmpty()) {
            pack(arn, run.children);
          }
        });
    runs.clear();
    return parts;
  }
}
