package io.fantail.span;

import io.fantail.event.HistoryEvent;
import java.time.Instant;
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

  /** No event ends a branch: it did as its last state did, and ended with it. */
  static void closeBranches(StateNode state) {
    for (Scope inner : state.innerScopes) {
      StateNode last = inner.lastState();
      if (inner.span.kind == SpanKind.BRANCH && inner.span.isOpen() && last != null) {
        endWith(last, inner);
      }
    }
  }

  private static void endWith(StateNode last, Scope scope) {
    if (last.span.endedAt != null) {
      scope.span.end(last.span.endedAt, last.span.status);
    }
  }

  /** Iterations, branches, Map Runs and attempts of a state that was stopped. */
  static void closeInside(StateNode state, Instant at) {
    for (Scope inner : state.innerScopes) {
      closeStates(inner, at);
      StateNode last = inner.lastState();
      if (inner.span.isOpen() && last == null) {
        inner.span.end(at, SpanStatus.ABORTED);
      } else if (inner.span.isOpen() && last != null) {
        endWith(last, inner);
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
   * The state in which an iteration or a branch was when it ended: failed where its own attempt
   * did, else stopped. A state that another one followed was left: its end is missing in the
   * archive, and stays unknown.
   */
  static void closeStates(Scope scope, Instant at) {
    StateNode last = scope.lastState();
    if (last != null && last.span.isOpen()) {
      closeInside(last, at);
      closeState(last, at, null);
    }
  }

  /** The attempts that ran when the execution ended, to be redriven later. */
  static void stopAttempts(Scope scope, Instant at) {
    for (StateNode state : scope.states) {
      state.attempts.stream()
          .filter(SpanDraft::isOpen)
          .forEach(attempt -> attempt.end(at, SpanStatus.ABORTED));
      state.innerScopes.forEach(inner -> stopAttempts(inner, at));
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
    StateNode last = walk.root.lastState();
    // A success leaves no state open: where one is, its end is missing in the archive.
    boolean stopped = status != ExecutionStatus.SUCCEEDED;
    if (stopped && last != null && last.span.isOpen()) {
      closeInside(last, event.at());
      if (status == ExecutionStatus.ABORTED) {
        // Also when its last attempt had failed: another would have followed.
        last.span.end(event.at(), SpanStatus.ABORTED);
      } else {
        closeState(last, event.at(), execution);
      }
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
}
