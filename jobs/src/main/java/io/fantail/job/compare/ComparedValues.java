package io.fantail.job.compare;

import io.fantail.report.comparison.Change;
import io.fantail.report.comparison.Figure;
import io.fantail.report.comparison.Observed;
import io.fantail.report.statistics.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How compared figures are written for people. */
final class ComparedValues {
  /** Larger differences need no second digit. */
  private static final double LARGE_POINTS = 10;

  /** Longer times are written in seconds. */
  private static final double LONG_MS = 100_000;

  private ComparedValues() {}

  static String value(Figure figure, @Nullable Double value) {
    if (value == null || value.isNaN()) {
      return "-";
    }
    return switch (figure) {
      case P50, P95, P99, SAME_ITEM ->
          value < LONG_MS
              ? String.format(Locale.ROOT, "%,.1f ms", value)
              : String.format(Locale.ROOT, "%,.1f s", value / 1_000);
      case ERROR_RATE, COLD_START_SHARE -> String.format(Locale.ROOT, "%.2f %%", 100 * value);
      case COST -> String.format(Locale.ROOT, "%.3g", value);
    };
  }

  /**
   * The interval of the change: of shares the difference in percentage points, as how many times a
   * share near 0 became says nothing.
   */
  static String change(Change change) {
    Interval difference = change.effect().difference();
    Interval ratio = change.effect().ratio();
    if (change.figure().isShare()) {
      return isNever(change.base()) && isNever(change.against())
          ? "none on either side"
          : difference == null ? "not known" : points(difference);
    }
    return ratio == null
        ? "not known"
        : String.format(
            Locale.ROOT,
            "%,.2f times (%,.2f to %,.2f)",
            ratio.estimate(),
            ratio.low(),
            ratio.high());
  }

  private static boolean isNever(Observed share) {
    return share.value() != null && share.value() == 0;
  }

  private static String points(Interval difference) {
    double most = 100 * Math.max(Math.abs(difference.low()), Math.abs(difference.high()));
    String format =
        most < LARGE_POINTS ? "%+.2f points (%+.2f to %+.2f)" : "%+.1f points (%+.1f to %+.1f)";
    return String.format(
        Locale.ROOT,
        format,
        100 * difference.estimate(),
        100 * difference.low(),
        100 * difference.high());
  }
}
