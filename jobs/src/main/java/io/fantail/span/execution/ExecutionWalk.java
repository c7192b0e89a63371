package io.fantail.span.execution;

import io.fantail.archive.history.EventRole;
import io.fantail.event.HistoryEvent;
import java.util.List;

/**
 * Hands the events of one execution, in the order of their ids, to what handles their kind.
 *
 * <p>{@code previousEventId} is no stack: it says in which state, iteration or branch an event
 * happened, and no more. So every event remembers its {@link Place}, and an event that ends
 * something looks from its predecessor's place outwards for the thing it can end.
 */
final class ExecutionWalk {
  private ExecutionWalk() {}

  static void walk(ExecutionDraft draft) {
    for (HistoryEvent event : draft.known.all()) {
      add(new Step(draft, event, draft.placeBefore(event)));
    }
  }

  private static void add(Step step) {
    ExecutionDraft draft = step.draft();
    HistoryEvent event = step.event();
    EventRole role = EventRole.of(event.type());
    if (event.redriveCount() > draft.redriveCount) {
      redrive(draft, event, role);
    }
    Place place = handle(step, role);
    boolean misplaced = place.state() != null && place.state().isMisplaced();
    boolean lost =
        place.isNowhere() || misplaced || (step.predecessorIsMissing() && place.state() == null);
    draft.put(event, place.lost(lost));
    if (!draft.known.isComplete()) {
      noteEvent(step, role, place);
    }
    if (place.isNowhere()) {
      draft.known.countAsMissing(event.id());
    }
  }

  private static Place handle(Step step, EventRole role) {
    return switch (role) {
      case EXECUTION_STARTED, EXECUTION_REDRIVEN -> step.draft().start;
      case EXECUTION_ENDED -> end(step);
      case STATE_ENTERED -> StateEvents.enter(step);
      case STATE_EXITED -> StateEvents.exit(step);
      case STATE_ABORTED -> StateEvents.abort(step);
      case ATTEMPT_SCHEDULED -> AttemptEvents.schedule(step);
      case ATTEMPT_PROGRESSED -> AttemptEvents.progress(step);
      case ATTEMPT_SUCCEEDED -> AttemptEvents.succeed(step);
      case ATTEMPT_FAILED -> AttemptEvents.fail(step);
      case CONTAINER_STARTED -> ContainerEvents.start(step);
      case CONTAINER_SUCCEEDED -> ContainerEvents.succeed(step);
      case CONTAINER_FAILED -> ContainerEvents.fail(step);
      case CONTAINER_ABORTED -> ContainerEvents.abort(step);
      case ITERATION_STARTED -> ContainerEvents.startIteration(step);
      case ITERATION_ENDED -> ContainerEvents.endIteration(step);
      case MAP_RUN_STARTED -> MapRunEvents.start(step);
      case MAP_RUN_REDRIVEN -> MapRunEvents.redrive(step);
      case MAP_RUN_ENDED -> MapRunEvents.end(step);
      case EVALUATION_FAILED -> StateEvents.failEvaluation(step);
      case OTHER -> step.previous();
    };
  }

  private static Place end(Step step) {
    step.draft().ended = step.event();
    return step.draft().start;
  }

  private static void redrive(ExecutionDraft draft, HistoryEvent event, EventRole role) {
    draft.redriveCount = event.redriveCount();
    HistoryEvent ended = draft.ended;
    List<HistoryEvent> before = draft.known.before(event.id());
    if (ended != null && role == EventRole.EXECUTION_REDRIVEN) {
      draft.activeTime.addGap(ended.at(), event.at());
    } else if (!before.isEmpty()) {
      HistoryEvent lastSeen = ended == null ? before.get(before.size() - 1) : ended;
      draft.activeTime.addUnknownGap(lastSeen.at(), event.at());
    }
    Closing.undoEnd(draft);
  }

  /** Notes what tells later whether a gap lies between what was seen of a part and its end. */
  private static void noteEvent(Step step, EventRole role, Place place) {
    HistoryEvent event = step.event();
    StateNode before = step.previous().state();
    boolean aborts = role == EventRole.STATE_ABORTED || role == EventRole.CONTAINER_ABORTED;
    boolean goesOutwards =
        aborts
            || role == EventRole.CONTAINER_FAILED
            || role == EventRole.ITERATION_ENDED
            || role == EventRole.EXECUTION_ENDED;
    if (before != null && goesOutwards && before.failedEventId == event.previousId()) {
      before.failureWentOn = true;
    }
    StateNode state = place.state() == null ? place.scope().owner : place.state();
    // Aborts hang on the failure elsewhere.
    if (state != null && !aborts) {
      state.noteEvent(event.id());
    }
    if (place.state() == null && !aborts) {
      place.scope().lastEventId = event.id();
    }
  }
}
