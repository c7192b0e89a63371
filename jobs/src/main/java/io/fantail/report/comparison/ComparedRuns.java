package io.fantail.report.comparison;

import java.util.List;

/**
 * The Map Runs of both sides that can be compared run by run in a figure.
 *
 * <p>The percentile of a small run lies lower than that of a large one, as it is little more than
 * the longest of few. So only runs count that are large enough for the figure; where not three are
 * on each side, all runs count if those of the two sides are of alike sizes.
 */
record ComparedRuns(List<Measured> base, List<Measured> against) {
  /** A side with fewer runs says little of how much runs differ anyway. */
  private static final int FEWEST = 3;

  /** So many times as large the middle run of one side may be for both to be alike. */
  private static final long ALIKE = 2;

  static ComparedRuns of(Figure figure, Side base, Side against) {
    ComparedRuns large = of(figure, base, against, leastCount(figure));
    if (large.areEnough()) {
      return large;
    }
    ComparedRuns all = of(figure, base, against, 1);
    return all.areEnough() && all.areAlike(figure) ? all : large;
  }

  private static ComparedRuns of(Figure figure, Side base, Side against, long least) {
    return new ComparedRuns(base.runsOf(figure, least), against.runsOf(figure, least));
  }

  boolean areEnough() {
    return base.size() >= FEWEST && against.size() >= FEWEST;
  }

  private boolean areAlike(Figure figure) {
    long one = middleCount(figure, base);
    long other = middleCount(figure, against);
    return Math.max(one, other) <= ALIKE * Math.min(one, other);
  }

  private static long middleCount(Figure figure, List<Measured> runs) {
    long[] counts = runs.stream().mapToLong(run -> run.countOf(figure)).sorted().toArray();
    return counts[counts.length / 2];
  }

  /** Of a percentile so many that one is expected beyond it; of a share twenty. */
  private static long leastCount(Figure figure) {
    return switch (figure) {
      case P50 -> 2;
      case COST -> 1;
      case P95, ERROR_RATE, COLD_START_SHARE -> 20;
      case P99 -> 100;
    };
  }
}
