package io.fantail.trace.link;

import io.fantail.event.ExecutionArn;
import io.fantail.shape.Fields;

/** The trace that an execution is part of, and the execution that this one begins with. */
public record TracePlace(String rootExecutionArn, String traceId) {

  static TracePlace shape(Fields<TracePlace> fields) {
    return new TracePlace(
        fields.text(TracePlace::rootExecutionArn), fields.text(TracePlace::traceId));
  }

  /** Whether it begins with a child: what is above that is not known, and may be anything. */
  boolean isCutOff() {
    ExecutionArn root = ExecutionArn.parse(rootExecutionArn);
    return root != null && root.isDistributedMapChild();
  }
}
