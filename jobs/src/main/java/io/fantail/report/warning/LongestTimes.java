package io.fantail.report.warning;

import java.util.Arrays;

/**
 * How often which time was taken, in steps of 2 %, of the times within a quarter of the longest: a
 * time-out that is told by what ran into it is no shorter than what ended before, so that nothing
 * else lies in its last fifth.
 */
final class LongestTimes {
  private static final double STEP = Math.log(1.02);

  /** From the longest down; 12 steps are a fifth. */
  private static final int STEPS = 16;

  /** Less than this share of the longest lies below all steps. */
  private static final double LEAST_SHARE = 0.72;

  private static final long[] NONE = {};

  private final int[] counts = new int[STEPS];
  private int highest = -1;
  private double longest;

  static int stepOf(double millis) {
    return millis <= 1 ? 0 : (int) Math.floor(Math.log(millis) / STEP);
  }

  /** Where a step begins, in milliseconds. */
  static double beginOf(long step) {
    return Math.exp(STEP * step);
  }

  /** Whether a time is long enough, which few are. */
  boolean mayCount(double millis) {
    return millis >= LEAST_SHARE * longest;
  }

  /** Counts a time, and tells whether none was longer. */
  boolean add(double millis) {
    int step = stepOf(millis);
    if (step > highest) {
      rise(step);
    }
    int at = step - highest + STEPS - 1;
    if (at >= 0) {
      counts[at]++;
    }
    boolean isLongest = millis >= longest;
    longest = Math.max(longest, millis);
    return isLongest;
  }

  private void rise(int step) {
    int by = Math.min(STEPS, step - highest);
    System.arraycopy(counts, by, counts, 0, STEPS - by);
    Arrays.fill(counts, STEPS - by, STEPS, 0);
    highest = step;
  }

  /** A step and how many, by turns. */
  long[] counted() {
    if (highest < 0) {
      return NONE;
    }
    long[] flat = new long[2 * STEPS];
    int length = 0;
    for (int i = 0; i < STEPS; i++) {
      if (counts[i] > 0) {
        flat[length++] = (long) highest - STEPS + 1 + i;
        flat[length++] = counts[i];
      }
    }
    return Arrays.copyOf(flat, length);
  }
}
