package io.fantail.report.comparison;

import io.fantail.shape.Column;

/** What an interval rests on; lower case in what is printed. */
public enum Method {
  /** Welch's t on the logarithm of each Map Run's percentile: it tells of runs to come, too. */
  WELCH,

  /** Welch's t on the arcsine of the root of each Map Run's share. */
  WELCH_ARCSINE,

  /** Student's t on the differences of these within each Map Run that is on both sides. */
  PAIRED,

  /** Order statistics of independent values on each side, taken together by MOVER. */
  ORDER_STATISTICS,

  /** The same of children of fewer than three Map Runs: it tells of these runs alone. */
  MOVER,

  /**
   * Hodges' and Lehmann's ratio of the same items, for each Map Run, which counts as one value as
   * with Welch: it tells of runs to come, too.
   */
  SIGNED_RANK_BY_RUN,

  /** The same of all pairs together, of fewer than three Map Runs: it tells of these alone. */
  SIGNED_RANK,

  /** Newcombe's interval of the difference of two shares, from Wilson's of each. */
  NEWCOMBE_WILSON,

  /** There is no interval. */
  NONE;

  public String word() {
    return Column.wordOf(this);
  }
}
