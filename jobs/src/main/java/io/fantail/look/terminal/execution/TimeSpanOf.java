package io.fantail.look.terminal.execution;

import io.fantail.look.terminal.TimeScale;
import io.fantail.look.terminal.TimeScale.Cut;
import io.fantail.look.waterfall.Fold;
import io.fantail.look.waterfall.SpanNode;
import io.fantail.look.waterfall.TraceNode;
import io.fantail.look.waterfall.Waterfall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds from when to when a waterfall goes, and where it lay ended before a redrive. */
final class TimeSpanOf {
  private TimeSpanOf() {}

  static TimeScale scale(Waterfall waterfall, int columns) {
    List<SpanNode> spans = new ArrayList<>();
    waterfall.roots().forEach(root -> collect(root, spans));
    Instant from = spans.stream().map(SpanNode::startedAt).min(Instant::compareTo).orElseThrow();
    Instant to =
        spans.stream()
            .flatMap(span -> Stream.of(span.startedAt(), span.endedAt()).filter(Objects::nonNull))
            .max(Instant::compareTo)
            .orElseThrow();
    return TimeScale.of(from, to, redriveGaps(spans), columns);
  }

  /** From the last end of what began before a redrive to the first beginning behind it. */
  private static List<Cut> redriveGaps(List<SpanNode> spans) {
    TreeMap<Integer, Instant> beginnings = new TreeMap<>();
    for (SpanNode span : spans) {
      beginnings.merge(
          span.span().redriveCount(),
          span.startedAt(),
          (one, other) -> one.isBefore(other) ? one : other);
    }
    List<Cut> gaps = new ArrayList<>();
    beginnings.tailMap(1).forEach((redrive, beginning) -> addGap(redrive, beginning, spans, gaps));
    return gaps;
  }

  private static void addGap(int redrive, Instant beginning, List<SpanNode> spans, List<Cut> gaps) {
    spans.stream()
        .filter(span -> span.span().redriveCount() < redrive)
        .flatMap(span -> Stream.of(span.startedAt(), span.endedAt()).filter(Objects::nonNull))
        .filter(moment -> !moment.isAfter(beginning))
        .max(Instant::compareTo)
        .filter(end -> end.isBefore(beginning))
        .ifPresent(end -> gaps.add(new Cut(end, beginning)));
  }

  private static void collect(TraceNode node, List<SpanNode> spans) {
    if (node instanceof SpanNode span) {
      spans.add(span);
    }
    (node instanceof Fold fold ? fold.members() : node.below())
        .forEach(below -> collect(below, spans));
  }
}
