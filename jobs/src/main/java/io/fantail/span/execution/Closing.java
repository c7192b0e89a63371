package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import org.jspecify.annotations.Nullable;

/**
 * Ends what was open when something around it ended: AWS writes no event for it, or one without a
 * name. Whatever is ended here says by which event.
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
  static void closeBranches(StateNode state, HistoryEvent event) {
    for (Scope inner : state.innerScopes) {
      if (inner.span.kind == SpanKind.BRANCH
          && inner.span.isOpen()
          && inner.known.missingBetween(inner.lastEventId, event.id()) <= mayBeMissing(event)) {
        closeWithLastState(inner);
      }
    }
  }

  /** Another state would have two events before its branch succeeds. */
  private static int mayBeMissing(HistoryEvent event) {
    return statusOf(event.type()) == SpanStatus.OK ? 1 : 0;
  }

  private static void closeWithLastState(Scope scope) {
    StateNode last = scope.lastState();
    if (last != null && last.span.endedAt != null) {
      scope.span.endWith(last.span);
    }
  }

  /**
   * Iterations, branches, Map Runs and attempts of a state that was stopped. Where events are
   * missing they may have ended otherwise before, and stay as they are.
   */
  static void closeInside(StateNode state, HistoryEvent event) {
    for (Scope inner : state.innerScopes) {
      if (inner.span.isOpen()) {
        closeScope(inner, event);
      }
    }
    if (state.isAsLastSeen(event)) {
      state.mapRuns.stream()
          .filter(SpanDraft::isOpen)
          .forEach(run -> run.endBy(event, SpanStatus.ABORTED));
    }
    stopAttempts(state, event);
  }

  private static void closeScope(Scope scope, HistoryEvent event) {
    closeStates(scope, event, false);
    StateNode last = scope.lastState();
    if (!scope.isAsLastSeen(event)) {
      return;
    }
    // Behind its last state a branch is done, an iteration was about to go on.
    boolean doneBefore = last != null && last.exited && scope.span.kind == SpanKind.ITERATION;
    if (last == null || doneBefore) {
      scope.span.endBy(event, SpanStatus.ABORTED);
    } else if (scope.span.kind == SpanKind.BRANCH) {
      closeWithLastState(scope);
    } else if (!last.span.isOpen()) {
      scope.span.endBy(event, last.span.status);
    }
  }

  /**
   * The state in which an iteration or a branch was when it ended: failed where its own attempt
   * did, else stopped. A state that another one followed was left: its end is missing in the
   * archive, and stays unknown.
   *
   * @param failed whether the event is the failure of the iteration, and so of its last state
   */
  static void closeStates(Scope scope, HistoryEvent event, boolean failed) {
    StateNode last = scope.lastState();
    if (last != null && last.span.isOpen()) {
      closeInside(last, event);
      if (last.isAsLastSeen(event) || isFail(last)) {
        closeState(last, event, failed);
      }
    }
  }

  /** Nothing else can come of it. */
  private static boolean isFail(StateNode state) {
    return "Fail".equals(state.span.stateType);
  }

  private static void closeState(StateNode state, HistoryEvent event, boolean failed) {
    SpanDraft lastAttempt = state.lastAttempt();
    if (state.failedItself) {
      state.span.endBy(event, SpanStatus.ERROR);
    } else if (lastAttempt != null && lastAttempt.status == SpanStatus.ERROR) {
      state.span.failLike(lastAttempt);
      state.span.endBy(event, SpanStatus.ERROR);
    } else if (isFail(state)) {
      state.span.endBy(state.span.beginning, SpanStatus.ERROR);
    } else if (failed) {
      state.span.endBy(event, SpanStatus.ERROR);
    } else {
      boolean ended = "Succeed".equals(state.span.stateType);
      state.span.endBy(event, ended ? SpanStatus.OK : SpanStatus.ABORTED);
    }
  }

  /** The attempts that ran when the execution ended, to be redriven later. */
  static void stopAttempts(Scope scope, HistoryEvent event) {
    for (StateNode state : scope.states) {
      if (!state.exited) {
        stopAttempts(state, event);
        state.innerScopes.forEach(inner -> stopAttempts(inner, event));
      }
    }
  }

  private static void stopAttempts(StateNode state, HistoryEvent event) {
    SpanDraft last = state.lastAttempt();
    // An attempt that another one followed had its end before.
    if (last != null
        && state.isAsLastSeen(event)
        && (last.isOpen() || last.isSaidToEndAfter(event))) {
      last.endBy(event, SpanStatus.ABORTED);
    }
  }

  /** A state that was open when the execution ended, and that its redrive never came back to. */
  static void closeLeft(StateNode state, HistoryEvent undoneEnd) {
    if (state.span.isOpen() && state.isAsLastSeen(undoneEnd)) {
      boolean failed = !undoneEnd.type().equals("ExecutionAborted");
      closeInside(state, undoneEnd);
      closeState(state, undoneEnd, failed);
      if (failed && state.span.error == null) {
        state.span.fail(undoneEnd);
      }
    }
    state.exited = true;
  }

  /** Everything, when the execution ended with {@code event}. */
  static void closeExecution(ExecutionWalk walk, HistoryEvent event, ExecutionStatus status) {
    SpanDraft execution = walk.execution;
    execution.end(event.at(), status.spanStatus());
    execution.output = event.output();
    // A success leaves no state open: where one is, its end is missing in the archive.
    if (status == ExecutionStatus.SUCCEEDED) {
      return;
    }
    execution.fail(event);
    if (status == ExecutionStatus.TIMED_OUT && execution.error == null) {
      execution.error = "States.Timeout";
    }
    StateNode failing = status == ExecutionStatus.FAILED ? FailingState.find(walk, event) : null;
    StateNode last = failing == null ? lastKnown(walk, event) : failing.outermost();
    if (failing != null && last != null) {
      closeTowards(last, failing, event, execution);
    }
    if (last != null && last.span.isOpen()) {
      closeInside(last, event);
      if (status == ExecutionStatus.ABORTED) {
        // Also when its last attempt had failed: another would have followed.
        last.span.endBy(event, SpanStatus.ABORTED);
      } else {
        last.span.failLike(execution);
        last.span.endBy(event, SpanStatus.ERROR);
      }
    } else if (last != null && !last.exited && status.isUnsuccessful()) {
      nameFailure(last, execution);
    }
    if (status.isUnsuccessful()) {
      FailureOrigins.mark(walk, event, failing);
    }
  }

  /** With events missing, nobody knows whether the last state seen was left before the end. */
  private static @Nullable StateNode lastKnown(ExecutionWalk walk, HistoryEvent ended) {
    StateNode last = walk.root.lastState();
    return last != null && last.isAsLastSeen(ended) && !last.isMisplaced() ? last : null;
  }

  /** A Map or Parallel that failed has an event of that, which does not name the error. */
  private static void nameFailure(StateNode container, SpanDraft execution) {
    if (container.span.error == null && container.span.status == SpanStatus.ERROR) {
      container.span.failLike(execution);
    }
  }

  /**
   * A state within others failed them: it, and all between it and the outermost, which fails too.
   *
   * @param failure of the whole, where the event tells it
   */
  static void closeTowards(
      StateNode outermost, StateNode failing, HistoryEvent event, @Nullable SpanDraft failure) {
    StateNode node = failing;
    while (node != outermost && node.scope.owner != null) {
      Scope scope = node.scope;
      if (node.span.isOpen()) {
        closeInside(node, event);
        closeState(node, event, true);
        if (failure != null) {
          node.span.failLike(failure);
        }
      }
      if (scope.span.isOpen()) {
        if (scope.span.kind == SpanKind.BRANCH) {
          closeWithLastState(scope);
        } else {
          scope.span.endBy(event, SpanStatus.ERROR);
        }
      }
      node = node.scope.owner;
    }
  }
}
