package io.fantail.span.execution;

import io.fantail.archive.history.EventType;
import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.execution.StateNode.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What events do to the states that others run in: inline Map with its iterations, Parallel with
 * its branches.
 */
final class ContainerEvents {
  private ContainerEvents() {}

  static Place start(Step step) {
    ExecutionDraft draft = step.draft();
    HistoryEvent event = step.event();
    String type = EventType.stateTypeOf(event.type());
    // What failed is not retried any more: then it is the container around it that begins again.
    StateNode container =
        step.previous()
            .outwards(
                node ->
                    node.isNotLeft(type)
                        && node.failedEventId != event.previousId()
                        && (node.span.isOpen() || draft.isBehindRedrive(node)));
    if (container == null) {
      return step.orNowhere();
    }
    boolean redriven = draft.isBehindRedrive(container);
    draft.goOnWith(container);
    if (container.tries > 0) {
      draft.stateTransitions++;
      closeFormerTry(step, container, type);
    }
    container.startTry(redriven, event.at());
    if (event.items().count() != null) {
      container.span.attributes.put(SpanAttributes.ITEMS, event.items().count().toString());
    }
    return new Place(container.scope, container, null, type.equals("Parallel"), false);
  }

  /** The former try stopped when it failed, and not behind the wait before this one. */
  private static void closeFormerTry(Step step, StateNode container, String type) {
    KnownEvents known = step.draft().known;
    HistoryEvent last = step.lastWithin(container);
    HistoryEvent failure = known.event(step.event().previousId());
    if (known.missingBetween(last.id(), step.event().id()) == 0) {
      Closing.closeInside(container, last);
    } else if (failure != null && type.equals("Parallel")) {
      // Of an iteration, the event that tells its end is missing.
      closeFailing(container, failure, step.previous());
    }
  }

  static Place succeed(Step step) {
    String type = EventType.stateTypeOf(step.event().type());
    StateNode container = step.previous().outwards(node -> node.isOpen(type));
    if (container != null) {
      // Another state would have two events before its branch succeeds.
      Closing.closeBranches(container, step.event(), 1);
    }
    return step.previous();
  }

  /** A container that failed before is passed over: of the same failure the one around it fails. */
  static Place fail(Step step) {
    HistoryEvent event = step.event();
    Place previous = step.previous();
    String type = EventType.stateTypeOf(event.type());
    StateNode container = previous.outwards(node -> node.isOpen(type));
    // Of a state without its Entered nobody knows whether it is this container, or within.
    boolean mayBeItself = previous.state() != null && previous.state().span.stateType == null;
    if (container == null || mayBeItself) {
      return step.orNowhere();
    }
    closeFailing(container, event, previous);
    Closing.closeInside(container, event);
    Scope failingScope = failingScope(container, previous);
    SpanDraft mapRun = container.lastMapRun();
    StateNode failing = failingScope == null ? null : failingScope.lastState();
    if (mapRun != null) {
      container.span.failure = mapRun.failure;
    } else if (failing != null && !container.failedItself && failing.span.failure.error() != null) {
      container.span.failure = failing.span.failure;
    }
    container.span.end(event.at(), SpanStatus.ERROR);
    container.failedEventId = event.id();
    container.failureWentOn = false;
    return Place.of(container);
  }

  /** The failure that the event hangs on says which state failed, also where that has no event. */
  private static void closeFailing(StateNode container, HistoryEvent event, Place previous) {
    StateNode failing = previous.state();
    if (failing != null && !failing.exited && container.isAround(failing)) {
      if (failing.span.status == SpanStatus.ABORTED) {
        // All aborts hang on the failure, also that of the state that failed.
        failing.span.reopen();
      }
      Closing.closeTowards(container, failing, event, null);
    }
  }

  private static @Nullable Scope failingScope(StateNode container, Place previous) {
    Scope failing = previous.scope().within(container);
    if (failing == null && container.scope.known.isComplete()) {
      for (Scope inner : container.lastTry()) {
        if (inner.span.status == SpanStatus.ERROR) {
          return inner;
        }
      }
    }
    return failing;
  }

  /**
   * It hangs on its own events, or on the failure elsewhere that aborted it. What is around that
   * failure fails and is not aborted, and beyond the nearest container around it nothing is aborted
   * yet: of what that one fails, further aborts hang on its own failure. So the one that is left is
   * meant; of several none is chosen, and all end with the container that failed.
   */
  static Place abort(Step step) {
    HistoryEvent event = step.event();
    String type = EventType.stateTypeOf(event.type());
    StateNode own = step.previous().state();
    StateNode aborted = own != null && own.isOpen(type) ? own : null;
    if (aborted == null) {
      StateNode failing = own == null ? null : own.scope.owner;
      aborted =
          step.only(
              node ->
                  node.isOpen(type)
                      && !node.isAround(own)
                      && (failing == null || failing.isAround(node)));
    }
    if (aborted != null) {
      Closing.closeInside(aborted, event);
      aborted.span.end(event.at(), SpanStatus.ABORTED);
      // Where it could not even begin, it may be what failed, as nothing else tells of that.
      aborted.mayHaveFailed = aborted == own && own.lastTry().isEmpty() && own.mapRuns.isEmpty();
    }
    return step.previous();
  }

  static Place startIteration(Step step) {
    HistoryEvent event = step.event();
    StateNode map = step.openNamed();
    if (map == null) {
      return step.orNowhere();
    }
    step.draft().goOnWith(map);
    Scope iteration = map.addScope(SpanKind.ITERATION, event, event.iteration());
    return new Place(iteration, map, null);
  }

  static Place endIteration(Step step, SpanStatus status) {
    HistoryEvent event = step.event();
    StateNode map = step.openNamed();
    if (map == null) {
      return step.orNowhere();
    }
    boolean failed = status == SpanStatus.ERROR;
    map.iterationsFailed += failed ? 1 : 0;
    Scope own = step.previous().scope().within(map);
    Scope iteration = endingIteration(step, map, own);
    if (iteration != null) {
      if (failed && own == iteration) {
        closeFailing(map, event, step.previous());
      }
      Closing.closeStates(iteration, event, failed);
      iteration.span.end(event.at(), status);
    }
    return Place.of(map);
  }

  private static @Nullable Scope endingIteration(Step step, StateNode map, @Nullable Scope own) {
    ExecutionDraft draft = step.draft();
    HistoryEvent event = step.event();
    Scope open = map.takeIteration(event.iteration());
    if (open != null) {
      // Another one of that index needs two events: of the try and of its own beginning.
      boolean isMeant = own == open || draft.known.missingBetween(open.lastEventId, event.id()) < 2;
      return isMeant ? open : null;
    }
    // After a redrive it went on, with nothing left to do but to end.
    if (own == null
        || own != map.lastIteration(event.iteration())
        || !wasUndone(own, draft.undoneEnd)) {
      return null;
    }
    draft.goOnWith(map);
    return own;
  }

  /** It was stopped, or failed, before the end of the execution that a redrive undid. */
  private static boolean wasUndone(Scope iteration, @Nullable HistoryEvent undoneEnd) {
    Instant endedAt = iteration.span.endedAt;
    return endedAt != null
        && undoneEnd != null
        && iteration.span.status != SpanStatus.OK
        && !endedAt.isAfter(undoneEnd.at());
  }
}
