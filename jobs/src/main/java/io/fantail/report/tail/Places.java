package io.fantail.report.tail;

import io.fantail.report.latency.DurationCounts;
import io.fantail.report.statistics.StragglerRule;
import java.time.Duration;
import java.util.Arrays;

/**
 * The places of the slowest children of a Map Run among all, by the times that these took: known
 * before any of the children is looked at, so that they can be looked at in any order.
 */
final class Places {
  /** So many are told of, beside all that are beyond the rule. */
  static final int SLOWEST = 50;

  /** Times of the slowest, ascending. */
  private final long[] nanos;

  /** How many children took longer than each of these. */
  private final long[] longer;

  private Places(long[] nanos, long[] longer) {
    this.nanos = nanos;
    this.longer = longer;
  }

  static Places of(DurationCounts activeTimes, StragglerRule rule) {
    long[] all = activeTimes.nanos();
    long[] longer = new long[all.length];
    long count = 0;
    int first = all.length;
    while (first > 0 && (count < SLOWEST || rule.isStraggler(Duration.ofNanos(all[first - 1])))) {
      first--;
      longer[first] = count;
      count += activeTimes.counts()[first];
    }
    return new Places(
        Arrays.copyOfRange(all, first, all.length), Arrays.copyOfRange(longer, first, all.length));
  }

  /** Whether a child that took so long may be among the slowest, or is beyond the rule. */
  boolean isSlow(Duration activeTime) {
    return nanos.length > 0 && activeTime.toNanos() >= nanos[0];
  }

  /**
   * How many children took longer.
   *
   * @param slow the time of a {@linkplain #isSlow slow} one
   */
  long longerThan(Duration slow) {
    return longer[Arrays.binarySearch(nanos, slow.toNanos())];
  }
}
