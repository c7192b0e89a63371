package io.fantail.report.latency;

import io.fantail.shape.Fields;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts durations by buckets, of which percentiles over many days are made: counts of the same
 * bucket add up over days, machines and engines.
 *
 * <p>The buckets are those of DDSketch's logarithmic mapping with 1 % relative error (Masson, Rim
 * and Lee, "DDSketch", PVLDB 12(12), 2019, section 2; {@code LogarithmicMapping} of {@code
 * com.datadoghq:sketches-java}). Bucket {@code i} holds the durations in {@code [gamma^i,
 * gamma^(i+1))} ms with {@code gamma = 1.01 / 0.99}.
 */
public record HistogramBucket(LatencyKey key, int bucket, long count) {
  /** How far a duration is at most from the one that stands for its bucket, as a share. */
  static final double RELATIVE_ERROR = 0.01;

  /** The bucket of durations of 0 ms, which have no logarithm. */
  static final int ZERO = Integer.MIN_VALUE;

  private static final double LOG_GAMMA = Math.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));

  public static final RecordTable<HistogramBucket> TABLE =
      RecordTable.report(
          "latency_histogram",
          "A bucket of times of one execution name, state, attempt or function; counts of one"
              + " bucket add up over days.",
          Shape.writtenOnly(HistogramBucket::columns),
          "The UTC day on which the execution started.");

  private static void columns(Fields<HistogramBucket> fields) {
    fields.record(HistogramBucket::key, Shape.writtenOnly(LatencyKey::columns));
    fields.integer(
        "bucket",
        "Holds the times in [g^bucket, g^(bucket + 1)) ms with g = 1.01 / 0.99; "
            + ZERO
            + " holds those of 0 ms.",
        HistogramBucket::bucket);
    fields.whole("count", "How many ended in such a time.", HistogramBucket::count);
  }

  /** The buckets of what ended, those that hold any. */
  public static List<HistogramBucket> of(Latency latency) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    DurationCounts ended = latency.ended();
    for (int i = 0; i < ended.counts().length; i++) {
      counts.merge(bucketOf(ended.millis(i)), ended.counts()[i], Long::sum);
    }
    List<HistogramBucket> buckets = new ArrayList<>(counts.size());
    counts.forEach(
        (bucket, count) -> buckets.add(new HistogramBucket(latency.key(), bucket, count)));
    return buckets;
  }

  /** The bucket of a duration in ms. */
  static int bucketOf(double millis) {
    return millis <= 0 ? ZERO : (int) Math.floor(Math.log(millis) * (1 / LOG_GAMMA));
  }
}
