package io.fantail.sample.truth;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Durations in milliseconds, kept exactly, in a growing primitive array. */
final class Durations {
  private double[] values = new double[16];
  private int size;
  private boolean sorted = true;

  void add(double millis) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = millis;
    sorted = false;
  }

  int count() {
    return size;
  }

  /** The mean, or null when there is none. */
  @Nullable Double mean() {
    sort();
    return size == 0 ? null : Arrays.stream(values, 0, size).sum() / size;
  }

  /** The quantile, 0 to 1, linear between closest ranks; null when there is no value. */
  @Nullable Double quantile(double share) {
    if (size == 0) {
      return null;
    }
    sort();
    double rank = share * (size - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(size - 1, below + 1);
    return values[below] + (rank - below) * (values[above] - values[below]);
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
  }
}
