package io.fantail.report.factor;

import java.util.Arrays;

/**
 * When a Map Run had filled up: from then on nine tenths of the most children that were ever open
 * at once were open for the first time.
 */
final class Ramp {
  private static final double FULL = 0.9;

  private Ramp() {}

  /**
   * The moment, in the unit of the times.
   *
   * @param starts of all children, in any order
   * @param ends of the same
   */
  static long endOf(long[] starts, long[] ends) {
    long[] sortedStarts = starts.clone();
    long[] sortedEnds = ends.clone();
    Arrays.sort(sortedStarts);
    Arrays.sort(sortedEnds);
    int most = 0;
    for (int pass = 0; pass < 2; pass++) {
      int level = pass == 0 ? Integer.MAX_VALUE : (int) Math.ceil(FULL * most);
      int ended = 0;
      for (int started = 0; started < sortedStarts.length; started++) {
        // A child that ends where another starts is not open with it.
        while (sortedEnds[ended] <= sortedStarts[started] && ended < started) {
          ended++;
        }
        int open = started + 1 - ended;
        most = Math.max(most, open);
        if (open >= level) {
          return sortedStarts[started];
        }
      }
    }
    return Long.MIN_VALUE;
  }
}
