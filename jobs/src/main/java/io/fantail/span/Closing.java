package io.fantail.span;

import io.fantail.event.HistoryEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends what was open when something around it ended: AWS writes no event for it, or one without a
 * name.
 */
final class Closing {
  private Closing() {}

  /** How the part that an event ends did, by the last word of the event's type. */
  static SpanStatus statusOf(String type) {
    if (type.endsWith("Succeeded")) {
      return SpanStatus.OK;
    }
    return type.endsWith("Aborted") ? SpanStatus.ABORTED : SpanStatus.ERROR;
  }

  /** Iterations, branches, Map Runs and attempts of a state that is over. */
  static void closeInside(StateNode state, Instant at) {
    for (Scope inner : state.innerScopes) {
      closeStates(inner, at);
      if (inner.span.isOpen()) {
        inner.span.end(at, lastStatusOf(inner));
      }
    }
    state.mapRuns.stream()
        .filter(SpanDraft::isOpen)
        .forEach(run -> run.end(at, SpanStatus.ABORTED));
    state.attempts.stream()
        .filter(SpanDraft::isOpen)
        .forEach(attempt -> attempt.end(at, SpanStatus.ABORTED));
  }

  /**
   * The states of an iteration or a branch that is over: failed where their own attempt did, else
   * stopped.
   */
  static void closeStates(Scope scope, Instant at) {
    for (StateNode state : scope.states) {
      if (state.span.isOpen()) {
        closeInside(state, at);
        closeState(state, at, null);
      }
    }
  }

  /** Everything, when the execution ended with {@code event}. */
  static void closeExecution(ExecutionWalk walk, HistoryEvent event, ExecutionStatus status) {
    SpanDraft execution = walk.execution;
    execution.end(event.at(), status.spanStatus());
    execution.output = event.output();
    if (status != ExecutionStatus.SUCCEEDED) {
      execution.fail(event);
    }
    List<StateNode> states = walk.root.states;
    StateNode last = states.isEmpty() ? null : states.get(states.size() - 1);
    // A state that another one followed was left: its end is missing in the archive, and stays
    // unknown.
    if (last != null && last.span.isOpen()) {
      closeInside(last, event.at());
      closeState(last, event.at(), status.isUnsuccessful() ? execution : null);
    }
    if (status.isUnsuccessful()) {
      FailureOrigins.mark(walk, status);
    }
  }

  /**
   * @param failure of the whole, which is this state's too as it is the one that was open
   */
  private static void closeState(StateNode state, Instant at, @Nullable SpanDraft failure) {
    SpanDraft lastAttempt = state.lastAttempt();
    boolean ended = "Succeed".equals(state.span.stateType);
    if (state.span.failureOrigin) {
      state.span.end(at, SpanStatus.ERROR);
    } else if (failure != null) {
      state.span.failLike(failure);
      state.span.end(at, SpanStatus.ERROR);
    } else if (lastAttempt != null && lastAttempt.status == SpanStatus.ERROR) {
      state.span.failLike(lastAttempt);
      state.span.end(at, SpanStatus.ERROR);
    } else if ("Fail".equals(state.span.stateType)) {
      state.span.end(state.span.beginning.at(), SpanStatus.ERROR);
    } else {
      state.span.end(at, ended ? SpanStatus.OK : SpanStatus.ABORTED);
    }
  }

  private static SpanStatus lastStatusOf(Scope scope) {
    if (scope.states.isEmpty()) {
      return SpanStatus.ABORTED;
    }
    SpanStatus last = scope.states.get(scope.states.size() - 1).span.status;
    return last == SpanStatus.UNFINISHED ? SpanStatus.ABORTED : last;
  }
}
