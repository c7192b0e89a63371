package io.fantail.report.latency;

import io.fantail.report.subject.ReportedSpan;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts how long spans of executions, states, attempts and invocations took, in one task. */
public final class LatencyTally {
  private static final Set<SpanKind> MEASURED =
      EnumSet.of(SpanKind.EXECUTION, SpanKind.STATE, SpanKind.ATTEMPT, SpanKind.LAMBDA);

  private static final class Counts {
    private final DurationCounter ended = new DurationCounter();
    private long errors;
    private long unfinished;
  }

  private final Map<LatencyKey, Counts> counts = new HashMap<>();

  public void add(ReportedSpan span) {
    if (!MEASURED.contains(span.kind())) {
      return;
    }
    Counts ofKey = counts.computeIfAbsent(LatencyKey.of(span), unseen -> new Counts());
    if (span.status() == SpanStatus.UNFINISHED || span.activeTime() == null) {
      ofKey.unfinished++;
      return;
    }
    ofKey.ended.add(span.activeTime());
    if (span.status() == SpanStatus.ERROR) {
      ofKey.errors++;
    }
  }

  /** What was counted. */
  public List<Latency> counted() {
    return counts.entrySet().stream()
        .map(
            one ->
                new Latency(
                    one.getKey(),
                    one.getValue().ended.counts(),
                    one.getValue().errors,
                    one.getValue().unfinished))
        .toList();
  }
}
