package io.fantail.span;

import io.fantail.event.HistoryEvent;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the failure of an execution began and marks it terminal: the one place that an error
 * report counts, not the state, the iteration and the execution around it.
 */
final class FailureOrigins {
  private FailureOrigins() {}

  static void mark(ExecutionWalk walk, HistoryEvent ended, ExecutionStatus status) {
    boolean found =
        status == ExecutionStatus.FAILED
            && (markIn(walk.root, walk.execution)
                || markUnplaced(walk.placeOf(ended.previousId())));
    if (!found) {
      // Its own time limit, or a log that shows nothing below.
      walk.execution.failureOrigin = true;
      walk.execution.terminal = true;
    }
  }

  /** An attempt whose state is missing, as in a log of level ERROR. */
  private static boolean markUnplaced(@Nullable Place before) {
    SpanDraft attempt = before == null ? null : before.attempt();
    if (attempt == null || attempt.status != SpanStatus.ERROR) {
      return false;
    }
    attempt.terminal = true;
    return true;
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
    if (state.failedItself) {
      return markState(state, execution);
    }
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
    return markBelow(state, execution) || markState(state, execution);
  }

  /** In what failed the container; what failed besides was stopped, and what failed before was. */
  private static boolean markBelow(StateNode state, SpanDraft execution) {
    if (state.succeeded) {
      return false;
    }
    Scope failing = state.failingScope;
    if (failing != null && markIn(failing, execution)) {
      return true;
    }
    boolean found = false;
    // A retry took over from the tries before the last.
    for (Scope inner : state.lastTry()) {
      found |= markIn(inner, execution);
    }
    return found;
  }

  private static boolean markState(StateNode state, SpanDraft execution) {
    if (state.span.error == null) {
      // Inside a Map or Parallel a Fail state's own events do not name its error.
      state.span.failLike(execution);
    }
    state.span.failureOrigin = true;
    state.span.terminal = true;
    return true;
  }
}
