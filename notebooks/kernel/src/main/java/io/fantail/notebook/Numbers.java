package io.fantail.notebook;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;

/** Numbers as people read them: grouped by thousands, with about three digits that count. */
public final class Numbers {
  private static final double MANY = 1e15;

  private static final int MOST_DECIMALS = 4;

  private Numbers() {}

  /** Returns whole numbers whole, and others with the decimals that their size is worth. */
  public static String of(Number value) {
    if (value instanceof Double || value instanceof Float) {
      return of(value.doubleValue());
    }
    return value instanceof BigDecimal decimal
        ? String.format(Locale.ROOT, "%,." + Math.max(0, decimal.scale()) + "f", decimal)
        : String.format(Locale.ROOT, "%,d", value);
  }

  /** The same. */
  public static String of(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** The same. */
  public static String of(double value) {
    return of(value, isWhole(value) ? 0 : decimalsWorth(Math.abs(value)));
  }

  /**
   * Returns a number among others.
   *
   * @param decimals that all of them have, so that they can be compared; one that would be 0 with
   *     these has its own
   */
  static String of(double value, int decimals) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (size >= MANY) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    if (size > 0 && size < 0.5 * Math.pow(10, -decimals)) {
      int own = decimalsWorth(size);
      return own > MOST_DECIMALS
          ? String.format(Locale.ROOT, "%.1e", value)
          : String.format(Locale.ROOT, "%." + own + "f", value);
    }
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /**
   * Returns how many decimals the numbers of a column have: by the largest, and none for nothing.
   */
  static int decimals(Collection<Double> values) {
    double largest = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    int most = Math.min(MOST_DECIMALS, decimalsWorth(largest));
    for (int fewer = 0; fewer < most; fewer++) {
      double unit = Math.pow(10, fewer);
      if (values.stream()
          .allMatch(value -> Math.abs(value * unit - Math.rint(value * unit)) < 1e-6)) {
        return fewer;
      }
    }
    return most;
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  private static int decimalsWorth(double size) {
    return size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : size >= 0.001 ? MOST_DECIMALS : 9;
  }
}
