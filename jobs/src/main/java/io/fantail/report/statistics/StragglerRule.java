package io.fantail.report.statistics;

import io.fantail.report.latency.DurationCounts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which children of a Map Run are stragglers: those that took longer than 1.5 times the median of
 * its children, and longer than Tukey's upper fence of their logarithms, {@code exp(q75 + 1.5 ×
 * IQR)} of ln ms. In logarithms, as durations are skewed: the fence of the durations themselves
 * would call the upper end of any fan-out a straggler. Quartiles are interpolated between the
 * closest ranks; what took less than a millisecond, which is as fine as AWS's clock, counts as one.
 *
 * @param medianMs of the children
 * @param limitMs what takes longer is a straggler
 */
public record StragglerRule(double medianMs, double limitMs) {
  private static final double TIMES_MEDIAN = 1.5;
  private static final double FENCE = 1.5;
  private static final double CLOCK_MS = 1;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * The rule of one Map Run.
   *
   * @param activeTimes of its children that ended
   * @return null where none ended
   */
  public static @Nullable StragglerRule of(DurationCounts activeTimes) {
    Double median = activeTimes.quantileMs(0.5);
    Double lower = activeTimes.quantileOf(0.25, StragglerRule::lnOf);
    Double upper = activeTimes.quantileOf(0.75, StragglerRule::lnOf);
    if (median == null || lower == null || upper == null) {
      return null;
    }
    double fence = Math.exp(upper + FENCE * (upper - lower));
    return new StragglerRule(median, Math.max(TIMES_MEDIAN * Math.max(median, CLOCK_MS), fence));
  }

  private static double lnOf(double millis) {
    return Math.log(Math.max(millis, CLOCK_MS));
  }

  public boolean isStraggler(Duration activeTime) {
    return isStraggler(activeTime.toNanos());
  }

  private boolean isStraggler(long nanos) {
    return nanos / NANOS_PER_MILLI > limitMs;
  }

  /** How many of these are stragglers. */
  public long stragglers(DurationCounts activeTimes) {
    long stragglers = 0;
    for (int i = 0; i < activeTimes.nanos().length; i++) {
      stragglers += isStraggler(activeTimes.nanos()[i]) ? activeTimes.counts()[i] : 0;
    }
    return stragglers;
  }

  /** What the stragglers among these took beyond the median, all together, in ms. */
  public double lostMs(DurationCounts activeTimes) {
    double lost = 0;
    for (int i = 0; i < activeTimes.nanos().length; i++) {
      long nanos = activeTimes.nanos()[i];
      lost +=
          isStraggler(nanos) ? (nanos / NANOS_PER_MILLI - medianMs) * activeTimes.counts()[i] : 0;
    }
    return lost;
  }
}
