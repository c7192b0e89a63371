package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
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

  /**
   * Marks the one.
   *
   * @param failing the state that the end of the execution leads to; null where it leads to none
   */
  static void mark(ExecutionWalk walk, HistoryEvent ended, @Nullable StateNode failing) {
    boolean found;
    if (failing != null && failing.failedItself) {
      found = markState(failing, walk.execution);
    } else {
      found = ended.type().equals("ExecutionFailed") && markBelow(walk, ended);
    }
    if (!found) {
      // Its own time limit, or a log that shows nothing below.
      walk.execution.failureOrigin = true;
      walk.execution.terminal = true;
    }
  }

  private static boolean markBelow(ExecutionWalk walk, HistoryEvent ended) {
    HistoryEvent event = before(walk, ended);
    while (event != null && isOfContainer(event)) {
      event = before(walk, event);
    }
    Place place = event == null ? null : walk.placeOf(event.id());
    return event != null && place != null && markAt(event, place, walk.execution);
  }

  /** Null where it is missing; damaged events may name themselves, or one another in a ring. */
  private static @Nullable HistoryEvent before(ExecutionWalk walk, HistoryEvent event) {
    return event.previousId() < event.id() ? walk.known.event(event.previousId()) : null;
  }

  /** A Map or Parallel that failed, or an iteration: of something within. */
  private static boolean isOfContainer(HistoryEvent event) {
    return switch (EventRole.of(event.type())) {
      case CONTAINER_FAILED -> true;
      case ITERATION_ENDED -> event.type().endsWith("Failed");
      default -> false;
    };
  }

  private static boolean markAt(HistoryEvent event, Place place, SpanDraft execution) {
    StateNode state = place.state();
    SpanDraft attempt = place.attempt();
    SpanDraft mapRun = state == null ? null : state.lastMapRun();
    return switch (EventRole.of(event.type())) {
      case ATTEMPT_FAILED -> mark(attempt);
      case MAP_RUN_ENDED -> mark(mapRun);
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
    state.span.failLike(execution);
    state.span.failureOrigin = true;
    state.span.terminal = true;
    return true;
  }
}
