package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  StateNode(SpanDraft span, Scope scope, int redriveCount) {
    this.span = span;
    this.scope = scope;
    this.redriveCount = redriveCount;
    this.lastEventId = span.beginning.id();
  }

  /**
   * Whether nothing more can have happened in it before the event; where ids are missing it can.
   */
  boolean isAsLastSeen(HistoryEvent event) {
    return scope.known.isLast(lastEventId, event);
  }

  /** An event happened in it, and so in all that is around it. */
  void noteEvent(long id) {
    StateNode node = this;
    while (node != null) {
      node.lastEventId = id;
      node.scope.lastEventId = id;
      node = node.scope.owner;
    }
  }

  String name() {
    return span.name;
  }

  /** Its Entered follows an event that is missing: what it is in is not known. */
  boolean isMisplaced() {
    return unplaced || span.attributes.containsKey(SpanAttributes.PREDECESSOR_MISSING);
  }

  /** Of that type, and not yet left: a Map that failed is left only when the failure is caught. */
  boolean isNotLeft(String type) {
    return !exited && type.equals(span.stateType);
  }

  boolean isOpen(String type) {
    return isNotLeft(type) && span.isOpen();
  }

  boolean isOpenNamed(@Nullable String name) {
    return !exited && name().equals(name);
  }

  /** The state of the execution itself that this is, or is in. */
  StateNode outermost() {
    StateNode node = this;
    while (node.scope.owner != null) {
      node = node.scope.owner;
    }
    return node;
  }

  boolean isAborted() {
    return span.status == SpanStatus.ABORTED;
  }

  boolean isAround(@Nullable StateNode other) {
    StateNode node = other;
    while (node != null && node != this) {
      node = node.scope.owner;
    }
    return node != null;
  }

  /** The state begins what it contains, for the first time or again. */
  void startTry(boolean redriven, Instant at) {
    if (startedBefore) {
      span.attributes.put(SpanAttributes.LAST_TRY_STARTED_AT, at.toString());
    }
    startedBefore = true;
    scopesOfFormerTries = innerScopes.size();
    tries = redriven ? 1 : tries + 1;
    openIterations = null;
  }

  /** Iterations and branches of the last try. */
  List<Scope> lastTry() {
    return innerScopes.subList(scopesOfFormerTries, innerScopes.size());
  }

  void add(Scope inner) {
    innerScopes.add(inner);
    if (tries > 1) {
      inner.span.attributes.put(SpanAttributes.TRY, String.valueOf(tries));
    }
    countOpen(inner);
  }

  private void countOpen(Scope inner) {
    if (inner.span.kind == SpanKind.ITERATION) {
      openIterations = openIterations == null ? new HashMap<>() : openIterations;
      openIterations.put(inner.span.iteration, inner);
      mostIterationsAtOnce = Math.max(mostIterationsAtOnce, openIterations.size());
    }
  }

  /** The open iteration of that index, which is open no more; null when there is none. */
  @Nullable Scope takeIteration(@Nullable Integer index) {
    Scope iteration = openIterations == null ? null : openIterations.remove(index);
    return iteration != null && iteration.span.isOpen() ? iteration : null;
  }

  /** The iteration of that index in the last try, also one that ended; null when there is none. */
  @Nullable Scope lastIteration(@Nullable Integer index) {
    for (Scope inner : lastTry()) {
      if (inner.span.iteration != null && inner.span.iteration.equals(index)) {
        return inner;
      }
    }
    return null;
  }

  @Nullable SpanDraft lastAttempt() {
    return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
  }

  /** Whether its last attempt was the evaluation that the failure follows. */
  boolean failedEvaluatingBefore(HistoryEvent failure) {
    SpanDraft last = lastAttempt();
    return last != null
        && last.attributes.containsKey(SpanAttributes.FAILED_EVALUATION)
        && last.beginning.id() == failure.previousId();
  }

  @Nullable SpanDraft lastMapRun() {
    return mapRuns.isEmpty() ? null : mapRuns.get(mapRuns.size() - 1);
  }

  boolean hasOpenMapRun() {
    SpanDraft mapRun = lastMapRun();
    return !exited && mapRun != null && mapRun.isOpen();
  }

  /** What goes on after a redrive was closed by the failure before, and so was all around it. */
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

  /** What is known when the walk is over. */
  void summarize() {
    if (tries > 1) {
      span.attributes.put(SpanAttributes.TRIES, String.valueOf(tries));
    }
    if (mostIterationsAtOnce > 0) {
      span.attributes.put(
          SpanAttributes.MAX_CONCURRENCY_REACHED, String.valueOf(mostIterationsAtOnce));
    }
    if (iterationsFailed > 0) {
      span.attributes.put(SpanAttributes.ITERATIONS_FAILED, String.valueOf(iterationsFailed));
    }
  }
}
