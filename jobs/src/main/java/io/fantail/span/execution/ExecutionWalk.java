package io.fantail.span.execution;

import io.fantail.archive.history.EventRole;
import io.fantail.archive.history.EventType;
import io.fantail.event.HistoryEvent;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Hands the events of one execution, in the order of their ids, to what handles their kind.
 *
 * <p>{@code previousEventId} is no stack: it says in which state, iteration or branch an event
 * happened, and no more. So every event remembers its {@link Place}, and an event that ends
 * something looks from its predecessor's place outwards for the thing it can end.
 */
final class ExecutionWalk {
  private static final Set<EventRole> ABORTS =
      EnumSet.of(EventRole.STATE_ABORTED, EventRole.CONTAINER_ABORTED);

  /** What may end by the failure of something in it. */
  private static final Set<EventRole> ENDS_AROUND =
      EnumSet.of(
          EventRole.CONTAINER_FAILED,
          EventRole.ITERATION_SUCCEEDED,
          EventRole.ITERATION_FAILED,
          EventRole.ITERATION_ABORTED);

  private ExecutionWalk() {}

  static void walk(ExecutionDraft draft) {
    for (HistoryEvent event : draft.known.all()) {
      EventRole role = EventType.roleOf(event.type());
      add(new Step(draft, event, role, draft.placeBefore(event)));
    }
  }

  private static void add(Step step) {
    ExecutionDraft draft = step.draft();
    HistoryEvent event = step.event();
    if (event.redriveCount() > draft.redriveCount) {
      redrive(step);
    }
    Place place = handle(step);
    boolean misplaced = place.state() != null && place.state().isMisplaced();
    boolean lost =
        place.isNowhere() || misplaced || (step.predecessorIsMissing() && place.state() == null);
    draft.put(event, place.lost(lost));
    if (!draft.known.isComplete()) {
      noteEvent(step, place);
    }
    if (place.isNowhere()) {
      draft.known.countAsMissing(event.id());
    }
  }

  private static Place handle(Step step) {
    return switch (step.role()) {
      case EXECUTION_STARTED, EXECUTION_REDRIVEN -> step.draft().start;
      case EXECUTION_SUCCEEDED -> end(step, ExecutionStatus.SUCCEEDED);
      case EXECUTION_FAILED -> end(step, ExecutionStatus.FAILED);
      case EXECUTION_TIMED_OUT -> end(step, ExecutionStatus.TIMED_OUT);
      case EXECUTION_ABORTED -> end(step, ExecutionStatus.ABORTED);
      case STATE_ENTERED -> StateEvents.enter(step);
      case STATE_EXITED -> StateEvents.exit(step);
      case STATE_ABORTED -> StateEvents.abort(step);
      case ATTEMPT_SCHEDULED -> AttemptEvents.schedule(step);
      case ATTEMPT_STARTED -> AttemptEvents.progress(step, SpanAttributes.STARTED_AT);
      case ATTEMPT_SUBMITTED -> AttemptEvents.progress(step, SpanAttributes.SUBMITTED_AT);
      case ATTEMPT_SUCCEEDED -> AttemptEvents.succeed(step);
      case ATTEMPT_FAILED, ATTEMPT_TIMED_OUT, ATTEMPT_NOT_SCHEDULED -> AttemptEvents.fail(step);
      case CONTAINER_STARTED -> ContainerEvents.start(step);
      case CONTAINER_SUCCEEDED -> ContainerEvents.succeed(step);
      case CONTAINER_FAILED -> ContainerEvents.fail(step);
      case CONTAINER_ABORTED -> ContainerEvents.abort(step);
      case ITERATION_STARTED -> ContainerEvents.startIteration(step);
      case ITERATION_SUCCEEDED -> ContainerEvents.endIteration(step, SpanStatus.OK);
      case ITERATION_FAILED -> ContainerEvents.endIteration(step, SpanStatus.ERROR);
      case ITERATION_ABORTED -> ContainerEvents.endIteration(step, SpanStatus.ABORTED);
      case MAP_RUN_STARTED -> MapRunEvents.start(step);
      case MAP_RUN_REDRIVEN -> MapRunEvents.redrive(step);
      case MAP_RUN_SUCCEEDED -> MapRunEvents.end(step, SpanStatus.OK);
      case MAP_RUN_FAILED -> MapRunEvents.end(step, SpanStatus.ERROR);
      case MAP_RUN_ABORTED -> MapRunEvents.end(step, SpanStatus.ABORTED);
      case EVALUATION_FAILED -> StateEvents.failEvaluation(step);
      case OTHER -> step.previous();
    };
  }

  private static Place end(Step step, ExecutionStatus how) {
    step.draft().ended = step.event();
    step.draft().status = how;
    return step.draft().start;
  }

  private static void redrive(Step step) {
    ExecutionDraft draft = step.draft();
    HistoryEvent event = step.event();
    draft.redriveCount = event.redriveCount();
    HistoryEvent ended = draft.ended;
    List<HistoryEvent> before = draft.known.before(event.id());
    if (ended != null && step.role() == EventRole.EXECUTION_REDRIVEN) {
      draft.activeTime.addGap(ended.at(), event.at());
    } else if (!before.isEmpty()) {
      HistoryEvent lastSeen = ended == null ? before.get(before.size() - 1) : ended;
      draft.activeTime.addUnknownGap(lastSeen.at(), event.at());
    }
    Closing.undoEnd(draft);
  }

  /** Notes what tells later whether a gap lies between what was seen of a part and its end. */
  private static void noteEvent(Step step, Place place) {
    HistoryEvent event = step.event();
    StateNode before = step.previous().state();
    boolean aborts = ABORTS.contains(step.role());
    boolean goesOutwards =
        aborts || step.role().endsExecution() || ENDS_AROUND.contains(step.role());
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
