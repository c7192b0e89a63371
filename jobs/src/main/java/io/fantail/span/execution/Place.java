package io.fantail.span.execution;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where an event happened: what the events that name it as their predecessor start from.
 *
 * @param state that the event belongs to; null where only the scope is known
 * @param attempt that the event belongs to
 * @param startsBranches the next state entered from here begins a branch
 */
record Place(
    Scope scope, @Nullable StateNode state, @Nullable SpanDraft attempt, boolean startsBranches) {

  /** The attempt of the event itself, or the one that its state has open. */
  @Nullable SpanDraft openAttempt() {
    if (attempt != null) {
      return attempt;
    }
    SpanDraft last = state == null ? null : state.lastAttempt();
    return last != null && last.isOpen() ? last : null;
  }

  /** The state of that name that is open here, beside here or around here. */
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

  /** The nearest state that fits, from here outwards through the containers around. */
  @Nullable StateNode outwards(Predicate<StateNode> fits) {
    StateNode node = state == null ? scope.owner : state;
    while (node != null && !fits.test(node)) {
      node = node.scope.owner;
    }
    return node;
  }
}
