package io.fantail.span;

/**
 * Finds where the failure of an execution began and marks it terminal: the one place that an error
 * report counts, not the state, the iteration and the execution around it.
 */
final class FailureOrigins {
  private FailureOrigins() {}

  static void mark(ExecutionWalk walk, ExecutionStatus status) {
    boolean found = status == ExecutionStatus.FAILED && markIn(walk.root, walk.execution);
    if (!found) {
      // Its own time limit, or a log of level ERROR that shows nothing below.
      walk.execution.failureOrigin = true;
      walk.execution.terminal = true;
      if (status == ExecutionStatus.TIMED_OUT && walk.execution.error == null) {
        walk.execution.error = "States.Timeout";
      }
    }
  }

  private static boolean markIn(Scope scope, SpanDraft execution) {
    boolean found = false;
    for (StateNode state : scope.states) {
      if (!state.exited && state.span.status == SpanStatus.ERROR) {
        found |= markIn(state, execution);
      }
    }
    return found;
  }

  private static boolean markIn(StateNode state, SpanDraft execution) {
    SpanDraft lastAttempt = state.lastAttempt();
    if (lastAttempt != null && lastAttempt.status == SpanStatus.ERROR) {
      lastAttempt.terminal = true;
      return true;
    }
    SpanDraft mapRun = state.lastMapRun();
    if (mapRun != null && mapRun.status == SpanStatus.ERROR) {
      mapRun.terminal = true;
      return true;
    }
    boolean below = false;
    // A retry took over from the tries before the last.
    for (Scope inner : state.lastTry()) {
      below |= markIn(inner, execution);
    }
    if (!below) {
      if (state.span.error == null) {
        // Inside a Map or Parallel a Fail state's own events do not name its error.
        state.span.failLike(execution);
      }
      state.span.failureOrigin = true;
      state.span.terminal = true;
    }
    return true;
  }
}
