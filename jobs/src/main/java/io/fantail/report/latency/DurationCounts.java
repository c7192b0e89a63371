package io.fantail.report.latency;

import io.fantail.shape.Fields;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How often each duration was measured: all figures are made of these counts, which are far fewer
 * than what was measured, and add up over tasks and days.
 *
 * @param nanos the durations, ascending, each once
 * @param counts of them
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record DurationCounts(long[] nanos, long[] counts) {
  public static final DurationCounts NONE = new DurationCounts(new long[0], new long[0]);

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MICROS_PER_MILLI = 1e3;

  public static DurationCounts shape(Fields<DurationCounts> fields) {
    return new DurationCounts(
        fields.wholeList(DurationCounts::nanos), fields.wholeList(DurationCounts::counts));
  }

  /**
   * Counts durations.
   *
   * @param ascending the same ones next to each other
   */
  static DurationCounts ofAscending(long[] ascending) {
    long[] nanos = new long[ascending.length];
    long[] counts = new long[ascending.length];
    int size = 0;
    for (long one : ascending) {
      if (size == 0 || nanos[size - 1] != one) {
        nanos[size++] = one;
      }
      counts[size - 1]++;
    }
    return ofFirst(size, nanos, counts);
  }

  /** What was counted here and there. */
  DurationCounts plus(DurationCounts others) {
    if (nanos.length == 0 || others.nanos.length == 0) {
      return nanos.length == 0 ? others : this;
    }
    long[] bothNanos = new long[nanos.length + others.nanos.length];
    long[] bothCounts = new long[bothNanos.length];
    int size = 0;
    int here = 0;
    int there = 0;
    while (here < nanos.length || there < others.nanos.length) {
      long next =
          there == others.nanos.length
                  || (here < nanos.length && nanos[here] <= others.nanos[there])
              ? nanos[here]
              : others.nanos[there];
      bothNanos[size] = next;
      if (here < nanos.length && nanos[here] == next) {
        bothCounts[size] += counts[here++];
      }
      if (there < others.nanos.length && others.nanos[there] == next) {
        bothCounts[size] += others.counts[there++];
      }
      size++;
    }
    return ofFirst(size, bothNanos, bothCounts);
  }

  private static DurationCounts ofFirst(int size, long[] nanos, long[] counts) {
    return size == nanos.length
        ? new DurationCounts(nanos, counts)
        : new DurationCounts(Arrays.copyOf(nanos, size), Arrays.copyOf(counts, size));
  }

  /** How many were measured. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** The shortest, in ms; null where there is none. */
  public @Nullable Double minMs() {
    return nanos.length == 0 ? null : (Double) millis(0);
  }

  /** The longest, in ms; null where there is none. */
  public @Nullable Double maxMs() {
    return nanos.length == 0 ? null : (Double) millis(nanos.length - 1);
  }

  /**
   * The arithmetic mean in ms, of durations to the microsecond; null where there is none. Whole
   * numbers add up to the same sum in whatever order tasks finish.
   */
  public @Nullable Double meanMs() {
    long micros = 0;
    for (int i = 0; i < nanos.length; i++) {
      micros += Math.round(millis(i) * MICROS_PER_MILLI) * counts[i];
    }
    return nanos.length == 0 ? null : (Double) ((double) micros / total() / MICROS_PER_MILLI);
  }

  /**
   * A quantile in ms, exact: linear interpolation between the closest ranks, as numpy and Spark's
   * {@code percentile} do. Null where there is none.
   *
   * @param quantile from 0 to 1
   */
  public @Nullable Double quantileMs(double quantile) {
    return quantileOf(quantile, millis -> millis);
  }

  /**
   * The same quantile of what a function makes of each duration, interpolated on its scale.
   *
   * @param ofMillis grows with the duration
   */
  public @Nullable Double quantileOf(double quantile, DoubleUnaryOperator ofMillis) {
    if (nanos.length == 0) {
      return null;
    }
    double rank = (total() - 1) * quantile;
    double below = ofMillis.applyAsDouble(millis(placeOf((long) Math.floor(rank))));
    double above = ofMillis.applyAsDouble(millis(placeOf((long) Math.ceil(rank))));
    return below == above
        ? below
        : (Math.ceil(rank) - rank) * below + (rank - Math.floor(rank)) * above;
  }

  /** The duration that comes at a rank from 1, ascending, in ms. */
  public double millisOfRank(long rank) {
    return millis(placeOf(rank - 1));
  }

  /** The duration at a place, in ms. */
  double millis(int place) {
    return nanos[place] / NANOS_PER_MILLI;
  }

  /** The place of what has so many before it. */
  private int placeOf(long rank) {
    long before = 0;
    for (int i = 0; i < counts.length; i++) {
      before += counts[i];
      if (before > rank) {
        return i;
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + before);
  }
}
