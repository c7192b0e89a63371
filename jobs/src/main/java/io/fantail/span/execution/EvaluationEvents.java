package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.execution.SpanDraft.Beginning;
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
   * Returns the attempt that the event is, where it is not the first; else null.
   *
   * @param event of the state
   */
  static @Nullable SpanDraft failAgain(ExecutionDraft draft, HistoryEvent event, StateNode state) {
    SpanDraft last = state.lastAttempt();
    boolean lastFailedAlike =
        last != null
            && last.has(SpanAttributes.FAILED_EVALUATION)
            && isTryBefore(draft, last.beginning, event);
    HistoryEvent before = state.failedEvaluation;
    boolean followsAnother =
        lastFailedAlike || (before != null && isTryBefore(draft, Beginning.of(before), event));
    if (!followsAnother || isOfCatch(event)) {
      return null;
    }
    addTryBefore(draft, event, state);
    draft.goOnWith(state);
    return add(draft, event, state);
  }

  /** Makes an attempt of the evaluation that failed, now that another one follows. */
  static void addTryBefore(ExecutionDraft draft, HistoryEvent next, StateNode state) {
    HistoryEvent before = state.failedEvaluation;
    state.failedEvaluation = null;
    if (before != null && isTryBefore(draft, Beginning.of(before), next)) {
      state.failedItself = false;
      state.span.failureOrigin = false;
      state.span.forgetFailureBelow();
      add(draft, before, state);
    }
  }

  /** A redrive, of which the event may be missing, is no retry. */
  private static boolean isTryBefore(ExecutionDraft draft, Beginning before, HistoryEvent next) {
    return before.redriveCount() == draft.redriveCount
        && draft.known.missingBetween(before.eventId(), next.id()) == 0;
  }

  /** What {@code Catch} makes of a failure is evaluated once. */
  private static boolean isOfCatch(HistoryEvent event) {
    String details = event.details();
    return details != null && details.replace(" ", "").contains(OF_CATCH);
  }

  private static SpanDraft add(ExecutionDraft draft, HistoryEvent event, StateNode state) {
    SpanDraft last = state.lastAttempt();
    // Its call went well, and what came back could not be evaluated.
    boolean isOfLast =
        last != null
            && last.status == SpanStatus.OK
            && last.beginning.redriveCount() == event.redriveCount();
    int retries = state.retries(event.redriveCount());
    String spanId = SpanIds.ofEvent(SpanKind.ATTEMPT, event.executionArn(), event.id());
    SpanDraft attempt = state.addAttempt(event, spanId, isOfLast ? retries : retries + 1);
    attempt.attributes.put(SpanAttributes.FAILED_EVALUATION, SpanAttributes.YES);
    attempt.failure = event.failure();
    attempt.failureOrigin = true;
    attempt.end(event.at(), SpanStatus.ERROR);
    if (!isOfLast && last != null) {
      attempt.noteBackoffSince(last);
      draft.stateTransitions++;
    }
    return attempt;
  }
}
