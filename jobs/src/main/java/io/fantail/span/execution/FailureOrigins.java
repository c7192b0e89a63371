package io.fantail.span.execution;

import io.fantail.archive.history.EventRole;
import io.fantail.archive.history.EventType;
import io.fantail.event.HistoryEvent;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanStatus;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the failure of an execution began and marks it terminal: the one place that an error
 * report counts, not the state, the iteration and the execution around it.
 *
 * <p>Every failure hangs on the one it comes of, from {@code ExecutionFailed} down to where it
 * began. Where one of these events is missing, it is the execution itself that is marked.
 */
final class FailureOrigins {
  private FailureOrigins() {}

  static void mark(ExecutionDraft draft) {
    HistoryEvent ended = draft.ended;
    if (ended == null || !draft.status.isUnsuccessful()) {
      return;
    }
    StateNode failing = draft.failing;
    boolean found =
        (failing != null && failing.failedItself)
            ? markState(failing, draft.execution)
            : draft.status == ExecutionStatus.FAILED && markBelow(draft, ended);
    if (!found) {
      // Its own time limit, or a log that shows nothing below.
      draft.execution.failureOrigin = true;
      draft.execution.terminal = true;
    }
  }

  private static boolean markBelow(ExecutionDraft draft, HistoryEvent ended) {
    HistoryEvent event = before(draft, ended);
    while (event != null && isOfContainer(event)) {
      event = before(draft, event);
    }
    Place place = event == null ? null : draft.placeOf(event.id());
    return event != null && place != null && markAt(event, place, draft.execution);
  }

  /**
   * Returns the event that this one follows, or null where it is missing. Damaged events may name
   * themselves, or one another in a ring.
   */
  private static @Nullable HistoryEvent before(ExecutionDraft draft, HistoryEvent event) {
    return event.previousId() < event.id() ? draft.known.event(event.previousId()) : null;
  }

  /** Whether it tells that a Map, a Parallel or an iteration failed: of something within. */
  private static boolean isOfContainer(HistoryEvent event) {
    EventRole role = EventType.roleOf(event.type());
    return role == EventRole.CONTAINER_FAILED || role == EventRole.ITERATION_FAILED;
  }

  private static boolean markAt(HistoryEvent event, Place place, SpanDraft execution) {
    StateNode state = place.state();
    SpanDraft attempt = place.attempt();
    SpanDraft mapRun = state == null ? null : state.lastMapRun();
    return switch (EventType.roleOf(event.type())) {
      case ATTEMPT_FAILED, ATTEMPT_TIMED_OUT, ATTEMPT_NOT_SCHEDULED -> mark(attempt);
      case MAP_RUN_SUCCEEDED, MAP_RUN_FAILED, MAP_RUN_ABORTED -> mark(mapRun);
      case EVALUATION_FAILED ->
          attempt == null
              ? state != null && !state.exited && markState(state, execution)
              : mark(attempt);
      case OTHER -> false;
      // By a Fail state, by an evaluation, or by a runtime error whose cause is not kept.
      default -> state != null && !state.exited && markState(state, execution);
    };
  }

  private static boolean mark(@Nullable SpanDraft failed) {
    if (failed == null || failed.status != SpanStatus.ERROR) {
      return false;
    }
    failed.terminal = true;
    return true;
  }

  private static boolean markState(StateNode state, SpanDraft execution) {
    // Inside a Map or Parallel a Fail state's own events do not name its error.
    state.span.failure = execution.failure;
    state.span.failureOrigin = true;
    state.span.terminal = true;
    return true;
  }
}
