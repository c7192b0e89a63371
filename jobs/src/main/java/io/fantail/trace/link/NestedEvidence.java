package io.fantail.trace.link;

/** What the link from an execution to the one that started it by the API rests on. */
public enum NestedEvidence {
  /** The history of the starting execution names it, in the answer of {@code StartExecution}. */
  STARTED_EXECUTION,
  /** Its own input names the starting execution. */
  CONTEXT,
  /** Several executions say that they started it. */
  AMBIGUOUS;
}
