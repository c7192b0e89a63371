package io.fantail.span;

import io.fantail.event.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Map<Long, Place> places = new HashMap<>();
  private final Set<String> publishedIds = new HashSet<>();
  private final Place start;
  private @Nullable HistoryEvent ended;
  private int redriveCount;
  long stateTransitions;

  ExecutionWalk(HistoryEvent first, String stateMachineName) {
    execution =
        new SpanDraft(
            SpanKind.EXECUTION,
            first,
            null,
            SpanIds.ofExecution(first.executionArn()),
            stateMachineName);
    root = new Scope(execution, null);
    start = new Place(root, null, null, false);
  }

  /** The event that ended the execution and was not undone by a redrive; null while it runs. */
  @Nullable HistoryEvent ended() {
    return ended;
  }

  int redriveCount() {
    return redriveCount;
  }

  void add(HistoryEvent event) {
    Place previous = places.getOrDefault(event.previousId(), start);
    redriveCount = Math.max(redriveCount, event.redriveCount());
    Place place =
        switch (EventRole.of(event.type())) {
          case EXECUTION_STARTED -> start;
          case EXECUTION_REDRIVEN -> redrive(event);
          case EXECUTION_ENDED -> end(event);
          case STATE_ENTERED -> enter(event, previous);
          case STATE_EXITED -> exit(event, previous);
          case ATTEMPT_SCHEDULED -> schedule(event, previous);
          case ATTEMPT_PROGRESSED -> progress(event, previous);
          case ATTEMPT_SUCCEEDED -> succeed(event, previous);
          case ATTEMPT_FAILED -> failAttempt(event, previous);
          case CONTAINER_STARTED -> ContainerEvents.start(event, previous, redriveCount);
          case CONTAINER_SUCCEEDED, OTHER -> previous;
          case CONTAINER_FAILED -> ContainerEvents.fail(event, previous);
          case ITERATION_STARTED -> ContainerEvents.startIteration(event, previous, redriveCount);
          case ITERATION_ENDED -> ContainerEvents.endIteration(event, previous);
          case MAP_RUN_STARTED -> MapRunEvents.start(event, previous);
          case MAP_RUN_REDRIVEN -> MapRunEvents.redrive(previous, redriveCount);
          case MAP_RUN_ENDED -> MapRunEvents.end(event, previous);
          case EVALUATION_FAILED -> failEvaluation(event, previous);
        };
    places.put(event.id(), place);
  }

  /** The execution was redriven later, and no event of that is there. */
  void undoEnd() {
    if (ended != null) {
      Closing.stopAttempts(root, ended.at());
    }
    ended = null;
  }

  private Place redrive(HistoryEvent event) {
    if (ended != null) {
      activeTime.addGap(ended.at(), event.at());
    }
    undoEnd();
    return start;
  }

  private Place end(HistoryEvent event) {
    ended = event;
    return start;
  }

  private Place enter(HistoryEvent event, Place previous) {
    Scope scope =
        previous.startsBranches() ? ContainerEvents.newBranch(event, previous) : previous.scope();
    String name = event.stateName() == null ? "" : event.stateName();
    SpanDraft span =
        new SpanDraft(
            SpanKind.STATE,
            event,
            scope.span,
            SpanIds.ofEvent(SpanKind.STATE, event.executionArn(), event.id()),
            name);
    span.stateName = name;
    span.stateType = event.type().replace("StateEntered", "");
    StateNode state = new StateNode(span, scope);
    scope.states.add(state);
    if (redriveCount > 0) {
      state.reopen();
    }
    stateTransitions++;
    return new Place(scope, state, null, false);
  }

  private Place exit(HistoryEvent event, Place previous) {
    StateNode state =
        previous.outwards(node -> !node.exited && node.name().equals(event.stateName()));
    if (state == null) {
      state = onlyOpen(event.stateName());
    }
    if (state == null) {
      return previous;
    }
    Closing.closeBranches(state);
    state.exited = true;
    state.span.output = event.output();
    state.span.end(event.at(), SpanStatus.OK);
    SpanDraft lastAttempt = state.lastAttempt();
    if (lastAttempt != null && lastAttempt.status == SpanStatus.ERROR) {
      state.span.attributes.put("caught_error", String.valueOf(lastAttempt.error));
    } else if (state.span.error != null) {
      state.span.attributes.put("caught_error", state.span.error);
      state.span.forgetFailureBelow();
    }
    return new Place(state.scope, state, null, false);
  }

  private Place schedule(HistoryEvent event, Place previous) {
    StateNode state = previous.state();
    if (state == null) {
      return previous;
    }
    stateTransitions += state.attempts.isEmpty() ? 0 : 1;
    if (redriveCount > 0) {
      state.reopen();
    }
    SpanDraft attempt = newAttempt(event, state);
    return new Place(state.scope, state, attempt, false);
  }

  private SpanDraft newAttempt(HistoryEvent event, StateNode state) {
    int retryCount =
        (int)
            state.attempts.stream()
                .filter(attempt -> attempt.beginning.redriveCount() == event.redriveCount())
                .count();
    Instant enteredAt = state.span.beginning.at();
    String published =
        SpanIds.ofAttempt(
            event.executionArn(), state.name(), enteredAt, retryCount, event.redriveCount());
    boolean taken = !publishedIds.add(published);
    String spanId =
        taken ? SpanIds.ofEvent(SpanKind.ATTEMPT, event.executionArn(), event.id()) : published;
    SpanDraft attempt = new SpanDraft(SpanKind.ATTEMPT, event, state.span, spanId, state.name());
    if (taken) {
      attempt.attributes.put("datadog_span_id_taken", published);
    }
    attempt.stateName = state.name();
    attempt.stateType = state.span.stateType;
    attempt.attempt = retryCount + 1;
    attempt.resource = event.resource();
    attempt.call = event.call();
    state.attempts.add(attempt);
    return attempt;
  }

  private static Place progress(HistoryEvent event, Place previous) {
    SpanDraft attempt = previous.openAttempt();
    if (attempt != null) {
      attempt.learn(event);
      attempt.attributes.putIfAbsent(
          event.type().endsWith("Submitted") ? "submitted_at" : "started_at",
          event.at().toString());
    }
    return previous;
  }

  private static Place succeed(HistoryEvent event, Place previous) {
    SpanDraft attempt = previous.openAttempt();
    if (attempt != null) {
      attempt.learn(event);
      attempt.output = event.output();
      attempt.end(event.at(), SpanStatus.OK);
    }
    return previous;
  }

  private Place failAttempt(HistoryEvent event, Place previous) {
    SpanDraft attempt = previous.openAttempt();
    Place place = previous;
    if (attempt == null && previous.state() != null) {
      attempt = newAttempt(event, previous.state());
      place = new Place(previous.scope(), previous.state(), attempt, false);
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

  /** Hangs in the chain before the state's own Entered: only its {@code state} names it. */
  private Place failEvaluation(HistoryEvent event, Place previous) {
    StateNode state =
        previous.outwards(node -> !node.exited && node.name().equals(event.stateName()));
    if (state == null) {
      state = onlyOpen(event.stateName());
    }
    if (state == null) {
      return previous;
    }
    state.span.fail(event);
    state.span.failureOrigin = true;
    return new Place(state.scope, state, null, false);
  }

  /** The one open state of that name; null when iterations that run at once have one each. */
  private @Nullable StateNode onlyOpen(@Nullable String name) {
    List<StateNode> found = new ArrayList<>();
    findOpen(root, name, found);
    return found.size() == 1 ? found.get(0) : null;
  }

  private static void findOpen(Scope scope, @Nullable String name, List<StateNode> found) {
    for (StateNode state : scope.states) {
      if (!state.exited && state.name().equals(name)) {
        found.add(state);
      }
      if (!state.exited) {
        state.innerScopes.forEach(inner -> findOpen(inner, name, found));
      }
    }
  }
}
