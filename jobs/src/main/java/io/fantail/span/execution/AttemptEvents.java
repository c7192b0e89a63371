package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What events do to the attempts of a Task state, of all integrations. */
final class AttemptEvents {
  private AttemptEvents() {}

  static Place schedule(ExecutionWalk walk, HistoryEvent event, Place previous) {
    StateNode state = previous.state();
    return state == null
        ? unplaced(walk, event, previous)
        : new Place(state.scope, state, newAttempt(walk, event, state), false);
  }

  private static SpanDraft newAttempt(ExecutionWalk walk, HistoryEvent event, StateNode state) {
    EvaluationEvents.addTryBefore(walk, event, state);
    boolean again = walk.isBehindRedrive(state) || !state.attempts.isEmpty();
    walk.stateTransitions += again ? 1 : 0;
    if (walk.redriveCount() > 0) {
      state.reopen(walk.redriveCount());
    }
    state.failedItself = false;
    int retryCount = retriesBefore(event, state);
    Instant enteredAt = state.span.beginning.at();
    String published =
        SpanIds.ofAttempt(
            event.executionArn(), state.name(), enteredAt, retryCount, event.redriveCount());
    boolean taken = !walk.publishedIds.add(published);
    String spanId =
        taken ? SpanIds.ofEvent(SpanKind.ATTEMPT, event.executionArn(), event.id()) : published;
    SpanDraft attempt = new SpanDraft(SpanKind.ATTEMPT, event, state.span, spanId, state.name());
    if (taken) {
      attempt.attributes.put(SpanAttributes.DATADOG_SPAN_ID_TAKEN, published);
    }
    attempt.stateName = state.name();
    attempt.stateType = state.span.stateType;
    attempt.attempt = retryCount + 1;
    attempt.resource = event.resource();
    attempt.call = event.call();
    if (retryCount > 0) {
      noteBackoff(attempt, state.lastAttempt());
    }
    state.attempts.add(attempt);
    return attempt;
  }

  /** How often the state was tried since it was redriven last. */
  static int retriesBefore(HistoryEvent event, StateNode state) {
    int count = 0;
    Integer counted = null;
    for (SpanDraft attempt : state.attempts) {
      boolean isOfThisRedrive = attempt.beginning.redriveCount() == event.redriveCount();
      // What failed to be evaluated behind a call has the number of its call.
      count += isOfThisRedrive && !Objects.equals(attempt.attempt, counted) ? 1 : 0;
      counted = isOfThisRedrive ? attempt.attempt : null;
    }
    return count;
  }

  static void noteBackoff(SpanDraft attempt, @Nullable SpanDraft before) {
    Instant endedAt = before == null ? null : before.endedAt;
    if (endedAt != null && !endedAt.isAfter(attempt.beginning.at())) {
      long millis = Duration.between(endedAt, attempt.beginning.at()).toMillis();
      attempt.attributes.put(SpanAttributes.BACKOFF_MS, String.valueOf(millis));
    }
  }

  /** Its state's events are missing: what it was, how long it took and why it failed stay told. */
  private static Place unplaced(ExecutionWalk walk, HistoryEvent event, Place previous) {
    SpanDraft attempt =
        new SpanDraft(
            SpanKind.ATTEMPT,
            event,
            walk.execution,
            SpanIds.ofEvent(SpanKind.ATTEMPT, event.executionArn(), event.id()),
            event.resource() == null ? "" : event.resource());
    attempt.resource = event.resource();
    attempt.call = event.call();
    attempt.attributes.put(SpanAttributes.PREDECESSOR_MISSING, SpanAttributes.YES);
    walk.unplaced.add(attempt);
    return new Place(previous.scope(), null, attempt, false);
  }

  static Place progress(ExecutionWalk walk, HistoryEvent event, Place previous) {
    Place place = ofAttempt(walk, event, previous);
    SpanDraft attempt = place.openAttempt();
    if (attempt != null) {
      attempt.learn(event);
      attempt.attributes.putIfAbsent(
          event.type().endsWith("Submitted")
              ? SpanAttributes.SUBMITTED_AT
              : SpanAttributes.STARTED_AT,
          event.at().toString());
    }
    return place;
  }

  static Place succeed(ExecutionWalk walk, HistoryEvent event, Place previous) {
    Place place = ofAttempt(walk, event, previous);
    SpanDraft attempt = place.openAttempt();
    if (attempt != null) {
      attempt.learn(event);
      attempt.output = event.output();
      attempt.end(event.at(), SpanStatus.OK);
    }
    return place;
  }

  /** Where the archive lacks what was scheduled, it began before the first event that it has. */
  private static Place ofAttempt(ExecutionWalk walk, HistoryEvent event, Place previous) {
    boolean isFirst = previous.state() == null && previous.openAttempt() == null;
    if (!isFirst || !walk.predecessorIsMissing()) {
      return previous;
    }
    Place place = unplaced(walk, event, previous);
    Objects.requireNonNull(place.attempt()).startIsMissing();
    return place;
  }

  static Place fail(ExecutionWalk walk, HistoryEvent event, Place previous) {
    SpanDraft attempt = previous.openAttempt();
    Place place = previous;
    if (attempt == null || isAnother(event, attempt)) {
      place = schedule(walk, event, previous);
      attempt = place.attempt();
      if (attempt != null && walk.predecessorIsMissing() && !isOfScheduling(event)) {
        attempt.startIsMissing();
      }
    }
    if (attempt != null) {
      attempt.learn(event);
      attempt.fail(event);
      if (attempt.error == null && event.type().endsWith("TimedOut")) {
        attempt.error = "States.Timeout";
      }
      attempt.failureOrigin = true;
      attempt.end(event.at(), SpanStatus.ERROR);
    }
    return place;
  }

  /** A retry that could not be scheduled hangs on the failure of the attempt before. */
  private static boolean isAnother(HistoryEvent event, SpanDraft attempt) {
    return attempt.status == SpanStatus.ERROR
        || attempt.beginning.redriveCount() != event.redriveCount()
        || (isOfScheduling(event) && !attempt.isOpen());
  }

  private static boolean isOfScheduling(HistoryEvent event) {
    return event.type().endsWith("ScheduleFailed");
  }
}
