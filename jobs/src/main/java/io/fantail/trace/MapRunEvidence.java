package io.fantail.trace;

import java.util.Locale;

/** What the link from a child execution to its Map Run rests on. */
public enum MapRunEvidence {
  /** The child's input names its parent execution. */
  CONTEXT,
  /** One Map Run of the child's state machine and label was open when the child started. */
  TIME_WINDOW,
  /** More than one was open, and nothing tells them apart. */
  AMBIGUOUS,
  /** None was open in the archive. */
  NONE;

  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
