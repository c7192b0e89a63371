package io.fantail.report.latency;

import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the buckets of {@code latency_histogram} with DDSketch's own library, as an engine beside
 * Fantail would: {@link HistogramBucket} writes them without it.
 */
public final class LatencyBuckets {
  public static final double RELATIVE_ERROR = HistogramBucket.RELATIVE_ERROR;

  /** The bucket of durations of 0 ms, which have no logarithm. */
  public static final int ZERO = HistogramBucket.ZERO;

  private static final LogarithmicMapping MAPPING = new LogarithmicMapping(RELATIVE_ERROR);

  private LatencyBuckets() {}

  /** The bucket of a duration in ms. */
  public static int bucketOf(double millis) {
    return millis <= 0 ? ZERO : MAPPING.index(millis);
  }

  /** The duration in ms that stands for a bucket: within 1 % of every duration in it. */
  public static double millisOf(int bucket) {
    return bucket == ZERO ? 0 : MAPPING.value(bucket);
  }

  /**
   * A quantile of counted durations, with linear interpolation between the closest ranks.
   *
   * @param counts by bucket; not empty
   * @param quantile from 0 to 1
   * @return ms, within 1 % of the exact quantile of the durations counted
   */
  public static double quantile(Map<Integer, Long> counts, double quantile) {
    SortedMap<Integer, Long> sorted = new TreeMap<>(counts);
    long total = sorted.values().stream().mapToLong(Long::longValue).sum();
    if (total == 0) {
      throw new IllegalArgumentException("a quantile of nothing");
    }
    double rank = quantile * (total - 1);
    double lower = valueAt(sorted, (long) Math.floor(rank));
    double upper = valueAt(sorted, (long) Math.ceil(rank));
    return lower + (upper - lower) * (rank - Math.floor(rank));
  }

  private static double valueAt(SortedMap<Integer, Long> counts, long rank) {
    long seen = 0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      seen += bucket.getValue();
      if (seen > rank) {
        return millisOf(bucket.getKey());
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + seen);
  }
}
