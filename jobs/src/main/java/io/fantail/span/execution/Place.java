package io.fantail.span.execution;

import io.fantail.span.execution.StateNode.Scope;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where an event happened: what the events that name it as their predecessor start from.
 *
 * @param state that the event belongs to; null where only the scope is known
 * @param attempt that the event belongs to
 * @param startsBranches the next state entered from here begins a branch
 * @param isLost nothing tells in which iteration, branch or state it is, as events are missing
 */
record Place(
    Scope scope,
    @Nullable StateNode state,
    @Nullable SpanDraft attempt,
    boolean startsBranches,
    boolean isLost) {

  Place(Scope scope, @Nullable StateNode state, @Nullable SpanDraft attempt) {
    this(scope, state, attempt, false, false);
  }

  static Place of(StateNode state) {
    return new Place(state.scope, state, null);
  }

  /** Whether it is where things happen to what has no events: see {@code Step}. */
  boolean isNowhere() {
    return startsBranches && state == null;
  }

  Place lost(boolean lost) {
    return lost == isLost ? this : new Place(scope, state, attempt, startsBranches, lost);
  }

  /** Returns the attempt of the event itself, or the one that its state has open. */
  @Nullable SpanDraft openAttempt() {
    if (attempt != null) {
      return attempt;
    }
    SpanDraft last = state == null ? null : state.lastAttempt();
    return last != null && last.isOpen() ? last : null;
  }

  /** Returns the state of that name that is open here, beside here or around here. */
  @Nullable StateNode openNamed(@Nullable String name) {
    if (state != null && startsBranches) {
      for (Scope branch : state.lastTry()) {
        StateNode last = branch.lastState();
        if (last != null && last.isOpenNamed(name)) {
          return last;
        }
      }
    }
    StateNode beside = scope.lastState();
    return beside != null && beside.isOpenNamed(name)
        ? beside
        : outwards(node -> node.isOpenNamed(name));
  }

  /** Returns the nearest state that fits, from here outwards through the containers around. */
  @Nullable StateNode outwards(Predicate<StateNode> fits) {
    StateNode node = state == null ? scope.owner : state;
    while (node != null && !fits.test(node)) {
      node = node.scope.owner;
    }
    return node;
  }
}
