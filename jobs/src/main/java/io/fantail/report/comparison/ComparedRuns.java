package io.fantail.report.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Map Runs of both sides that can be compared run by run in a figure.
 *
 * <p>The percentile of a small run lies lower than that of a large one, as it is little more than
 * the longest of few. So only runs count that are large enough for the figure; where not three are
 * on each side, all runs count if those of the two sides are of alike sizes.
 *
 * @param arePaired whether the runs of both sides are the same, in the same order: as where
 *     children of each run called the one version or the other
 */
record ComparedRuns(List<Measured> base, List<Measured> against, boolean arePaired) {
  /** A side with fewer runs says little of how much runs differ anyway. */
  private static final int FEWEST = 3;

  /** So many times as large the middle run of one side may be for both to be alike. */
  private static final long ALIKE = 2;

  static ComparedRuns of(Figure figure, Side base, Side against) {
    ComparedRuns large = of(figure, base, against, leastCount(figure));
    ComparedRuns pairs = large.pairs();
    if (pairs.areEnough() && 2 * pairs.base.size() >= large.mostOnASide()) {
      return pairs;
    }
    if (large.areEnough()) {
      return large;
    }
    ComparedRuns all = of(figure, base, against, 1);
    return all.areEnough() && all.areAlike(figure) ? all : large;
  }

  private static ComparedRuns of(Figure figure, Side base, Side against, long least) {
    return new ComparedRuns(base.runsOf(figure, least), against.runsOf(figure, least), false);
  }

  private ComparedRuns pairs() {
    Map<String, Measured> byRun = new HashMap<>();
    for (Measured run : against) {
      if (run.mapRun() != null) {
        byRun.put(run.mapRun(), run);
      }
    }
    List<Measured> first = new ArrayList<>();
    List<Measured> second = new ArrayList<>();
    for (Measured run : base) {
      Measured same = run.mapRun() == null ? null : byRun.get(run.mapRun());
      if (same != null) {
        first.add(run);
        second.add(same);
      }
    }
    return new ComparedRuns(first, second, true);
  }

  private int mostOnASide() {
    return Math.max(base.size(), against.size());
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
      case COST, SAME_ITEM -> 1;
      case P95, ERROR_RATE, COLD_START_SHARE -> 20;
      case P99 -> 100;
    };
  }
}
