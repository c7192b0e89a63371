package io.fantail.span.execution;

import io.fantail.archive.history.EventRole;
import io.fantail.archive.history.EventType;
import io.fantail.event.HistoryEvent;
import io.fantail.event.Payload;
import io.fantail.event.UpstreamContext;
import io.fantail.span.ActiveTime;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.SpanDraft.Beginning;
import io.fantail.span.execution.StateNode.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the events of one execution come to, while they are walked and in the passes after that. */
final class ExecutionDraft {
  final KnownEvents known;
  final Answers answers;
  final SpanDraft execution;
  final Scope root;
  final ActiveTime activeTime = new ActiveTime();

  /** The event that started the execution; null where it is missing. */
  final @Nullable HistoryEvent started;

  /** Whether its start is among the events, or described where there is no event. */
  final boolean startIsKnown;

  /** What its input says of where it came from, by its first event or by an answer. */
  final UpstreamContext context;

  /** Attempts and Map Runs whose state is not known, as the events before are missing. */
  final List<SpanDraft> unplaced = new ArrayList<>();

  /** Published span ids of attempts that are given already. */
  final Set<String> publishedIds = new HashSet<>();

  private final Map<Long, Place> places = new HashMap<>();

  /** Where the execution itself begins and ends. */
  final Place start;

  private final Place lostStart;

  int redriveCount;
  long stateTransitions;

  /** The event that ended the execution and was not undone by a redrive; null while it runs. */
  @Nullable HistoryEvent ended;

  /** The last end of the execution that a redrive undid. */
  @Nullable HistoryEvent undoneEnd;

  /** How it ended, as far as it is known. */
  ExecutionStatus status = ExecutionStatus.RUNNING;

  /** The state that the end of the execution leads to; null where it leads to none. */
  @Nullable StateNode failing;

  ExecutionDraft(KnownEvents known, Answers answers, Beginning beginning, String name) {
    this.known = known;
    this.answers = answers;
    HistoryEvent first = known.all().isEmpty() ? null : known.all().get(0);
    started =
        first == null || EventType.roleOf(first.type()) != EventRole.EXECUTION_STARTED
            ? null
            : first;
    String spanId = SpanIds.ofExecution(beginning.executionArn());
    // Where the first event is missing, the input of the next one is that of a state.
    Payload own = started == null ? Payload.NONE : started.payload();
    Beginning withInput = beginning.with(own.input() == null ? answers.input(own) : own);
    execution = new SpanDraft(SpanKind.EXECUTION, withInput, null, spanId, name);
    root = new Scope(execution, null, known);
    start = new Place(root, null, null);
    lostStart = start.lost(true);
    startIsKnown = started != null || (first == null && !answers.ofExecution().isEmpty());
    if (!startIsKnown) {
      execution.noteMissingStart();
    }
    boolean hasContext = first != null && !first.context().equals(UpstreamContext.NONE);
    context = first != null && hasContext ? first.context() : answers.context();
  }

  /** Returns where the event of that id happened, or null when it is missing. */
  @Nullable Place placeOf(long eventId) {
    return places.get(eventId);
  }

  /** Returns where the event happened that this one follows. */
  Place placeBefore(HistoryEvent event) {
    Place previous = places.get(event.previousId());
    return previous != null ? previous : event.previousId() == 0 ? start : lostStart;
  }

  void put(HistoryEvent event, Place place) {
    places.put(event.id(), place);
  }

  /** Whether the execution was redriven, and the state did not go on since. */
  boolean isBehindRedrive(StateNode state) {
    return state.redriveCount < redriveCount;
  }

  /** Reopens what goes on, if the execution was redriven. */
  void goOnWith(StateNode state) {
    if (redriveCount > 0) {
      state.reopen(redriveCount);
    }
  }

  /**
   * Adds a state.
   *
   * @param event that entered it, or the first that tells of it
   * @param enteredId of the event that entered it, or that stands for it
   */
  StateNode addState(HistoryEvent event, long enteredId, Scope scope, String name) {
    String spanId = SpanIds.ofEvent(SpanKind.STATE, event.executionArn(), enteredId);
    SpanDraft span = new SpanDraft(SpanKind.STATE, Beginning.of(event), scope.span, spanId, name);
    span.stateName = name;
    StateNode state = new StateNode(span, scope, redriveCount);
    scope.states.add(state);
    goOnWith(state);
    return state;
  }

  /** Adds a state of which only its failure is there, as in a log of level ERROR. */
  StateNode addUnplacedState(HistoryEvent failure, long enteredId, String name) {
    StateNode state = addState(failure, enteredId, root, name);
    state.span.noteMissingStart();
    state.unplaced = true;
    return state;
  }

  /** Returns all spans: the execution, what began within it in its order, what has no place. */
  List<SpanDraft> spans() {
    List<SpanDraft> spans = new ArrayList<>();
    spans.add(execution);
    addAll(root, spans);
    spans.addAll(unplaced);
    return spans;
  }

  private static void addAll(Scope scope, List<SpanDraft> spans) {
    for (StateNode state : scope.states) {
      spans.add(state.span);
      spans.addAll(state.attempts);
      spans.addAll(state.mapRuns);
      for (Scope inner : state.innerScopes) {
        spans.add(inner.span);
        addAll(inner, spans);
      }
    }
  }
}
