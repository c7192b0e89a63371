package io.fantail.span;

import java.util.Locale;

/** How a span ended; lower case in the tables. */
public enum SpanStatus {
  OK,
  /** It failed by itself, or what it waited for did. */
  ERROR,
  /**
   * It was stopped from outside: by a person, by a failing sibling, by the end of its execution.
   */
  ABORTED,
  /** The archive does not show its end. */
  UNFINISHED;

  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
