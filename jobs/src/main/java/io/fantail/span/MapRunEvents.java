package io.fantail.span;

import io.fantail.event.HistoryEvent;

/** What events do to the Map Runs of a Distributed Map state. */
final class MapRunEvents {
  /** The attribute of a Map Run that says how many items AWS counts. */
  static final String REPORTED_ITEMS = "reported_items";

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
    String items = map.span.attributes.remove(ContainerEvents.ITEMS);
    // 0 where an ItemReader reads them, and so nothing yet.
    if (items != null && !items.equals("0")) {
      span.attributes.put(REPORTED_ITEMS, items);
    }
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
