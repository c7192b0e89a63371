package io.fantail.span;

import io.fantail.event.HistoryEvent;
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
  private record Place(
      Scope scope,
      @Nullable StateNode state,
      @Nullable SpanDraft attempt,
      boolean startsBranches) {}

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
          case CONTAINER_STARTED -> startContainer(event, previous);
          case CONTAINER_SUCCEEDED, OTHER -> previous;
          case CONTAINER_FAILED -> failContainer(event, previous);
          case ITERATION_STARTED -> startIteration(event, previous);
          case ITERATION_ENDED -> endIteration(event, previous);
          case MAP_RUN_STARTED -> startMapRun(event, previous);
          case MAP_RUN_REDRIVEN -> redriveMapRun(previous);
          case MAP_RUN_ENDED -> endMapRun(event, previous);
          case EVALUATION_FAILED -> failEvaluation(event, previous);
        };
    places.put(event.id(), place);
  }

  private Place redrive(HistoryEvent event) {
    if (ended != null) {
      Closing.stopAttempts(root, ended.at());
      activeTime.addGap(ended.at(), event.at());
    }
    ended = null;
    return start;
  }

  private Place end(HistoryEvent event) {
    ended = event;
    return start;
  }

  private Place enter(HistoryEvent event, Place previous) {
    Scope scope = previous.startsBranches ? newBranch(event, previous) : previous.scope;
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
    reopen(state);
    stateTransitions++;
    return new Place(scope, state, null, false);
  }

  private static Scope newBranch(HistoryEvent event, Place previous) {
    StateNode parallel = previous.state;
    SpanDraft parent = parallel == null ? previous.scope.span : parallel.span;
    int branch = parallel == null ? 0 : parallel.lastTry().size();
    SpanDraft span =
        new SpanDraft(
            SpanKind.BRANCH,
            event,
            parent,
            SpanIds.ofEvent(SpanKind.BRANCH, event.executionArn(), event.id()),
            parent.name + "[" + branch + "]");
    span.stateName = parent.stateName;
    span.iteration = branch;
    Scope scope = new Scope(span, parallel);
    if (parallel != null) {
      parallel.innerScopes.add(scope);
    }
    return scope;
  }

  private Place exit(HistoryEvent event, Place previous) {
    StateNode state =
        outwards(previous, node -> !node.exited && node.name().equals(event.stateName()));
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
    StateNode state = previous.state;
    if (state == null) {
      return previous;
    }
    stateTransitions += state.attempts.isEmpty() ? 0 : 1;
    reopen(state);
    SpanDraft attempt = newAttempt(event, state);
    return new Place(state.scope, state, attempt, false);
  }

  /** What goes on after a redrive was closed by the failure before, and so was all around it. */
  private void reopen(StateNode state) {
    StateNode node = redriveCount == 0 ? null : state;
    while (node != null && !node.exited) {
      node.span.reopen();
      node.scope.span.reopen();
      node = node.scope.owner;
    }
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
    SpanDraft attempt = attemptAt(previous);
    if (attempt != null) {
      attempt.learn(event.call());
      attempt.attributes.putIfAbsent(
          event.type().endsWith("Submitted") ? "submitted_at" : "started_at",
          event.at().toString());
    }
    return previous;
  }

  private static Place succeed(HistoryEvent event, Place previous) {
    SpanDraft attempt = attemptAt(previous);
    if (attempt != null) {
      attempt.learn(event.call());
      attempt.output = event.output();
      attempt.end(event.at(), SpanStatus.OK);
    }
    return previous;
  }

  private Place failAttempt(HistoryEvent event, Place previous) {
    SpanDraft attempt = attemptAt(previous);
    Place place = previous;
    if (attempt == null && previous.state != null) {
      attempt = newAttempt(event, previous.state);
      place = new Place(previous.scope, previous.state, attempt, false);
    }
    if (attempt != null) {
      attempt.learn(event.call());
      attempt.fail(event);
      if (attempt.error == null && event.type().endsWith("TimedOut")) {
        attempt.error = "States.Timeout";
      }
      attempt.failureOrigin = true;
      attempt.end(event.at(), SpanStatus.ERROR);
    }
    return place;
  }

  private Place startContainer(HistoryEvent event, Place previous) {
    boolean parallel = event.type().startsWith("Parallel");
    StateNode container = outwards(previous, node -> node.isOpen(parallel ? "Parallel" : "Map"));
    if (container == null) {
      return previous;
    }
    reopen(container);
    // A retry of the container begins again: what the former try left open was stopped by it.
    Closing.closeInside(container, event.at());
    container.startTry();
    return new Place(container.scope, container, null, parallel);
  }

  private static Place failContainer(HistoryEvent event, Place previous) {
    String type = event.type().startsWith("Parallel") ? "Parallel" : "Map";
    StateNode container = outwards(previous, node -> node.isOpen(type));
    if (container == null) {
      return previous;
    }
    Closing.closeInside(container, event.at());
    SpanDraft mapRun = container.lastMapRun();
    if (mapRun != null) {
      container.span.failLike(mapRun);
    }
    return new Place(container.scope, container, null, false);
  }

  private Place startIteration(HistoryEvent event, Place previous) {
    StateNode map =
        outwards(previous, node -> !node.exited && node.name().equals(event.stateName()));
    if (map == null) {
      return previous;
    }
    reopen(map);
    SpanDraft span =
        new SpanDraft(
            SpanKind.ITERATION,
            event,
            map.span,
            SpanIds.ofEvent(SpanKind.ITERATION, event.executionArn(), event.id()),
            map.name() + "[" + event.iteration() + "]");
    span.stateName = map.name();
    span.iteration = event.iteration();
    Scope iteration = new Scope(span, map);
    map.innerScopes.add(iteration);
    return new Place(iteration, map, null, false);
  }

  private static Place endIteration(HistoryEvent event, Place previous) {
    StateNode map =
        outwards(previous, node -> !node.exited && node.name().equals(event.stateName()));
    if (map == null) {
      return previous;
    }
    for (Scope iteration : map.innerScopes) {
      if (iteration.span.isOpen()
          && java.util.Objects.equals(iteration.span.iteration, event.iteration())) {
        Closing.closeStates(iteration, event.at());
        iteration.span.end(event.at(), Closing.statusOf(event.type()));
        break;
      }
    }
    return new Place(map.scope, map, null, false);
  }

  private static Place startMapRun(HistoryEvent event, Place previous) {
    StateNode map = outwards(previous, node -> node.isOpen("Map"));
    String arn = event.mapRunArn();
    if (map == null || arn == null) {
      return previous;
    }
    SpanDraft span =
        new SpanDraft(SpanKind.MAP_RUN, event, map.span, SpanIds.ofMapRun(arn), map.name());
    span.stateName = map.name();
    span.stateType = map.span.stateType;
    span.mapRunArn = arn;
    map.mapRuns.add(span);
    return new Place(map.scope, map, null, false);
  }

  private Place redriveMapRun(Place previous) {
    StateNode map = outwards(previous, node -> node.lastMapRun() != null && !node.exited);
    SpanDraft mapRun = map == null ? null : map.lastMapRun();
    if (map != null && mapRun != null) {
      reopen(map);
      map.span.forgetFailureBelow();
      mapRun.reopen();
    }
    return previous;
  }

  private static Place endMapRun(HistoryEvent event, Place previous) {
    StateNode map = outwards(previous, node -> node.lastMapRun() != null && !node.exited);
    SpanDraft mapRun = map == null ? null : map.lastMapRun();
    if (mapRun == null) {
      return previous;
    }
    SpanStatus status = Closing.statusOf(event.type());
    mapRun.end(event.at(), status);
    if (status == SpanStatus.ERROR) {
      mapRun.fail(event);
      mapRun.failureOrigin = true;
    }
    return previous;
  }

  /** Hangs in the chain before the state's own Entered: only its {@code state} names it. */
  private Place failEvaluation(HistoryEvent event, Place previous) {
    StateNode state =
        outwards(previous, node -> !node.exited && node.name().equals(event.stateName()));
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

  private static @Nullable SpanDraft attemptAt(Place place) {
    if (place.attempt != null) {
      return place.attempt;
    }
    SpanDraft last = place.state == null ? null : place.state.lastAttempt();
    return last != null && last.isOpen() ? last : null;
  }

  /** The nearest state that fits, from the place outwards through the containers around it. */
  private static @Nullable StateNode outwards(Place place, Predicate<StateNode> fits) {
    StateNode node = place.state == null ? place.scope.owner : place.state;
    while (node != null && !fits.test(node)) {
      node = node.scope.owner;
    }
    return node;
  }
}
