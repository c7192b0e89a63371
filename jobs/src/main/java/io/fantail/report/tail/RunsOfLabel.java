package io.fantail.report.tail;

import io.fantail.report.latency.DurationCounter;
import io.fantail.report.latency.DurationCounts;
import io.fantail.report.trait.Scope;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The Map Runs of one label, of which the parts come before all children: each is put together and
 * kept in a few figures, as there may be thousands.
 */
final class RunsOfLabel {
  private final Predicate<LocalDate> wantedDays;
  private final Map<String, KnownRun> known = new HashMap<>();
  private final Map<Scope, DurationCounter> activeTimes = new HashMap<>();
  private long measured;
  private @Nullable String arn;
  private @Nullable TailRun run;
  private RunFigures figures = new RunFigures();

  RunsOfLabel(Predicate<LocalDate> wantedDays) {
    this.wantedDays = wantedDays;
  }

  /**
   * Takes the span of a Map Run, or what one task counted of its children.
   *
   * @param mapRunArn those of one come one after the other
   */
  void add(String mapRunArn, TailPart part) {
    if (!mapRunArn.equals(arn)) {
      endRun();
      arn = mapRunArn;
    }
    run = part.run() == null ? run : part.run();
    if (part.figures() != null) {
      figures.add(part.figures());
    }
  }

  private void endRun() {
    DurationCounts times = figures.activeTimes();
    // A Map Run without a span is of none of the days.
    if (arn != null && run != null && wantedDays.test(run.day()) && times.total() > 0) {
      known.put(arn, KnownRun.of(run, figures));
      activeTimes.computeIfAbsent(run.scope(null), unseen -> new DurationCounter()).add(times);
      measured += times.total();
      measured += figures.states().values().stream().mapToLong(DurationCounts::total).sum();
    }
    run = null;
    figures = new RunFigures();
  }

  /** A Map Run, once all parts were taken; null where it is of none of the days. */
  @Nullable KnownRun run(String mapRunArn) {
    endRun();
    return known.get(mapRunArn);
  }

  /** How many children there are, and visits of these to states. */
  long measured() {
    endRun();
    return measured;
  }

  /** How long whole children took, day by day. */
  Map<Scope, DurationCounts> activeTimes() {
    endRun();
    Map<Scope, DurationCounts> ofScopes = new HashMap<>();
    activeTimes.forEach((scope, counter) -> ofScopes.put(scope, counter.counts()));
    return ofScopes;
  }
}
