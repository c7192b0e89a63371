package io.fantail.report.maprun;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Finds when a Map Run first had 90 % of the children open that it ever had open at once. Which
 * number that is shows only at the end; but it is among the last tenth of the highest numbers so
 * far, and no more than the moments are held at which each of these was first reached.
 */
public final class Ramp {
  /** When each number from {@link #share} to {@link #most} was first reached. */
  private final Deque<Long> reachedAt = new ArrayDeque<>();

  private long most;

  /**
   * When a Map Run had filled up, of which all times are at hand.
   *
   * @param starts of all children, in any order
   * @param ends of the same, in the same unit
   * @return the moment in that unit; {@link Long#MIN_VALUE} where there is no child
   */
  public static long endOf(long[] starts, long[] ends) {
    long[] sortedStarts = starts.clone();
    long[] sortedEnds = ends.clone();
    Arrays.sort(sortedStarts);
    Arrays.sort(sortedEnds);
    Ramp ramp = new Ramp();
    int ended = 0;
    for (int started = 0; started < sortedStarts.length; started++) {
      // A child that ends where another starts is not open with it.
      while (ended < started && sortedEnds[ended] <= sortedStarts[started]) {
        ended++;
      }
      ramp.note(started + 1L - ended, sortedStarts[started]);
    }
    Long end = ramp.endsAt();
    return end == null ? Long.MIN_VALUE : end;
  }

  /**
   * One more child is open.
   *
   * @param open how many now are
   * @param at when, in microseconds since 1970; never before the last moment noted
   */
  void note(long open, long at) {
    if (open > most) {
      most = open;
      reachedAt.addLast(at);
      while (reachedAt.size() > most - share() + 1) {
        reachedAt.removeFirst();
      }
    }
  }

  /** 90 % of the most, or the next number above. */
  private long share() {
    return (9 * most + 9) / 10;
  }

  /** The most children that were open at one moment. */
  long most() {
    return most;
  }

  /** In microseconds since 1970; null where none was ever open. */
  @Nullable Long endsAt() {
    return reachedAt.peekFirst();
  }
}
