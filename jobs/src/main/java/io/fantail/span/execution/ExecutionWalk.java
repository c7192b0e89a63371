package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.ActiveTime;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks the events of one execution in the order of their ids and grows its tree of spans.
 *
 * <p>{@code previousEventId} is no stack: it says in which state, iteration or branch an event
 * happened, and no more. So every event remembers its {@link Place}, and an event that ends
 * something looks from its predecessor's place outwards for the thing it can end.
 */
final class ExecutionWalk {
  final SpanDraft execution;
  final Scope root;
  final ActiveTime activeTime = new ActiveTime();

  /** Attempts and Map Runs whose state is not known, as the events before are missing. */
  final List<SpanDraft> unplaced = new ArrayList<>();

  /** Published span ids of attempts that are given already. */
  final Set<String> publishedIds = new HashSet<>();

  final KnownEvents known;
  private final List<HistoryEvent> events;
  private final Map<Long, Place> places = new HashMap<>();

  /** Events of which nothing tells in which iteration, branch or state they happened. */
  private final Set<Long> lost = new HashSet<>();

  private final Place start;

  /**
   * Of what happened to something whose own events are missing; like no other place, as no branches
   * begin without a Parallel.
   */
  final Place nowhere;

  private int walked;
  private boolean predecessorIsMissing;
  private @Nullable HistoryEvent ended;
  private @Nullable HistoryEvent undoneEnd;
  private int redriveCount;
  long stateTransitions;

  /**
   * Begins a walk.
   *
   * @param events each once, in the order of their ids
   * @param first of the events, or what stands in its place where there is none
   */
  ExecutionWalk(List<HistoryEvent> events, HistoryEvent first, String stateMachineName) {
    this.events = events;
    known = new KnownEvents(events);
    execution =
        new SpanDraft(
            SpanKind.EXECUTION,
            first,
            null,
            SpanIds.ofExecution(first.executionArn()),
            stateMachineName);
    root = new Scope(execution, known);
    start = new Place(root, null, null, false);
    nowhere = new Place(root, null, null, true);
  }

  /** The event that ended the execution and was not undone by a redrive; null while it runs. */
  @Nullable HistoryEvent ended() {
    return ended;
  }

  /** The last end of the execution that a redrive undid. */
  @Nullable HistoryEvent undoneEnd() {
    return undoneEnd;
  }

  int redriveCount() {
    return redriveCount;
  }

  void walk() {
    for (HistoryEvent event : events) {
      add(event);
      walked++;
    }
  }

  private void add(HistoryEvent event) {
    Place previous = places.get(event.previousId());
    predecessorIsMissing =
        (previous == null && event.previousId() != 0) || lost.contains(event.previousId());
    previous = previous == null ? start : previous;
    EventRole role = EventRole.of(event.type());
    if (event.redriveCount() > redriveCount) {
      redrive(event, role == EventRole.EXECUTION_REDRIVEN);
    }
    Place place =
        switch (role) {
          case EXECUTION_STARTED, EXECUTION_REDRIVEN -> start;
          case EXECUTION_ENDED -> end(event);
          case STATE_ENTERED -> StateEvents.enter(this, event, previous);
          case STATE_EXITED -> StateEvents.exit(this, event, previous);
          case STATE_ABORTED -> StateEvents.abort(event, previous);
          case ATTEMPT_SCHEDULED -> AttemptEvents.schedule(this, event, previous);
          case ATTEMPT_PROGRESSED -> AttemptEvents.progress(this, event, previous);
          case ATTEMPT_SUCCEEDED -> AttemptEvents.succeed(this, event, previous);
          case ATTEMPT_FAILED -> AttemptEvents.fail(this, event, previous);
          case CONTAINER_STARTED -> ContainerEvents.start(this, event, previous);
          case CONTAINER_SUCCEEDED -> ContainerEvents.succeed(event, previous);
          case CONTAINER_FAILED -> ContainerEvents.fail(this, event, previous);
          case CONTAINER_ABORTED -> ContainerEvents.abort(this, event, previous);
          case ITERATION_STARTED -> ContainerEvents.startIteration(this, event, previous);
          case ITERATION_ENDED -> ContainerEvents.endIteration(this, event, previous);
          case MAP_RUN_STARTED -> MapRunEvents.start(this, event, previous);
          case MAP_RUN_REDRIVEN -> MapRunEvents.redrive(this, event, previous);
          case MAP_RUN_ENDED -> MapRunEvents.end(this, event, previous);
          case EVALUATION_FAILED -> StateEvents.failEvaluation(this, event, previous);
          case OTHER -> previous;
        };
    places.put(event.id(), place);
    if (!known.isComplete()) {
      noteEvent(event, role, previous, place);
    }
    if (place.equals(nowhere)) {
      known.isOfNothing(event.id());
    }
    boolean misplaced = place.state() != null && place.state().isMisplaced();
    if (place.equals(nowhere) || misplaced || (predecessorIsMissing && place.state() == null)) {
      lost.add(event.id());
    }
  }

