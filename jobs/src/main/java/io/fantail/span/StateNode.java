package io.fantail.span;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private boolean started;
  private int scopesOfFormerTries;

  StateNode(SpanDraft span, Scope scope) {
    this.span = span;
    this.scope = scope;
  }

  String name() {
    return span.name;
  }

  boolean isOpen(String type) {
    return !exited && type.equals(span.stateType);
  }

  /** The state begins what it contains, for the first time or again. */
  void startTry(Instant at) {
    if (started) {
      span.attributes.put(Span.LAST_TRY_STARTED_AT, at.toString());
    }
    started = true;
    scopesOfFormerTries = innerScopes.size();
  }

  /** Iterations and branches of the last try. */
  List<Scope> lastTry() {
    return innerScopes.subList(scopesOfFormerTries, innerScopes.size());
  }

  @Nullable SpanDraft lastAttempt() {
    return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
  }

  @Nullable SpanDraft lastMapRun() {
    return mapRuns.isEmpty() ? null : mapRuns.get(mapRuns.size() - 1);
  }

  /** What goes on after a redrive was closed by the failure before, and so was all around it. */
  void reopen() {
    StateNode node = this;
    while (node != null && !node.exited) {
      node.span.reopen();
      node.scope.span.reopen();
      node = node.scope.owner;
    }
  }
}
