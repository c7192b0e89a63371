package io.fantail.report.maprun;

import org.jspecify.annotations.Nullable;

/**
 * Goes over the children of one Map Run minute by minute, in the order of time, and finds how many
 * were open at once, and when the tail began.
 */
final class MapRunSweep {
  private static final double TAIL_BEGINS_AT = 0.95;

  /** The rank of the end that the tail begins with, between two whole ones. */
  private final double tailRank;

  private final boolean hasEnds;
  private long open;
  private @Nullable Long mostOpen;
  private long ended;
  private double tailBeginsAt;

  /**
   * Nothing seen yet.
   *
   * @param ends how many there will be
   */
  MapRunSweep(long ends) {
    this.tailRank = (ends - 1) * TAIL_BEGINS_AT;
    this.hasEnds = ends > 0;
  }

  void add(Minute sorted) {
    int starts = 0;
    for (long end : sorted.ends()) {
      // A child that ends where another starts is not open with it: ends come first.
      while (starts < sorted.starts().length && sorted.starts()[starts] < end) {
        note(1);
        starts++;
      }
      note(-1);
      noteEnd(end);
    }
    for (; starts < sorted.starts().length; starts++) {
      note(1);
    }
  }

  private void note(int change) {
    open += change;
    mostOpen = mostOpen == null ? open : Math.max(mostOpen, open);
  }

  /** Interpolates linearly between the closest ranks: an end counts as its rank is near. */
  private void noteEnd(long end) {
    double nearness = 1 - Math.abs(tailRank - ended);
    if (nearness > 0) {
      tailBeginsAt += end * nearness;
    }
    ended++;
  }

  /** The most children that were open at one moment; null where there are none. */
  @Nullable Long mostOpen() {
    return mostOpen;
  }

  /** When 95 % of the children had ended, in microseconds since 1970; null where none has. */
  @Nullable Double tailBeginsAt() {
    return hasEnds ? (Double) tailBeginsAt : null;
  }
}