  /** What tells later whether a gap lies between what was seen of a part and what ends it. */
  private static void noteEvent(HistoryEvent event, EventRole role, Place previous, Place place) {
    StateNode before = previous.state();
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

  /** The execution was redriven later, and no event of that is there. */
  void undoEnd() {
    if (ended != null) {
      Closing.stopAttempts(root, ended);
    }
    undoneEnd = ended;
    ended = null;
    StateNode last = root.lastState();
    if (last != null && !last.exited && !last.isMisplaced()) {
      // Its failure ended the execution; a redrive goes on with it.
      last.span.reopen();
    }
  }

  private void redrive(HistoryEvent event, boolean isKnown) {
    redriveCount = event.redriveCount();
    if (ended != null && isKnown) {
      activeTime.addGap(ended.at(), event.at());
    } else if (walked > 0) {
      HistoryEvent lastSeen = ended == null ? events.get(walked - 1) : ended;
      activeTime.addUnknownGap(lastSeen.at(), event.at());
    }
    undoEnd();
  }

  private Place end(HistoryEvent event) {
    ended = event;
    return start;
  }

  /** The execution was redriven, and this did not go on since. */
  boolean isBehindRedrive(StateNode state) {
    return state.redriveCount < redriveCount;
  }

  /** It was stopped, or failed, before the end of the execution that a redrive undid. */
  boolean wasUndone(@Nullable Scope scope) {
    Instant endedAt = scope == null ? null : scope.span.endedAt;
    return scope != null
        && endedAt != null
        && undoneEnd != null
        && scope.span.status != SpanStatus.OK
        && !endedAt.isAfter(undoneEnd.at());
  }

  /** The event that is walked now follows one that is not there, or whose place is not known. */
  boolean predecessorIsMissing() {
    return predecessorIsMissing;
  }

  /** Where an event happened that did not find what it tells of. */
  Place orNowhere(Place previous) {
    return known.isComplete() ? previous : nowhere;
  }

  /** Where the event of that id happened; null when it is missing. */
  @Nullable Place placeOf(long eventId) {
    return places.get(eventId);
  }

  /** The last event within a container before the one that is walked now, which starts it anew. */
  HistoryEvent lastWithin(StateNode container, HistoryEvent now) {
    for (int i = walked - 1; i >= 0; i--) {
      HistoryEvent event = events.get(i);
      Place place = places.get(event.id());
      if (place != null
          && (place.state() == container || place.scope().within(container) != null)) {
        return event;
      }
    }
    return now;
  }

  /**
   * The open state of that name that the place leads to. Where events before are missing, the one
   * open state of that name may be meant, unless there may be several: another one's Entered may be
   * missing too.
   */
  @Nullable StateNode openNamed(Place previous, @Nullable String name) {
    StateNode near = previous.openNamed(name);
    boolean leadsThere =
        near != null
            && (near == previous.state()
                || previous.scope().within(near) != null
                || (previous.state() != null && near.scope.owner == previous.state()));
    if (near != null && (leadsThere || !predecessorIsMissing || !mayBeAnother(near))) {
      return near;
    }
    if (!predecessorIsMissing && !known.isComplete()) {
      // The way there is known, and it is not there.
      return null;
    }
    StateNode only = onlyOne(node -> node.isOpenNamed(name));
    return predecessorIsMissing && only != null && mayBeAnother(only) ? null : only;
  }

  /** Whether it may have been left and entered again, in events that are missing. */
  private boolean mayBeAnother(StateNode state) {
    long now = events.get(walked).id();
    return isOneOfSeveral(state)
        || state != state.scope.lastState()
        || known.missingBetween(state.lastEventId, now) > 1;
  }

  /** Of a state within a Map or Parallel there is another in each iteration and in each try. */
  private static boolean isOneOfSeveral(StateNode state) {
    return state.scope.owner != null
        || state.isMisplaced()
        || state.span.attributes.containsKey(SpanAttributes.START_MISSING);
  }

  /**
   * The one state not yet left that fits; null when iterations that run at once have one each, or
   * where events are missing, and another state with them.
   */
  @Nullable StateNode only(Predicate<StateNode> fits) {
    return known.isComplete() ? onlyOne(fits) : null;
  }

  private @Nullable StateNode onlyOne(Predicate<StateNode> fits) {
    List<StateNode> found = new ArrayList<>();
    find(root, fits, found);
    return found.size() == 1 ? found.get(0) : null;
  }

  private static void find(Scope scope, Predicate<StateNode> fits, List<StateNode> found) {
    for (StateNode state : scope.states) {
      if (!state.exited) {
        if (fits.test(state)) {
          found.add(state);
        }
        state.innerScopes.forEach(inner -> find(inner, fits, found));
      }
    }
  }
}
