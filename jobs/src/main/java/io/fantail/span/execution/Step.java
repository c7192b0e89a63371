package io.fantail.span.execution;

import io.fantail.archive.history.EventRole;
import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.execution.StateNode.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One event, and how it finds the state it tells of.
 *
 * @param previous where the event happened that this one follows
 */
record Step(ExecutionDraft draft, HistoryEvent event, EventRole role, Place previous) {

  /** Whether the event follows one that is not there, or whose place is not known. */
  boolean predecessorIsMissing() {
    return previous.isLost();
  }

  /**
   * Where an event happened that did not find what it tells of: where events are missing, at a
   * place like no other, as no branches begin without a Parallel.
   */
  Place orNowhere() {
    return draft.known.isComplete() ? previous : new Place(draft.root, null, null, true, true);
  }

  /** Returns the last event within a container before this one, which starts it anew. */
  HistoryEvent lastWithin(StateNode container) {
    List<HistoryEvent> before = draft.known.before(event.id());
    for (int i = before.size() - 1; i >= 0; i--) {
      Place place = draft.placeOf(before.get(i).id());
      if (place != null
          && (place.state() == container || place.scope().within(container) != null)) {
        return before.get(i);
      }
    }
    return event;
  }

  /**
   * Returns the open state that the event names and that its place leads to. Where events before
   * are missing, the one open state of that name may be meant, unless there may be several: another
   * one's Entered may be missing too.
   */
  @Nullable StateNode openNamed() {
    String name = event.stateName();
    StateNode near = previous.openNamed(name);
    boolean leadsThere =
        near != null
            && (near == previous.state()
                || previous.scope().within(near) != null
                || (previous.state() != null && near.scope.owner == previous.state()));
    if (near != null && (leadsThere || !predecessorIsMissing() || !mayBeAnother(near))) {
      return near;
    }
    if (!predecessorIsMissing() && !draft.known.isComplete()) {
      // The way there is known, and it is not there.
      return null;
    }
    StateNode only = onlyOne(node -> node.isOpenNamed(name));
    return predecessorIsMissing() && only != null && mayBeAnother(only) ? null : only;
  }

  /** Whether it may have been left and entered again, in events that are missing. */
  private boolean mayBeAnother(StateNode state) {
    return isOneOfSeveral(state)
        || state != state.scope.lastState()
        || draft.known.missingBetween(state.lastEventId, event.id()) > 1;
  }

  /** Of a state within a Map or Parallel there is another in each iteration and in each try. */
  private static boolean isOneOfSeveral(StateNode state) {
    return state.scope.owner != null
        || state.isMisplaced()
        || state.span.has(SpanAttributes.START_MISSING);
  }

  /**
   * Returns the one state not yet left that fits; null when iterations that run at once have one
   * each, or where events are missing, and another state with them.
   */
  @Nullable StateNode only(Predicate<StateNode> fits) {
    return draft.known.isComplete() ? onlyOne(fits) : null;
  }

  private @Nullable StateNode onlyOne(Predicate<StateNode> fits) {
    List<StateNode> found = new ArrayList<>();
    find(draft.root, fits, found);
    return found.size() == 1 ? found.get(0) : null;
  }

  private static void find(Scope scope, Predicate<StateNode> fits, List<StateNode> found) {
    for (StateNode state : scope.states) {
      if (!state.exited) {
        if (fits.test(state)) {
          found.add(state);
        }
        state.innerScopes.forEach(inner -> find(inner, fits, found));
      }
    }
  }
}
