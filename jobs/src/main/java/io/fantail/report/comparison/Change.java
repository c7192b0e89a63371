package io.fantail.report.comparison;

import io.fantail.report.statistics.Interval;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a group on both sides, and what is concluded of it.
 *
 * @param qValue the p-value after all that were tested; null where it was not
 */
public record Change(
    ComparedGroup group,
    Figure figure,
    Observed base,
    Observed against,
    Effect effect,
    @Nullable Double qValue,
    Verdict verdict) {

  /** Worst first: what is slower by the surest ratio, then what is faster, unknown, or the same. */
  public static final Comparator<Change> WORST_FIRST =
      Comparator.comparing(Change::verdict, Comparator.comparingInt(Change::place))
          .thenComparingDouble(change -> -change.surelyTimes())
          .thenComparing(Change::group, ComparedGroup.IN_ORDER)
          .thenComparing(Change::figure);

  private static int place(Verdict verdict) {
    return switch (verdict) {
      case SLOWER -> 0;
      case FASTER -> 1;
      case UNKNOWN -> 2;
      case SAME -> 3;
    };
  }

  /** How many times as large the figure is at least, or where it fell as small. */
  private double surelyTimes() {
    Interval ratio = effect.ratio();
    if (ratio == null) {
      return 0;
    }
    return verdict == Verdict.FASTER ? 1 / ratio.high() : ratio.low();
  }
}
