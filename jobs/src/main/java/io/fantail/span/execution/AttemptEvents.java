package io.fantail.span.execution;

import io.fantail.archive.history.EventRole;
import io.fantail.event.Failure;
import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Instant;
import java.util.Objects;

/** What events do to the attempts of a Task state, of all integrations. */
final class AttemptEvents {
  private AttemptEvents() {}

  static Place schedule(Step step) {
    StateNode state = step.previous().state();
    return state == null
        ? unplaced(step)
        : new Place(state.scope, state, newAttempt(step.draft(), step.event(), state));
  }

  private static SpanDraft newAttempt(ExecutionDraft draft, HistoryEvent event, StateNode state) {
    EvaluationEvents.addTryBefore(draft, event, state);
    boolean again = draft.isBehindRedrive(state) || !state.attempts.isEmpty();
    draft.stateTransitions += again ? 1 : 0;
    draft.goOnWith(state);
    state.failedItself = false;
    int retryCount = state.retries(event.redriveCount());
    Instant enteredAt = state.span.beginning.at();
    String published =
        SpanIds.ofAttempt(
            event.executionArn(), state.name(), enteredAt, retryCount, event.redriveCount());
    boolean taken = !draft.publishedIds.add(published);
    String spanId =
        taken ? SpanIds.ofEvent(SpanKind.ATTEMPT, event.executionArn(), event.id()) : published;
    SpanDraft before = state.lastAttempt();
    SpanDraft attempt = state.addAttempt(event, spanId, retryCount + 1);
    if (taken) {
      attempt.attributes.put(SpanAttributes.DATADOG_SPAN_ID_TAKEN, published);
    }
    attempt.resource = event.resource();
    attempt.note(event.call());
    attempt.noteLimits(event.limits());
    if (retryCount > 0) {
      attempt.noteBackoffSince(before);
    }
    return attempt;
  }

  /** Its state's events are missing: what it was, how long it took and why it failed stay told. */
  private static Place unplaced(Step step) {
    HistoryEvent event = step.event();
    SpanDraft attempt =
        SpanDraft.of(
            SpanKind.ATTEMPT,
            event,
            step.draft().execution,
            event.resource() == null ? "" : event.resource());
    attempt.resource = event.resource();
    attempt.note(event.call());
    attempt.noteLimits(event.limits());
    attempt.attributes.put(SpanAttributes.PREDECESSOR_MISSING, SpanAttributes.YES);
    step.draft().unplaced.add(attempt);
    return new Place(step.previous().scope(), null, attempt);
  }

  /**
   * Notes when the attempt went on.
   *
   * @param attribute that tells the time
   */
  static Place progress(Step step, String attribute) {
    HistoryEvent event = step.event();
    Place place = ofAttempt(step);
    SpanDraft attempt = place.openAttempt();
    if (attempt != null) {
      attempt.learn(event);
      attempt.attributes.putIfAbsent(attribute, event.at().toString());
    }
    return place;
  }

  static Place succeed(Step step) {
    HistoryEvent event = step.event();
    Place place = ofAttempt(step);
    SpanDraft attempt = place.openAttempt();
    if (attempt != null) {
      attempt.learn(event);
      attempt.leave(event.payload());
      attempt.end(event.at(), SpanStatus.OK);
    }
    return place;
  }

  /** Where the archive lacks what was scheduled, it began before the first event that it has. */
  private static Place ofAttempt(Step step) {
    Place previous = step.previous();
    boolean isFirst = previous.state() == null && previous.openAttempt() == null;
    if (!isFirst || !step.predecessorIsMissing()) {
      return previous;
    }
    Place place = unplaced(step);
    Objects.requireNonNull(place.attempt()).noteMissingStart();
    return place;
  }

  static Place fail(Step step) {
    HistoryEvent event = step.event();
    SpanDraft attempt = step.previous().openAttempt();
    Place place = step.previous();
    if (attempt == null || isAnother(step, attempt)) {
      place = schedule(step);
      attempt = place.attempt();
      if (attempt != null && step.predecessorIsMissing() && !isOfScheduling(step)) {
        attempt.noteMissingStart();
      }
    }
    if (attempt != null) {
      Failure failure = event.failure();
      attempt.learn(event);
      attempt.failure = step.role() == EventRole.ATTEMPT_TIMED_OUT ? failure.ofTime() : failure;
      attempt.failureOrigin = true;
      attempt.end(event.at(), SpanStatus.ERROR);
    }
    return place;
  }

  /** A retry that could not be scheduled hangs on the failure of the attempt before. */
  private static boolean isAnother(Step step, SpanDraft attempt) {
    return attempt.status == SpanStatus.ERROR
        || attempt.beginning.redriveCount() != step.event().redriveCount()
        || (isOfScheduling(step) && !attempt.isOpen());
  }

  private static boolean isOfScheduling(Step step) {
    return step.role() == EventRole.ATTEMPT_NOT_SCHEDULED;
  }
}
