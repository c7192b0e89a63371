package io.fantail.report.comparison;

import io.fantail.report.latency.DurationCounts;
import io.fantail.report.statistics.Interval;
import io.fantail.report.statistics.QuantileRanks;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A percentile of durations in ms: exact, and between which durations it lies where these are
 * independent.
 *
 * @param ms interpolated between the closest ranks, as in the table {@code latency}
 * @param lowMs the lower end of its interval; null where there are too few durations for one
 * @param highMs the upper end; null where {@code lowMs} is
 */
public record QuantileEstimate(double ms, @Nullable Double lowMs, @Nullable Double highMs)
    implements Serializable {
  /** AWS's clock of executions shows milliseconds: what is equal may differ by half a one. */
  private static final double HALF_CLOCK_MS = 0.5;

  /** What took less counts as this, as it has a logarithm. */
  private static final double LEAST_MS = 1;

  /** The percentile of durations; null where there are none. */
  static @Nullable QuantileEstimate of(
      DurationCounts durations, double quantile, double confidence) {
    Double ms = durations.quantileMs(quantile);
    if (ms == null) {
      return null;
    }
    return QuantileRanks.of(durations.total(), quantile, confidence)
        .map(
            ranks ->
                new QuantileEstimate(
                    ms, durations.millisOfRank(ranks.low()), durations.millisOfRank(ranks.high())))
        .orElse(new QuantileEstimate(ms, null, null));
  }

  /** What its logarithm is taken of. */
  double positiveMs() {
    return Math.max(ms, LEAST_MS);
  }

  /** Its interval, for which the clock is not held to be finer than it is; null where none. */
  @Nullable Interval interval() {
    return lowMs == null || highMs == null
        ? null
        : new Interval(
            positiveMs(),
            Math.max(Math.min(lowMs, positiveMs()) - HALF_CLOCK_MS, LEAST_MS / 2),
            Math.max(highMs, positiveMs()) + HALF_CLOCK_MS);
  }
}
