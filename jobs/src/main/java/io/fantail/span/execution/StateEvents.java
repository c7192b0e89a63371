package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import org.jspecify.annotations.Nullable;

/** What events do to states of every type. */
final class StateEvents {
  private static final String ENTERED = "StateEntered";

  private StateEvents() {}

  static Place enter(ExecutionWalk walk, HistoryEvent event, Place previous) {
    StateNode parallel = previous.startsBranches() ? previous.state() : null;
    Scope scope = parallel == null ? previous.scope() : ContainerEvents.newBranch(event, parallel);
    leaveBehind(walk, scope.lastState());
    String name = event.stateName() == null ? "" : event.stateName();
    StateNode state = newState(walk, event, event.id(), scope, name);
    state.span.stateType = event.type().replace(ENTERED, "");
    if (walk.predecessorIsMissing()) {
      state.span.attributes.put(SpanAttributes.PREDECESSOR_MISSING, SpanAttributes.YES);
    }
    walk.stateTransitions++;
    return new Place(scope, state, null, false);
  }

  private static StateNode newState(
      ExecutionWalk walk, HistoryEvent event, long enteredId, Scope scope, String name) {
    SpanDraft span =
        new SpanDraft(
            SpanKind.STATE,
            event,
            scope.span,
            SpanIds.ofEvent(SpanKind.STATE, event.executionArn(), enteredId),
            name);
    span.stateName = name;
    StateNode state = new StateNode(span, scope, walk.redriveCount());
    scope.states.add(state);
    if (walk.redriveCount() > 0) {
      state.reopen(walk.redriveCount());
    }
    return state;
  }

  /** A state of which only its failure is there, as in a log of level ERROR. */
  static StateNode known(ExecutionWalk walk, HistoryEvent failure, long enteredId, String name) {
    StateNode state = newState(walk, failure, enteredId, walk.root, name);
    state.span.startIsMissing();
    state.unplaced = true;
    return state;
  }

  /** Its Entered is missing; what comes before that tells where it is, unless a branch begins. */
  private static StateNode failedAtOnce(
      ExecutionWalk walk, HistoryEvent failure, Place previous, String name) {
    if (walk.predecessorIsMissing() || previous.startsBranches()) {
      return known(walk, failure, failure.id(), name);
    }
    StateNode state = newState(walk, failure, failure.id(), previous.scope(), name);
    state.span.startIsMissing();
    return state;
  }

  /** A state that a redrive did not go on with, but entered again, ended with the execution. */
  private static void leaveBehind(ExecutionWalk walk, @Nullable StateNode former) {
    HistoryEvent undoneEnd = walk.undoneEnd();
    if (undoneEnd != null && former != null && !former.exited && walk.isBehindRedrive(former)) {
      Closing.closeLeft(former, undoneEnd);
    }
  }

  static Place exit(ExecutionWalk walk, HistoryEvent event, Place previous) {
    StateNode state = walk.openNamed(previous, event.stateName());
    if (state == null) {
      return walk.orNowhere(previous);
    }
    if (walk.isBehindRedrive(state)) {
      // A Wait goes on after a redrive without an event of that.
      state.reopen(walk.redriveCount());
      walk.stateTransitions++;
    }
    Closing.closeBranches(state, event);
    SpanDraft lastAttempt = state.lastAttempt();
    boolean attemptFailed = lastAttempt != null && lastAttempt.status == SpanStatus.ERROR;
    boolean failed = attemptFailed || state.failedItself || state.span.status == SpanStatus.ERROR;
    if (failed) {
      String error =
          attemptFailed && !state.failedItself && lastAttempt != null
              ? lastAttempt.error
              : state.span.error;
      state.span.attributes.put(
          SpanAttributes.CAUGHT_ERROR, error == null ? SpanAttributes.UNKNOWN : error);
    }
    state.exited = true;
    state.span.output = event.output();
    state.span.end(event.at(), SpanStatus.OK);
    state.span.forgetFailureBelow();
    return new Place(state.scope, state, null, false);
  }

  /**
   * {@code TaskStateAborted} and {@code WaitStateAborted} name no state. Where one hangs on its
   * state's own events it is that state's; where it hangs on the failure that aborted it, as all do
   * that are recorded, the state ends with the container that failed.
   */
  static Place abort(HistoryEvent event, Place previous) {
    StateNode state = previous.state();
    SpanDraft attempt = previous.attempt();
    boolean isItsOwn =
        state != null
            && state.isOpen(event.type().replace("StateAborted", ""))
            && !state.failedItself
            && (attempt == null ? nothingIsMissing(state, event) : attempt.isOpen());
    if (isItsOwn && state != null) {
      Closing.closeInside(state, event);
      state.span.end(event.at(), SpanStatus.ABORTED);
      // A runtime error has no event: the abort may hang on the Entered of what failed itself.
      state.mayHaveFailed = attempt == null;
    }
    return previous;
  }

  /** An evaluation that failed hangs before the state, and may be missing behind its Entered. */
  private static boolean nothingIsMissing(StateNode state, HistoryEvent event) {
    return state.scope.known.missingBetween(state.lastEventId, event.id()) == 0;
  }

  /** Hangs in the chain before the state's own Entered: only its {@code state} names it. */
  static Place failEvaluation(ExecutionWalk walk, HistoryEvent event, Place previous) {
    StateNode state = walk.openNamed(previous, event.stateName());
    String name = event.stateName();
    if (state == null && !walk.known.isComplete() && name != null) {
      state = failedAtOnce(walk, event, previous, name);
    }
    if (state == null) {
      return walk.orNowhere(previous);
    }
    SpanDraft attempt = EvaluationEvents.failAgain(walk, event, state);
    if (attempt == null) {
      state.span.fail(event);
      state.span.failureOrigin = true;
      state.failedItself = true;
      state.failedEvaluation = event;
    }
    return new Place(state.scope, state, attempt, false);
  }
}
