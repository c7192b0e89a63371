package io.fantail.text;

import java.util.Locale;

/** Writes figures for people: the same figure everywhere with the same digits. */
public final class Figures {
  private static final double SECONDS_FROM = 10_000;
  private static final double MINUTES_FROM = 600_000;

  private Figures() {}

  /** A count, as in 2,000. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A time, as in 235 ms, 12.0 s, 14.2 min. */
  public static String time(double millis) {
    if (millis >= MINUTES_FROM) {
      return String.format(Locale.ROOT, "%,.1f min", millis / 60_000);
    }
    return millis >= SECONDS_FROM
        ? String.format(Locale.ROOT, "%,.1f s", millis / 1_000)
        : String.format(Locale.ROOT, "%,.0f ms", millis);
  }

  /** A ratio, as in 7.3 ×. */
  public static String times(double ratio) {
    return String.format(Locale.ROOT, ratio < 100 ? "%.1f ×" : "%,.0f ×", ratio);
  }

  /** A share from 0 to 1, as in 61 %. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
