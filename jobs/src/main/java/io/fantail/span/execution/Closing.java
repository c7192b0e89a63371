package io.fantail.span.execution;

import io.fantail.archive.history.EventRole;
import io.fantail.archive.history.EventType;
import io.fantail.event.Failure;
import io.fantail.event.HistoryEvent;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.execution.StateNode.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Ends what was open when something around it ended: AWS writes no event for it, or one without a
 * name. Whatever is ended here says by which event.
 */
final class Closing {
  private Closing() {}

  /**
   * Ends the branches of a state, which have no event of their own: each did as its last state did,
   * and ended with it.
   *
   * @param mayBeMissing how many events may be missing behind the last one of a branch
   */
  static void closeBranches(StateNode state, HistoryEvent event, int mayBeMissing) {
    for (Scope inner : state.innerScopes) {
      if (inner.span.kind == SpanKind.BRANCH
          && inner.span.isOpen()
          && inner.known.missingBetween(inner.lastEventId, event.id()) <= mayBeMissing) {
        closeWithLastState(inner);
      }
    }
  }

  private static void closeWithLastState(Scope scope) {
    StateNode last = scope.lastState();
    if (last != null && last.span.endedAt != null) {
      scope.span.endWith(last.span);
    }
  }

  /**
   * Ends iterations, branches, Map Runs and attempts of a state that was stopped. Where events are
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
   * Ends the state in which an iteration or a branch was when it ended: failed where its own
   * attempt did, else stopped. A state that another one followed was left: its end is missing in
   * the archive, and stays unknown.
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

  /** Whether nothing else than a failure can come of it. */
  private static boolean isFail(StateNode state) {
    return "Fail".equals(state.span.stateType);
  }

  private static void closeState(StateNode state, HistoryEvent event, boolean failed) {
    SpanDraft lastAttempt = state.lastAttempt();
    if (state.failedItself) {
      state.span.endBy(event, SpanStatus.ERROR);
    } else if (lastAttempt != null && lastAttempt.status == SpanStatus.ERROR) {
      state.span.failure = lastAttempt.failure;
      state.span.endBy(event, SpanStatus.ERROR);
    } else if (isFail(state)) {
      state.span.endBy("FailStateEntered", state.span.beginning.at(), SpanStatus.ERROR);
    } else if (failed) {
      state.span.endBy(event, SpanStatus.ERROR);
    } else {
      boolean ended = "Succeed".equals(state.span.stateType);
      state.span.endBy(event, ended ? SpanStatus.OK : SpanStatus.ABORTED);
    }
  }

  /** Ends the attempts that ran when the execution ended, to be redriven later. */
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

  /**
   * Ends a state that was open when the execution ended, and that its redrive did not go on with.
   */
  static void closeLeft(StateNode state, HistoryEvent undoneEnd) {
    if (state.span.isOpen() && state.isAsLastSeen(undoneEnd)) {
      boolean failed = EventType.roleOf(undoneEnd.type()) != EventRole.EXECUTION_ABORTED;
      closeInside(state, undoneEnd);
      closeState(state, undoneEnd, failed);
      if (failed && state.span.failure.error() == null) {
        state.span.failure = undoneEnd.failure();
      }
    }
    state.exited = true;
  }

  /** Undoes the end of an execution that was redriven, whether there is an event of that or not. */
  static void undoEnd(ExecutionDraft draft) {
    if (draft.ended != null) {
      stopAttempts(draft.root, draft.ended);
    }
    draft.undoneEnd = draft.ended;
    draft.ended = null;
    draft.status = ExecutionStatus.RUNNING;
    StateNode last = draft.root.lastState();
    if (last != null && !last.exited && !last.isMisplaced()) {
      // Its failure ended the execution; a redrive goes on with it.
      last.span.reopen();
    }
  }

  /**
   * Ends a state that failed those around it, and all between it and the outermost, which fails
   * too.
   *
   * @param failure of the whole; null where the event does not tell it
   */
  static void closeTowards(
      StateNode outermost, StateNode failing, HistoryEvent event, @Nullable Failure failure) {
    StateNode node = failing;
    while (node != outermost && node.scope.owner != null) {
      Scope scope = node.scope;
      if (node.span.isOpen()) {
        closeInside(node, event);
        closeState(node, event, true);
        if (failure != null) {
          node.span.failure = failure;
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
