package io.fantail.report.comparison;

import io.fantail.shape.Column;

/** What is concluded; lower case in what is printed. Of a share slower means more, faster fewer. */
public enum Verdict {
  SLOWER,
  FASTER,

  /** The whole interval is too close to no change to matter. */
  SAME,

  /** The interval allows for a change that matters, and for none. */
  UNKNOWN;

  public String word() {
    return Column.wordOf(this);
  }
}
