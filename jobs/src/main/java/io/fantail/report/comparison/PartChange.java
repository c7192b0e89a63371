package io.fantail.report.comparison;

import io.fantail.trace.path.TimePart;
import java.util.Comparator;

/**
 * How much of the time of an execution a part took on both sides, on average.
 *
 * @param group of kind execution
 * @param baseMs mean of the executions of which it is known
 * @param againstMs the same of the second side
 */
public record PartChange(ComparedGroup group, TimePart part, double baseMs, double againstMs) {

  /** By group, and in it the part that changed most first. */
  public static final Comparator<PartChange> MOST_CHANGED_FIRST =
      Comparator.comparing(PartChange::group, ComparedGroup.IN_ORDER)
          .thenComparingDouble(one -> -Math.abs(one.changeMs()))
          .thenComparing(PartChange::part);

  public double changeMs() {
    return againstMs - baseMs;
  }
}
