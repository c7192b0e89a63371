package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A state that was entered, with its attempts and, for Map and Parallel, with what runs inside. */
final class StateNode {
  final SpanDraft span;
  final Scope scope;
  final List<SpanDraft> attempts = new ArrayList<>();

  /** Iterations and branches, of all tries of the state. */
  final List<Scope> innerScopes = new ArrayList<>();

  final List<SpanDraft> mapRuns = new ArrayList<>();
  boolean exited;

  /** It failed by itself, and no later attempt overcame it: an evaluation, a runtime error. */
  boolean failedItself;

  /** Its evaluation failed, and nothing followed yet that tells whether it was tried again. */
  @Nullable HistoryEvent failedEvaluation;

  /** Nothing tells what it is in. */
  boolean unplaced;

  /** Only what comes next tells whether it was stopped, or failed and stopped others. */
  boolean mayHaveFailed;

  /** The id of the event that said last that the Map or Parallel failed; 0 for none. */
  long failedEventId;

  /** What is around it failed of that, so that nothing caught it. */
  boolean failureWentOn;

  /** The id of the last event that is known to have happened in it. */
  long lastEventId;

  /** Redrives before it was entered or last went on. */
  int redriveCount;

  /** Within one redrive; 0 until it begins what it contains. */
  int tries;

  int iterationsFailed;
  private int mostIterationsAtOnce;
  private boolean startedBefore;
  private int scopesOfFormerTries;

  /** By index; null for all that is no inline Map. */
  private @Nullable Map<Integer, Scope> openIterations;

  /** Where states follow one another: the execution, an iteration or a branch. */
  static final class Scope {
    final SpanDraft span;

    /** The Map or Parallel that this runs in; null for the execution. */
    final @Nullable StateNode owner;

    final List<StateNode> states = new ArrayList<>();
    final KnownEvents known;

    /** The id of the last event that is known to have happened here. */
    long lastEventId;

    Scope(SpanDraft span, @Nullable StateNode owner, KnownEvents known) {
      this.span = span;
      this.owner = owner;
      this.known = known;
      this.lastEventId = span.beginning.eventId();
    }

    /** Whether nothing more can have happened here before the event. */
    boolean isAsLastSeen(HistoryEvent event) {
      return known.isLast(lastEventId, event);
    }

    @Nullable StateNode lastState() {
      return lastOf(states);
    }

    /** Returns the iteration or branch of the container that this is, or is in; null for none. */
    @Nullable Scope within(StateNode container) {
      Scope scope = this;
      while (scope.owner != null && scope.owner != container) {
        scope = scope.owner.scope;
      }
      return scope.owner == null ? null : scope;
    }

    /** Visits the states here, each before the ones in it. */
    void forEachState(Consumer<StateNode> visit) {
      for (StateNode state : states) {
        visit.accept(state);
        state.innerScopes.forEach(inner -> inner.forEachState(visit));
      }
    }
  }

  StateNode(SpanDraft span, Scope scope, int redriveCount) {
    this.span = span;
    this.scope = scope;
    this.redriveCount = redriveCount;
    this.lastEventId = span.beginning.eventId();
  }

