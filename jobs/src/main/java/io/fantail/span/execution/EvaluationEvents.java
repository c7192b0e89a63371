package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import org.jspecify.annotations.Nullable;

/**
 * What {@code EvaluationFailed} does to the attempts of a state. One alone is the failure of its
 * state. Where {@code Retry} tries the state again, whether that fails in the same way or goes on,
 * each is the failure of an attempt. There is no event between two of them: "Retry" covers {@code
 * States.QueryEvaluationError} by the Developer Guide, and people report their order.
 */
final class EvaluationEvents {
  private static final String OF_CATCH = "\"location\":\"Catch";

  private EvaluationEvents() {}

  /**
   * The attempt that the event is, where it is not the first; else null.
   *
   * @param event of the state
   */
  static @Nullable SpanDraft failAgain(ExecutionWalk walk, HistoryEvent event, StateNode state) {
    SpanDraft last = state.lastAttempt();
    boolean lastFailedAlike =
        last != null
            && last.attributes.containsKey(SpanAttributes.FAILED_EVALUATION)
            && isTryBefore(walk, last.beginning, event);
    HistoryEvent before = state.failedEvaluation;
    boolean followsAnother =
        lastFailedAlike || (before != null && isTryBefore(walk, before, event));
    if (!followsAnother || isOfCatch(event)) {
      return null;
    }
    addTryBefore(walk, event, state);
    if (walk.redriveCount() > 0) {
      state.reopen(walk.redriveCount());
    }
    return add(walk, event, state);
  }

  /** The evaluation that failed was an attempt, now that another one follows. */
  static void addTryBefore(ExecutionWalk walk, HistoryEvent next, StateNode state) {
    HistoryEvent before = state.failedEvaluation;
    state.failedEvaluation = null;
    if (before != null && isTryBefore(walk, before, next)) {
      state.failedItself = false;
      state.span.failureOrigin = false;
      state.span.forgetFailureBelow();
      add(walk, before, state);
    }
  }

  /** A redrive, of which the event may be missing, is no retry. */
  private static boolean isTryBefore(ExecutionWalk walk, HistoryEvent before, HistoryEvent next) {
    return before.redriveCount() == walk.redriveCount()
        && walk.known.missingBetween(before.id(), next.id()) == 0;
  }

  /** What {@code Catch} makes of a failure is evaluated once. */
  private static boolean isOfCatch(HistoryEvent event) {
    String details = event.details();
    return details != null && details.replace(" ", "").contains(OF_CATCH);
  }

  private static SpanDraft add(ExecutionWalk walk, HistoryEvent event, StateNode state) {
    SpanDraft last = state.lastAttempt();
    // Its call went well, and what came back could not be evaluated.
    boolean isOfLast =
        last != null
            && last.status == SpanStatus.OK
            && last.beginning.redriveCount() == event.redriveCount();
    int retries = AttemptEvents.retriesBefore(event, state);
    SpanDraft attempt =
        new SpanDraft(
            SpanKind.ATTEMPT,
            event,
            state.span,
            SpanIds.ofEvent(SpanKind.ATTEMPT, event.executionArn(), event.id()),
            state.name());
    attempt.stateName = state.name();
    attempt.stateType = state.span.stateType;
    attempt.attempt = isOfLast ? retries : retries + 1;
    attempt.attributes.put(SpanAttributes.FAILED_EVALUATION, SpanAttributes.YES);
    attempt.fail(event);
    attempt.failureOrigin = true;
    attempt.end(event.at(), SpanStatus.ERROR);
    if (!isOfLast && last != null) {
      AttemptEvents.noteBackoff(attempt, last);
      walk.stateTransitions++;
    }
    state.attempts.add(attempt);
    return attempt;
  }
}
