package io.fantail.report.tail;

import io.fantail.report.latency.DurationCounter;
import io.fantail.report.latency.DurationCounts;
import io.fantail.report.subject.Breakdown;
import io.fantail.report.tail.child.StateVisit;
import io.fantail.report.tail.child.TailChild;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import io.fantail.trace.path.TimePart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all children of a Map Run that ended come to: known before any of them is looked at. Times
 * in parts and states are counted to three digits, so that there are few.
 */
final class RunFigures {
  private record CountsOf(String name, DurationCounts counts) {
    static CountsOf shape(Fields<CountsOf> fields) {
      return new CountsOf(
          fields.text(CountsOf::name), fields.record(CountsOf::counts, DurationCounts::shape));
    }
  }

  private static final long DIGITS = 1_000;
  private static final TimePart[] PARTS = TimePart.values();

  private final DurationCounter activeTimes = new DurationCounter();
  private final Map<TimePart, DurationCounter> parts = new EnumMap<>(TimePart.class);
  private final long[] zeros = new long[PARTS.length];
  private final Map<String, DurationCounter> states = new TreeMap<>();
  private LogFit byItems = new LogFit();
  private LogFit byBytes = new LogFit();
  private long spans;
  private long failed;
  private long lastEnd = Long.MIN_VALUE;
  private @Nullable String lastArn;

  @SuppressWarnings("EnumOrdinal") // an array of this task alone
  void add(TailChild child) {
    activeTimes.add(child.activeTime());
    Breakdown breakdown = child.breakdown();
    if (breakdown != null) {
      for (TimePart part : PARTS) {
        Duration time = breakdown.timeOf(part);
        // Most parts of most children are nothing, and need no look into a map.
        if (time.isZero()) {
          zeros[part.ordinal()]++;
        } else {
          counterOf(part).add(rounded(time));
        }
      }
    }
    for (StateVisit visit : child.visits()) {
      counterOf(visit.stateName()).add(rounded(visit.activeTime()));
    }
    double millis = child.activeTime().toNanos() / 1e6;
    Integer items = child.items().count();
    Long bytes = child.items().bytes();
    byItems.add(items == null ? 0 : items, millis);
    byBytes.add(bytes == null ? 0 : bytes.doubleValue(), millis);
    spans += child.spans();
    failed += child.status() == ExecutionStatus.SUCCEEDED ? 0 : 1;
    noteEnd(child.endedAt().toEpochMilli(), child.executionArn());
  }

  private void noteEnd(long end, String arn) {
    if (lastArn == null || end > lastEnd || (end == lastEnd && arn.compareTo(lastArn) > 0)) {
      lastEnd = end;
      lastArn = arn;
    }
  }

  void add(RunFigures others) {
    activeTimes.add(others.activeTimes.counts());
    others.parts().forEach((part, counts) -> counterOf(part).add(counts));
    others.states.forEach((state, counter) -> counterOf(state).add(counter.counts()));
    byItems.add(others.byItems);
    byBytes.add(others.byBytes);
    spans += others.spans;
    failed += others.failed;
    if (others.lastArn != null) {
      noteEnd(others.lastEnd, others.lastArn);
    }
  }

  static RunFigures shape(Fields<RunFigures> fields) {
    RunFigures figures = new RunFigures();
    figures.activeTimes.add(fields.record(one -> one.activeTimes.counts(), DurationCounts::shape));
    for (CountsOf part : fields.list(RunFigures::countsOfParts, CountsOf::shape)) {
      figures.counterOf(TimePart.valueOf(part.name())).add(part.counts());
    }
    for (CountsOf state : fields.list(RunFigures::countsOfStates, CountsOf::shape)) {
      figures.counterOf(state.name()).add(state.counts());
    }
    figures.byItems = fields.record(one -> one.byItems, LogFit::shape);
    figures.byBytes = fields.record(one -> one.byBytes, LogFit::shape);
    figures.spans = fields.whole(one -> one.spans);
    figures.failed = fields.whole(one -> one.failed);
    figures.lastEnd = fields.whole(one -> one.lastEnd);
    figures.lastArn = fields.textOrNull(one -> one.lastArn);
    return figures;
  }

  private List<CountsOf> countsOfParts() {
    List<CountsOf> counts = new ArrayList<>();
    parts().forEach((part, ofPart) -> counts.add(new CountsOf(part.name(), ofPart)));
    return counts;
  }

  private List<CountsOf> countsOfStates() {
    List<CountsOf> counts = new ArrayList<>();
    states.forEach((state, counter) -> counts.add(new CountsOf(state, counter.counts())));
    return counts;
  }

  private DurationCounter counterOf(TimePart part) {
    return parts.computeIfAbsent(part, unseen -> new DurationCounter());
  }

  private DurationCounter counterOf(String state) {
    return states.computeIfAbsent(state, unseen -> new DurationCounter());
  }

  /** A duration to three digits. */
  static Duration rounded(Duration duration) {
    long nanos = duration.toNanos();
    long unit = 1;
    while (nanos >= DIGITS * unit) {
      unit *= 10;
    }
    return Duration.ofNanos((nanos + unit / 2) / unit * unit);
  }

  DurationCounts activeTimes() {
    return activeTimes.counts();
  }

  @SuppressWarnings("EnumOrdinal") // an array of this task alone
  Map<TimePart, DurationCounts> parts() {
    for (TimePart part : PARTS) {
      if (zeros[part.ordinal()] > 0) {
        counterOf(part).add(new DurationCounts(new long[] {0}, new long[] {zeros[part.ordinal()]}));
        zeros[part.ordinal()] = 0;
      }
    }
    Map<TimePart, DurationCounts> counts = new EnumMap<>(TimePart.class);
    parts.forEach((part, counter) -> counts.put(part, counter.counts()));
    return counts;
  }

  Map<String, DurationCounts> states() {
    Map<String, DurationCounts> counts = new TreeMap<>();
    states.forEach((state, counter) -> counts.put(state, counter.counts()));
    return counts;
  }

  LogFit byItems() {
    return byItems;
  }

  LogFit byBytes() {
    return byBytes;
  }

  /** Spans of all children. */
  long spans() {
    return spans;
  }

  /** Children that did not succeed. */
  long failed() {
    return failed;
  }

  /** The child that ended last; null where there is none. */
  @Nullable String lastArn() {
    return lastArn;
  }
}
