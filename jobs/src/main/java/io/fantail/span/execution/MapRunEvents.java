package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.MapRun;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.execution.SpanDraft.Beginning;
import org.jspecify.annotations.Nullable;

/** What events do to the Map Runs of a Distributed Map state. */
final class MapRunEvents {
  private MapRunEvents() {}

  static Place start(Step step) {
    HistoryEvent event = step.event();
    StateNode map = step.previous().outwards(node -> node.isOpen("Map"));
    String arn = event.mapRunArn();
    if (arn == null) {
      return step.previous();
    } else if (map == null) {
      return new Place(step.previous().scope(), null, unplaced(step.draft(), event, arn));
    }
    add(event, map, arn);
    return Place.of(map);
  }

  /** Its state's events are missing: it is named by the label, and its children are found. */
  private static SpanDraft unplaced(ExecutionDraft draft, HistoryEvent event, String arn) {
    SpanDraft span = of(event, draft.execution, arn, MapRun.labelOf(arn));
    span.attributes.put(SpanAttributes.PREDECESSOR_MISSING, SpanAttributes.YES);
    draft.unplaced.add(span);
    return span;
  }

  private static SpanDraft add(HistoryEvent event, StateNode map, String arn) {
    SpanDraft span = of(event, map.span, arn, map.name());
    span.stateName = map.name();
    span.stateType = map.span.stateType;
    String items = map.span.attributes.remove(SpanAttributes.ITEMS);
    // 0 where an ItemReader reads them, and so nothing yet.
    if (items != null && !items.equals("0")) {
      span.attributes.put(SpanAttributes.REPORTED_ITEMS, items);
    }
    map.mapRuns.add(span);
    return span;
  }

  private static SpanDraft of(HistoryEvent event, SpanDraft parent, String arn, String name) {
    SpanDraft span =
        new SpanDraft(SpanKind.MAP_RUN, Beginning.of(event), parent, SpanIds.ofMapRun(arn), name);
    span.mapRunArn = arn;
    return span;
  }

  static Place redrive(Step step) {
    ExecutionDraft draft = step.draft();
    HistoryEvent event = step.event();
    StateNode map = step.previous().outwards(node -> node.isNotLeft("Map"));
    if (map == null) {
      return step.previous();
    }
    draft.stateTransitions += draft.isBehindRedrive(map) ? 1 : 0;
    map.reopen(draft.redriveCount);
    map.span.forgetFailureBelow();
    SpanDraft mapRun = map.lastMapRun();
    String arn = event.mapRunArn();
    if (mapRun != null && (arn == null || arn.equals(mapRun.mapRunArn))) {
      mapRun.reopen();
    } else if (arn != null) {
      add(event, map, arn).noteMissingStart();
    }
    return step.previous();
  }

  static Place end(Step step, SpanStatus status) {
    HistoryEvent event = step.event();
    SpanDraft mapRun = mapRunOf(step, status);
    if (mapRun == null) {
      return step.previous();
    }
    mapRun.end(event.at(), status);
    if (status == SpanStatus.ERROR) {
      mapRun.failure = event.failure();
      mapRun.failureOrigin = true;
    }
    return step.previous();
  }

  private static @Nullable SpanDraft mapRunOf(Step step, SpanStatus status) {
    SpanDraft unplaced = step.previous().attempt();
    if (unplaced != null && unplaced.kind == SpanKind.MAP_RUN) {
      return unplaced;
    }
    StateNode map = mapOf(step, status);
    return map == null ? null : map.lastMapRun();
  }

  /** One that was aborted may hang on the failure elsewhere that aborted it. */
  private static @Nullable StateNode mapOf(Step step, SpanStatus status) {
    StateNode around = step.previous().outwards(StateNode::hasOpenMapRun);
    return around == null && status == SpanStatus.ABORTED
        ? step.only(StateNode::hasOpenMapRun)
        : around;
  }
}
