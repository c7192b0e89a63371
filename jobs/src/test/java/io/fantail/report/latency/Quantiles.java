package io.fantail.report.latency;

import java.util.Arrays;

/** Quantiles as numpy computes them by default: linear between the closest ranks. */
public final class Quantiles {
  private Quantiles() {}

  public static double of(double[] values, double quantile) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double rank = quantile * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
  }
}
