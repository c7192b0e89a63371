package io.fantail.trace.link;

import io.fantail.span.Execution;
import io.fantail.span.execution.ExecutionSpans;

/** Says of an execution how many of its events are missing: ids of test histories have gaps. */
public final class Holes {
  private Holes() {}

  public static ExecutionSpans of(long missing, ExecutionSpans built) {
    Execution execution = built.execution();
    return new ExecutionSpans(
        new Execution(
            execution.arn(),
            execution.parts(),
            execution.status(),
            execution.startedAt(),
            execution.startIsKnown(),
            execution.endedAt(),
            execution.activeTime(),
            execution.failure(),
            execution.redriveCount(),
            execution.eventCount(),
            missing,
            execution.stateTransitions(),
            execution.context(),
            execution.items(),
            execution.mapRun(),
            execution.otherMapRun(),
            execution.redriveGaps()),
        built.spans(),
        built.mapRuns());
  }
}
