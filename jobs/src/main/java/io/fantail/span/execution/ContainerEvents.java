package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import org.jspecify.annotations.Nullable;

/**
 * What events do to the states that others run in: inline Map with its iterations, Parallel with
 * its branches.
 */
final class ContainerEvents {
  private ContainerEvents() {}

  private static String typeOf(HistoryEvent event) {
    return event.type().startsWith("Parallel") ? "Parallel" : "Map";
  }

  static Scope newBranch(HistoryEvent event, StateNode parallel) {
    SpanDraft parent = parallel.span;
    int branch = parallel.lastTry().size();
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
    parallel.add(scope);
    return scope;
  }

  static Place start(ExecutionWalk walk, HistoryEvent event, Place previous) {
    String type = typeOf(event);
    // What failed is not retried any more: then it is the container around it that begins again.
    StateNode container =
        previous.outwards(
            node ->
                node.isNotLeft(type)
                    && node.failedEventId != event.previousId()
                    && (node.span.isOpen() || walk.isBehindRedrive(node)));
    if (container == null) {
      return walk.orNowhere(previous);
    }
    boolean redriven = walk.isBehindRedrive(container);
    if (walk.redriveCount() > 0) {
      container.reopen(walk.redriveCount());
    }
    if (container.tries > 0) {
      walk.stateTransitions++;
      // The former try stopped when it failed, and not behind the wait before this one.
      HistoryEvent last = walk.lastWithin(container, event);
      HistoryEvent failure = walk.known.event(event.previousId());
      if (walk.known.missingBetween(last.id(), event.id()) == 0) {
        Closing.closeInside(container, last);
      } else if (failure != null && type.equals("Parallel")) {
        // Of an iteration, the event that tells its end is missing.
        closeFailing(container, failure, previous);
      }
    }
    container.startTry(redriven, event.at());
    if (event.items() != null) {
      container.span.attributes.put(SpanAttributes.ITEMS, event.items().toString());
    }
    return new Place(container.scope, container, null, type.equals("Parallel"));
  }

  static Place succeed(HistoryEvent event, Place previous) {
    String type = typeOf(event);
    StateNode container = previous.outwards(node -> node.isOpen(type));
    if (container != null) {
      Closing.closeBranches(container, event);
    }
    return previous;
  }

  /** A container that failed before is passed over: of the same failure the one around it fails. */
  static Place fail(ExecutionWalk walk, HistoryEvent event, Place previous) {
    String type = typeOf(event);
    StateNode container = previous.outwards(node -> node.isOpen(type));
    // Of a state without its Entered nobody knows whether it is this container, or within.
    boolean mayBeItself = previous.state() != null && previous.state().span.stateType == null;
    if (container == null || mayBeItself) {
      return walk.orNowhere(previous);
    }
    closeFailing(container, event, previous);
    Closing.closeInside(container, event);
    Scope failingScope = failingScope(container, previous);
    SpanDraft mapRun = container.lastMapRun();
    StateNode failing = failingScope == null ? null : failingScope.lastState();
    if (mapRun != null) {
      container.span.failLike(mapRun);
    } else if (failing != null && !container.failedItself && failing.span.error != null) {
      container.span.failLike(failing.span);
    }
    container.span.end(event.at(), SpanStatus.ERROR);
    container.failedEventId = event.id();
    container.failureWentOn = false;
    return new Place(container.scope, container, null, false);
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
  static Place abort(ExecutionWalk walk, HistoryEvent event, Place previous) {
    String type = typeOf(event);
    StateNode own = previous.state();
    StateNode aborted = own != null && own.isOpen(type) ? own : null;
    if (aborted == null) {
      StateNode failing = own == null ? null : own.scope.owner;
      aborted =
          walk.only(
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
    return previous;
  }

  static Place startIteration(ExecutionWalk walk, HistoryEvent event, Place previous) {
    StateNode map = walk.openNamed(previous, event.stateName());
    if (map == null) {
      return walk.orNowhere(previous);
    }
    if (walk.redriveCount() > 0) {
      map.reopen(walk.redriveCount());
    }
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
    map.add(iteration);
    return new Place(iteration, map, null, false);
  }

  static Place endIteration(ExecutionWalk walk, HistoryEvent event, Place previous) {
    StateNode map = walk.openNamed(previous, event.stateName());
    if (map == null) {
      return walk.orNowhere(previous);
    }
    SpanStatus status = Closing.statusOf(event.type());
    map.iterationsFailed += status == SpanStatus.ERROR ? 1 : 0;
    Scope own = previous.scope().within(map);
    Scope iteration = endingIteration(walk, event, map, own);
    if (iteration != null) {
      if (status == SpanStatus.ERROR && own == iteration) {
        closeFailing(map, event, previous);
      }
      Closing.closeStates(iteration, event, status == SpanStatus.ERROR);
      iteration.span.end(event.at(), status);
    }
    return new Place(map.scope, map, null, false);
  }

  private static @Nullable Scope endingIteration(
      ExecutionWalk walk, HistoryEvent event, StateNode map, @Nullable Scope own) {
    Scope open = map.takeIteration(event.iteration());
    if (open != null) {
      // Another one of that index needs two events: of the try and of its own beginning.
      boolean isMeant = own == open || walk.known.missingBetween(open.lastEventId, event.id()) < 2;
      return isMeant ? open : null;
    }
    // After a redrive it went on, with nothing left to do but to end.
    boolean isOwn = own != null && own == map.lastIteration(event.iteration());
    if (!isOwn || !walk.wasUndone(own)) {
      return null;
    }
    map.reopen(walk.redriveCount());
    return own;
  }
}
