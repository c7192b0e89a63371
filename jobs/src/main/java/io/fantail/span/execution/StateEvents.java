package io.fantail.span.execution;

import io.fantail.archive.history.EventType;
import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.execution.StateNode.Scope;
import org.jspecify.annotations.Nullable;

/** What events do to states of every type. */
final class StateEvents {
  private StateEvents() {}

  static Place enter(Step step) {
    ExecutionDraft draft = step.draft();
    HistoryEvent event = step.event();
    Place previous = step.previous();
    StateNode parallel = previous.startsBranches() ? previous.state() : null;
    Scope scope =
        parallel == null
            ? previous.scope()
            : parallel.addScope(SpanKind.BRANCH, event, parallel.lastTry().size());
    leaveBehind(draft, scope.lastState());
    String name = event.stateName() == null ? "" : event.stateName();
    StateNode state = draft.addState(event, event.id(), scope, name);
    state.span.stateType = EventType.stateTypeOf(event.type());
    if (step.predecessorIsMissing()) {
      state.span.attributes.put(SpanAttributes.PREDECESSOR_MISSING, SpanAttributes.YES);
    }
    draft.stateTransitions++;
    return Place.of(state);
  }

  /**
   * Ends a state with the execution, where a redrive did not go on with it but entered it again.
   */
  private static void leaveBehind(ExecutionDraft draft, @Nullable StateNode former) {
    HistoryEvent undoneEnd = draft.undoneEnd;
    if (undoneEnd != null && former != null && !former.exited && draft.isBehindRedrive(former)) {
      Closing.closeLeft(former, undoneEnd);
    }
  }

  static Place exit(Step step) {
    ExecutionDraft draft = step.draft();
    HistoryEvent event = step.event();
    StateNode state = step.openNamed();
    if (state == null) {
      return step.orNowhere();
    }
    if (draft.isBehindRedrive(state)) {
      // A Wait goes on after a redrive without an event of that.
      draft.goOnWith(state);
      draft.stateTransitions++;
    }
    Closing.closeBranches(state, event, 0);
    noteCaughtError(state);
    state.exited = true;
    state.span.leave(event.payload());
    state.span.end(event.at(), SpanStatus.OK);
    state.span.forgetFailureBelow();
    return Place.of(state);
  }

  /** Notes the error of what failed and was left all the same: it was caught. */
  private static void noteCaughtError(StateNode state) {
    SpanDraft last = state.lastAttempt();
    boolean attemptFailed = last != null && last.status == SpanStatus.ERROR;
    if (attemptFailed || state.failedItself || state.span.status == SpanStatus.ERROR) {
      SpanDraft failed = last != null && attemptFailed && !state.failedItself ? last : state.span;
      String error = failed.failure.error();
      state.span.attributes.put(
          SpanAttributes.CAUGHT_ERROR, error == null ? SpanAttributes.UNKNOWN : error);
    }
  }

  /**
   * Ends a state that was aborted: {@code TaskStateAborted} and {@code WaitStateAborted} name none.
   * Where one hangs on its state's own events it is that state's; where it hangs on the failure
   * that aborted it, as all do that are recorded, the state ends with the container that failed.
   */
  static Place abort(Step step) {
    HistoryEvent event = step.event();
    StateNode state = step.previous().state();
    SpanDraft attempt = step.previous().attempt();
    if (state != null
        && state.isOpen(EventType.stateTypeOf(event.type()))
        && !state.failedItself
        && (attempt == null ? nothingIsMissing(state, event) : attempt.isOpen())) {
      Closing.closeInside(state, event);
      state.span.end(event.at(), SpanStatus.ABORTED);
      // A runtime error has no event: the abort may hang on the Entered of what failed itself.
      state.mayHaveFailed = attempt == null;
    }
    return step.previous();
  }

  /** An evaluation that failed hangs before the state, and may be missing behind its Entered. */
  private static boolean nothingIsMissing(StateNode state, HistoryEvent event) {
    return state.scope.known.missingBetween(state.lastEventId, event.id()) == 0;
  }

  /** Hangs in the chain before the state's own Entered: only its {@code state} names it. */
  static Place failEvaluation(Step step) {
    HistoryEvent event = step.event();
    StateNode state = step.openNamed();
    String name = event.stateName();
    if (state == null && !step.draft().known.isComplete() && name != null) {
      state = failedAtOnce(step, name);
    }
    if (state == null) {
      return step.orNowhere();
    }
    SpanDraft attempt = EvaluationEvents.failAgain(step.draft(), event, state);
    if (attempt == null) {
      state.span.failure = event.failure();
      state.span.failureOrigin = true;
      state.failedItself = true;
      state.failedEvaluation = event;
    }
    return new Place(state.scope, state, attempt);
  }

  /** Its Entered is missing; what comes before that tells where it is, unless a branch begins. */
  private static StateNode failedAtOnce(Step step, String name) {
    HistoryEvent failure = step.event();
    Place previous = step.previous();
    if (step.predecessorIsMissing() || previous.startsBranches()) {
      return step.draft().addUnplacedState(failure, failure.id(), name);
    }
    StateNode state = step.draft().addState(failure, failure.id(), previous.scope(), name);
    state.span.noteMissingStart();
    return state;
  }
}
