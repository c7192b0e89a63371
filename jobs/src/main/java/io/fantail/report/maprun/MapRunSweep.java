package io.fantail.report.maprun;

import io.fantail.report.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the children of one Map Run minute by minute, in the order of time, and finds how many
 * were open at once, when the ramp ended, and when the tail began.
 */
final class MapRunSweep {
  private static final double TAIL_BEGINS_AT = 0.95;

  /** The rank of the end that the tail begins with, between two whole ones. */
  private final double tailRank;

  private final boolean hasEnds;
  private final @Nullable Timeline timeline;
  private final Ramp ramp = new Ramp();
  private boolean hasChildren;
  private long open;
  private long ended;
  private double tailBeginsAt;

  /**
   * Nothing seen yet.
   *
   * @param ends how many there will be
   * @param timeline that is told of all; null where nobody asks for one
   */
  MapRunSweep(long ends, @Nullable Timeline timeline) {
    this.tailRank = (ends - 1) * TAIL_BEGINS_AT;
    this.hasEnds = ends > 0;
    this.timeline = timeline;
  }

  void add(Minute sorted, long minute) {
    int starts = 0;
    for (long end : sorted.ends()) {
      // A child that ends where another starts is not open with it: ends come first.
      while (starts < sorted.starts().length && sorted.starts()[starts] < end) {
        noteStart(sorted.starts()[starts]);
        starts++;
      }
      noteEnd(end);
    }
    for (; starts < sorted.starts().length; starts++) {
      noteStart(sorted.starts()[starts]);
    }
    if (timeline != null) {
      sorted.troubles().forEach(trouble -> timeline.add(minute * Minute.MICROS, trouble));
    }
  }

  private void noteStart(long start) {
    hasChildren = true;
    open++;
    ramp.note(open, start);
    if (timeline != null) {
      timeline.addStart(start, open);
    }
  }

  /** Interpolates linearly between the closest ranks: an end counts as its rank is near. */
  private void noteEnd(long end) {
    hasChildren = true;
    open--;
    double nearness = 1 - Math.abs(tailRank - ended);
    if (nearness > 0) {
      tailBeginsAt += end * nearness;
    }
    ended++;
    if (timeline != null) {
      timeline.addEnd(end, open);
    }
  }

  Pace pace() {
    return new Pace(
        hasChildren ? (Long) ramp.most() : null,
        ramp.endsAt(),
        hasEnds ? (Double) tailBeginsAt : null);
  }
}
