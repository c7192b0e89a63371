package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where states follow one another: the execution, one iteration of an inline Map, one branch of a
 * Parallel.
 */
final class Scope {
  final SpanDraft span;

  /** The Map or Parallel that this runs in; null for the execution. */
  final @Nullable StateNode owner;

  final List<StateNode> states = new ArrayList<>();
  final KnownEvents known;

  /** The id of the last event that is known to have happened here. */
  long lastEventId;

  /** What the execution itself consists of. */
  Scope(SpanDraft execution, KnownEvents known) {
    this(execution, null, known);
  }

  Scope(SpanDraft span, StateNode owner) {
    this(span, owner, owner.scope.known);
  }

  private Scope(SpanDraft span, @Nullable StateNode owner, KnownEvents known) {
    this.span = span;
    this.owner = owner;
    this.known = known;
    this.lastEventId = span.beginning.id();
  }

  /** Whether nothing more can have happened here before the event; where ids are missing it can. */
  boolean isAsLastSeen(HistoryEvent event) {
    return known.isLast(lastEventId, event);
  }

  @Nullable StateNode lastState() {
    return states.isEmpty() ? null : states.get(states.size() - 1);
  }

  /** The iteration or branch of the container that this is, or is in; null when it is in none. */
  @Nullable Scope within(StateNode container) {
    Scope scope = this;
    while (scope.owner != null && scope.owner != container) {
      scope = scope.owner.scope;
    }
    return scope.owner == null ? null : scope;
  }
}
