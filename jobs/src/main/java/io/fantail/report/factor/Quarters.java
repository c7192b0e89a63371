package io.fantail.report.factor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Divides the numbers of one Map Run into quarters; a number below 0 is not known. */
final class Quarters {
  private static final int COUNT = 4;

  private final long[] firstOf = new long[COUNT];
  private final boolean areDistinct;

  private Quarters(long[] sorted) {
    for (int quarter = 0; quarter < COUNT; quarter++) {
      firstOf[quarter] = sorted.length == 0 ? 0 : sorted[sorted.length * quarter / COUNT];
    }
    areDistinct = sorted.length > 0 && sorted[0] < sorted[sorted.length - 1];
  }

  static Quarters of(long[] numbers) {
    return new Quarters(Arrays.stream(numbers).filter(number -> number >= 0).sorted().toArray());
  }

  /**
   * The quarter that a number is in, from 1; the largest are in the fourth, equal numbers in the
   * same. Null where the number is not known, or all are alike.
   */
  @Nullable Integer of(long number) {
    if (number < 0 || !areDistinct) {
      return null;
    }
    if (firstOf[COUNT - 1] == firstOf[0]) {
      return number == firstOf[0] ? 1 : COUNT;
    }
    int quarter = COUNT;
    while (quarter > 1 && (number < firstOf[quarter - 1] || firstOf[quarter - 1] == firstOf[0])) {
      quarter--;
    }
    return quarter;
  }
}
