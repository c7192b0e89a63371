package io.fantail.span;

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

  Scope(SpanDraft span, @Nullable StateNode owner) {
    this.span = span;
    this.owner = owner;
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