  private static <T> @Nullable T lastOf(List<T> all) {
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  String name() {
    return span.name;
  }

  @Nullable SpanDraft lastAttempt() {
    return lastOf(attempts);
  }

  @Nullable SpanDraft lastMapRun() {
    return lastOf(mapRuns);
  }

  boolean hasOpenMapRun() {
    SpanDraft mapRun = lastMapRun();
    return !exited && mapRun != null && mapRun.isOpen();
  }

  /** Whether nothing more can have happened in it before the event. */
  boolean isAsLastSeen(HistoryEvent event) {
    return scope.known.isLast(lastEventId, event);
  }

  /** Whether its Entered follows an event that is missing, so that nobody knows what it is in. */
  boolean isMisplaced() {
    return unplaced || span.has(SpanAttributes.PREDECESSOR_MISSING);
  }

  /**
   * Whether it is of that type and not left: a Map that failed is left only when that is caught.
   */
  boolean isNotLeft(String type) {
    return !exited && type.equals(span.stateType);
  }

  boolean isOpen(String type) {
    return isNotLeft(type) && span.isOpen();
  }

  boolean isOpenNamed(@Nullable String name) {
    return !exited && name().equals(name);
  }

  /** Returns the state of the execution itself that this is, or is in. */
  StateNode outermost() {
    StateNode node = this;
    while (node.scope.owner != null) {
      node = node.scope.owner;
    }
    return node;
  }

  boolean isAround(@Nullable StateNode other) {
    StateNode node = other;
    while (node != null && node != this) {
      node = node.scope.owner;
    }
    return node != null;
  }

  /** Whether neither it nor anything around it was left: a redrive goes on with these. */
  boolean isOnNoExitedPath() {
    StateNode node = this;
    while (node != null && !node.exited) {
      node = node.scope.owner;
    }
    return node == null;
  }

  /** Notes that an event happened in it, and so in all that is around it. */
  void noteEvent(long id) {
    StateNode node = this;
    while (node != null) {
      node.lastEventId = id;
      node.scope.lastEventId = id;
      node = node.scope.owner;
    }
  }

  /** Begins an attempt of the state. */
  SpanDraft addAttempt(HistoryEvent event, String spanId, int number) {
    SpanDraft attempt =
        new SpanDraft(SpanKind.ATTEMPT, SpanDraft.Beginning.of(event), span, spanId, name());
    attempt.stateName = name();
    attempt.stateType = span.stateType;
    attempt.attempt = number;
    attempts.add(attempt);
    return attempt;
  }

  /** Returns how often the state was tried since the execution was redriven last. */
  int retries(int redrives) {
    int count = 0;
    Integer counted = null;
    for (SpanDraft attempt : attempts) {
      boolean isOfThisRedrive = attempt.beginning.redriveCount() == redrives;
      // What failed to be evaluated behind a call has the number of its call.
      count += isOfThisRedrive && !Objects.equals(attempt.attempt, counted) ? 1 : 0;
      counted = isOfThisRedrive ? attempt.attempt : null;
    }
    return count;
  }

  /** Begins what the state contains, for the first time or again. */
  void startTry(boolean redriven, Instant at) {
    if (startedBefore) {
      span.attributes.put(SpanAttributes.LAST_TRY_STARTED_AT, at.toString());
    }
    startedBefore = true;
    scopesOfFormerTries = innerScopes.size();
    tries = redriven ? 1 : tries + 1;
    openIterations = null;
  }

  /** Returns the iterations and branches of the last try. */
  List<Scope> lastTry() {
    return innerScopes.subList(scopesOfFormerTries, innerScopes.size());
  }

  /** Begins an iteration or a branch. */
  Scope addScope(SpanKind kind, HistoryEvent event, @Nullable Integer index) {
    SpanDraft part = SpanDraft.of(kind, event, span, name() + "[" + index + "]");
    part.stateName = name();
    part.iteration = index;
    if (tries > 1) {
      part.attributes.put(SpanAttributes.TRY, String.valueOf(tries));
    }
    Scope inner = new Scope(part, this, scope.known);
    innerScopes.add(inner);
    countOpen(inner);
    return inner;
  }

  private void countOpen(Scope inner) {
    if (inner.span.kind == SpanKind.ITERATION) {
      openIterations = openIterations == null ? new HashMap<>() : openIterations;
      openIterations.put(inner.span.iteration, inner);
      mostIterationsAtOnce = Math.max(mostIterationsAtOnce, openIterations.size());
    }
  }

  /** Takes the open iteration of that index out of the open ones; null when there is none. */
  @Nullable Scope takeIteration(@Nullable Integer index) {
    Scope iteration = openIterations == null ? null : openIterations.remove(index);
    return iteration != null && iteration.span.isOpen() ? iteration : null;
  }

  /** Returns the iteration of that index in the last try, also one that ended; null for none. */
  @Nullable Scope lastIteration(@Nullable Integer index) {
    for (Scope inner : lastTry()) {
      if (index != null && index.equals(inner.span.iteration)) {
        return inner;
      }
    }
    return null;
  }

  /** Reopens what goes on after a redrive: the failure before closed it, and all around it. */
  void reopen(int redrives) {
    StateNode node = this;
    while (node != null && !node.exited) {
      StateNode owner = node.scope.owner;
      boolean wasClosed = !node.scope.span.isOpen();
      node.span.reopen();
      node.scope.span.reopen();
      if (owner != null && wasClosed) {
        owner.countOpen(node.scope);
      }
      if (node.redriveCount < redrives) {
        node.redriveCount = redrives;
        node.failedItself = false;
      }
      node = owner;
    }
  }

  /** Notes what is known of its tries and iterations when the last event was seen. */
  void summarize() {
    note(SpanAttributes.TRIES, tries, 2);
    note(SpanAttributes.MAX_CONCURRENCY_REACHED, mostIterationsAtOnce, 1);
    note(SpanAttributes.ITERATIONS_FAILED, iterationsFailed, 1);
  }

  private void note(String attribute, int count, int least) {
    if (count >= least) {
      span.attributes.put(attribute, String.valueOf(count));
    }
  }
}
