package io.fantail.report.latency;

import io.fantail.shape.Fields;
import io.fantail.span.SpanKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the states, attempts and invocations that were slowest, over all days. */
public final class SlowSpans {
  private static final int SHOWN = 12;

  private final Map<LatencyKey, SlowSpan> spans = new HashMap<>();

  public static SlowSpans shape(Fields<SlowSpans> fields) {
    SlowSpans slow = new SlowSpans();
    fields.list(SlowSpans::found, SlowSpan::shape).forEach(slow::add);
    return slow;
  }

  public void add(Latency ofDay) {
    if (ofDay.key().kind() != SpanKind.EXECUTION) {
      add(SlowSpan.of(ofDay));
    }
  }

  /** Adds a row of the table {@code latency}, of anything but executions. */
  public void add(SlowSpan span) {
    spans.merge(span.key(), span, SlowSpan::and);
  }

  /** The slowest by their 99th percentile, twelve at most, the slowest first. */
  public List<SlowSpan> found() {
    return spans.values().stream().sorted(SlowSpan.SLOWEST_FIRST).limit(SHOWN).toList();
  }
}
