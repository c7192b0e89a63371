package io.fantail.report.comparison;

import io.fantail.shape.Column;
import org.jspecify.annotations.Nullable;

/** What is compared of a group; lower case in what is printed. */
public enum Figure {
  P50(0.5),
  P95(0.95),
  P99(0.99),

  /**
   * How long children took that succeeded with the same item on both sides, each pair by itself; of
   * a side the median.
   */
  SAME_ITEM(null),

  /** The share of what ended that ended in an error. */
  ERROR_RATE(null),

  /** The share of invocations, or of executions, that waited for a sandbox to start. */
  COLD_START_SHARE(null),

  /** What an execution of a Map Run costs on average, where {@code map_runs} has prices. */
  COST(null);

  private final @Nullable Double quantile;

  Figure(@Nullable Double quantile) {
    this.quantile = quantile;
  }

  public String word() {
    return Column.wordOf(this);
  }

  /** Of a percentile its share of values below; null of a figure that is none. */
  public @Nullable Double quantile() {
    return quantile;
  }

  /** Whether it is a percentile of durations. */
  public boolean isPercentile() {
    return quantile != null;
  }

  /** Whether it is in ms. */
  public boolean isDuration() {
    return isPercentile() || this == SAME_ITEM;
  }

  public boolean isShare() {
    return this == ERROR_RATE || this == COLD_START_SHARE;
  }
}
