package io.fantail.trace.link;

import io.fantail.event.ExecutionArn;

/** The trace that an execution is part of, and the execution that this one begins with. */
record TracePlace(String rootExecutionArn, String traceId) {

  /** A child is no root: what is above it is not known, and may be anything. */
  static boolean isCutOff(String rootExecutionArn) {
    ExecutionArn root = ExecutionArn.parse(rootExecutionArn);
    return root != null && root.isDistributedMapChild();
  }
}
