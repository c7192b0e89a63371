package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.MapRun;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import org.jspecify.annotations.Nullable;

/** What events do to the Map Runs of a Distributed Map state. */
final class MapRunEvents {
  private MapRunEvents() {}

  static Place start(ExecutionWalk walk, HistoryEvent event, Place previous) {
    StateNode map = previous.outwards(node -> node.isOpen("Map"));
    String arn = event.mapRunArn();
    if (arn == null) {
      return previous;
    } else if (map == null) {
      return new Place(previous.scope(), null, unplaced(walk, event, arn), false);
    }
    add(event, map, arn);
    return new Place(map.scope, map, null, false);
  }

  /** Its state's events are missing: it is named by the label, and its children are found. */
  private static SpanDraft unplaced(ExecutionWalk walk, HistoryEvent event, String arn) {
    SpanDraft span =
        new SpanDraft(
            SpanKind.MAP_RUN, event, walk.execution, SpanIds.ofMapRun(arn), MapRun.labelOf(arn));
    span.mapRunArn = arn;
    span.attributes.put(SpanAttributes.PREDECESSOR_MISSING, SpanAttributes.YES);
    walk.unplaced.add(span);
    return span;
  }

  private static SpanDraft add(HistoryEvent event, StateNode map, String arn) {
    SpanDraft span =
        new SpanDraft(SpanKind.MAP_RUN, event, map.span, SpanIds.ofMapRun(arn), map.name());
    span.stateName = map.name();
    span.stateType = map.span.stateType;
    span.mapRunArn = arn;
    String items = map.span.attributes.remove(SpanAttributes.ITEMS);
    // 0 where an ItemReader reads them, and so nothing yet.
    if (items != null && !items.equals("0")) {
      span.attributes.put(SpanAttributes.REPORTED_ITEMS, items);
    }
    map.mapRuns.add(span);
    return span;
  }

  static Place redrive(ExecutionWalk walk, HistoryEvent event, Place previous) {
    StateNode map = previous.outwards(node -> node.isNotLeft("Map"));
    if (map == null) {
      return previous;
    }
    walk.stateTransitions += walk.isBehindRedrive(map) ? 1 : 0;
    map.reopen(walk.redriveCount());
    map.span.forgetFailureBelow();
    SpanDraft mapRun = map.lastMapRun();
    String arn = event.mapRunArn();
    if (mapRun != null && (arn == null || arn.equals(mapRun.mapRunArn))) {
      mapRun.reopen();
    } else if (arn != null) {
      add(event, map, arn).startIsMissing();
    }
    return previous;
  }

  static Place end(ExecutionWalk walk, HistoryEvent event, Place previous) {
    SpanStatus status = Closing.statusOf(event.type());
    SpanDraft mapRun = mapRunOf(walk, previous, status);
    if (mapRun == null) {
      return previous;
    }
    mapRun.end(event.at(), status);
    if (status == SpanStatus.ERROR) {
      mapRun.fail(event);
      mapRun.failureOrigin = true;
    }
    return previous;
  }

  private static @Nullable SpanDraft mapRunOf(
      ExecutionWalk walk, Place previous, SpanStatus status) {
    SpanDraft unplaced = previous.attempt();
    if (unplaced != null && unplaced.kind == SpanKind.MAP_RUN) {
      return unplaced;
    }
    StateNode map = mapOf(walk, previous, status);
    return map == null ? null : map.lastMapRun();
  }

  /** One that was aborted may hang on the failure elsewhere that aborted it. */
  private static @Nullable StateNode mapOf(ExecutionWalk walk, Place previous, SpanStatus status) {
    StateNode around = previous.outwards(StateNode::hasOpenMapRun);
    return around == null && status == SpanStatus.ABORTED
        ? walk.only(StateNode::hasOpenMapRun)
        : around;
  }
}
