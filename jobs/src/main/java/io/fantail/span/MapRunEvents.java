package io.fantail.span;

import io.fantail.event.HistoryEvent;

/** What events do to the Map Runs of a Distributed Map state. */
final class MapRunEvents {
  private MapRunEvents() {}

  static Place start(HistoryEvent event, Place previous) {
    StateNode map = previous.outwards(node -> node.isOpen("Map"));
    String arn = event.mapRunArn();
    if (map == null || arn == null) {
      return previous;
    }
    SpanDraft span =
        new SpanDraft(SpanKind.MAP_RUN, event, map.span, SpanIds.ofMapRun(arn), map.name());
    span.stateName = map.name();
    span.stateType = map.span.stateType;
    span.mapRunArn = arn;
    map.mapRuns.add(span);
    return new Place(map.scope, map, null, false);
  }

  static Place redrive(Place previous, int redriveCount) {
    StateNode map = previous.outwards(node -> node.lastMapRun() != null && !node.exited);
    SpanDraft mapRun = map == null ? null : map.lastMapRun();
    if (map != null && mapRun != null) {
      if (redriveCount > 0) {
        map.reopen();
      }
      map.span.forgetFailureBelow();
      mapRun.reopen();
    }
    return previous;
  }

  static Place end(HistoryEvent event, Place previous) {
    StateNode map = previous.outwards(node -> node.lastMapRun() != null && !node.exited);
    SpanDraft mapRun = map == null ? null : map.lastMapRun();
    if (mapRun == null) {
      return previous;
    }
    SpanStatus status = Closing.statusOf(event.type());
    mapRun.end(event.at(), status);
    if (status == SpanStatus.ERROR) {
      mapRun.fail(event);
      mapRun.failureOrigin = true;
    }
    return previous;
  }
}
