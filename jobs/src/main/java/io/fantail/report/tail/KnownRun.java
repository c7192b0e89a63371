package io.fantail.report.tail;

import io.fantail.report.latency.DurationCounts;
import io.fantail.report.statistics.StragglerRule;
import io.fantail.report.trait.MapRunOrigin;
import io.fantail.trace.path.TimePart;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Map Run with what all its children come to, made of the figures once these are complete.
 *
 * @param places of the slowest among the children
 * @param children how many ended
 * @param p95Ms of their active times
 * @param medianPartsMs the median of each part of their time; 0 where none knows it
 * @param states the figures of the states in which they called something
 */
record KnownRun(
    TailRun run,
    Places places,
    long children,
    long spans,
    long failed,
    StragglerRule rule,
    double p95Ms,
    Map<TimePart, Double> medianPartsMs,
    Map<String, StateFigures> states,
    LogFit byItems,
    LogFit byBytes,
    @Nullable String lastArn) {
  private static final double TAIL = 0.95;

  /** The median and the 95th percentile of the times that children spent in a state. */
  record StateFigures(double medianMs, double p95Ms) {
    static StateFigures of(DurationCounts counts) {
      return new StateFigures(quantile(counts, 0.5), quantile(counts, TAIL));
    }
  }

  static KnownRun of(TailRun run, RunFigures figures) {
    DurationCounts activeTimes = figures.activeTimes();
    StragglerRule rule = Objects.requireNonNull(StragglerRule.of(activeTimes));
    Map<TimePart, Double> parts = new EnumMap<>(TimePart.class);
    figures.parts().forEach((part, counts) -> parts.put(part, quantile(counts, 0.5)));
    Map<String, StateFigures> states = new HashMap<>();
    figures.states().forEach((state, counts) -> states.put(state, StateFigures.of(counts)));
    return new KnownRun(
        run,
        Places.of(activeTimes, rule),
        activeTimes.total(),
        figures.spans(),
        figures.failed(),
        rule,
        quantile(activeTimes, TAIL),
        parts,
        states,
        figures.byItems(),
        figures.byBytes(),
        figures.lastArn());
  }

  private static double quantile(DurationCounts counts, double quantile) {
    return Objects.requireNonNull(counts.quantileMs(quantile));
  }

  MapRunOrigin origin() {
    return new MapRunOrigin(run.mapRunArn(), run.traits());
  }

  double medianMs() {
    return rule.medianMs();
  }
}
