package io.fantail.span;

import io.fantail.event.HistoryEvent;
import java.util.Objects;

/**
 * What events do to the states that others run in: inline Map with its iterations, Parallel with
 * its branches.
 */
final class ContainerEvents {
  /** The attribute of an inline Map that says how many items it takes. */
  static final String ITEMS = "items";

  private ContainerEvents() {}

  static Scope newBranch(HistoryEvent event, Place previous) {
    StateNode parallel = previous.state();
    SpanDraft parent = parallel == null ? previous.scope().span : parallel.span;
    int branch = parallel == null ? 0 : parallel.lastTry().size();
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
    if (parallel != null) {
      parallel.innerScopes.add(scope);
    }
    return scope;
  }

  static Place start(HistoryEvent event, Place previous, int redriveCount) {
    boolean parallel = event.type().startsWith("Parallel");
    StateNode container = previous.outwards(node -> node.isOpen(parallel ? "Parallel" : "Map"));
    if (container == null) {
      return previous;
    }
    if (redriveCount > 0) {
      container.reopen();
    }
    // A retry of the container begins again: what the former try left open was stopped by it.
    Closing.closeInside(container, event.at());
    container.startTry();
    if (event.items() != null) {
      container.span.attributes.put(ITEMS, event.items().toString());
    }
    return new Place(container.scope, container, null, parallel);
  }

  static Place fail(HistoryEvent event, Place previous) {
    String type = event.type().startsWith("Parallel") ? "Parallel" : "Map";
    StateNode container = previous.outwards(node -> node.isOpen(type));
    if (container == null) {
      return previous;
    }
    Closing.closeInside(container, event.at());
    SpanDraft mapRun = container.lastMapRun();
    if (mapRun != null) {
      container.span.failLike(mapRun);
    }
    return new Place(container.scope, container, null, false);
  }

  static Place startIteration(HistoryEvent event, Place previous, int redriveCount) {
    StateNode map =
        previous.outwards(node -> !node.exited && node.name().equals(event.stateName()));
    if (map == null) {
      return previous;
    }
    if (redriveCount > 0) {
      map.reopen();
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
    map.innerScopes.add(iteration);
    return new Place(iteration, map, null, false);
  }

  static Place endIteration(HistoryEvent event, Place previous) {
    StateNode map =
        previous.outwards(node -> !node.exited && node.name().equals(event.stateName()));
    if (map == null) {
      return previous;
    }
    for (Scope iteration : map.innerScopes) {
      if (iteration.span.isOpen() && Objects.equals(iteration.span.iteration, event.iteration())) {
        Closing.closeStates(iteration, event.at());
        iteration.span.end(event.at(), Closing.statusOf(event.type()));
        break;
      }
    }
    return new Place(map.scope, map, null, false);
  }
}
