package io.fantail.span;

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
}
