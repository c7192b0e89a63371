package io.fantail.trace.link;

import io.fantail.event.DescriptionSource;

/** What the link from a child execution to its Map Run rests on. */
public enum MapRunEvidence {
  /** An answer of {@code DescribeExecution}, or of the call that started it, names the Map Run. */
  DESCRIBE_EXECUTION,
  /** {@code ListExecutions} does. */
  LIST_EXECUTIONS,
  /** The child is among the results that the Map Run exported. */
  RESULT_WRITER,
  /** The child's input names its parent execution. */
  CONTEXT,
  /** One Map Run of the child's state machine and label was open when the child started. */
  TIME_WINDOW,
  /**
   * More than one was open, and nothing tells them apart; that the archive lacks the others makes
   * no difference.
   */
  AMBIGUOUS,
  /** None was open in the archive. */
  NONE;

  static MapRunEvidence of(DescriptionSource source) {
    return switch (source) {
      case LIST_EXECUTIONS -> LIST_EXECUTIONS;
      case RESULT_WRITER -> RESULT_WRITER;
      default -> DESCRIBE_EXECUTION;
    };
  }
}
