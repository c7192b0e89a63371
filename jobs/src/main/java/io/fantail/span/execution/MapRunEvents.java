package io.fantail.span.execution;

import io.fantail.event.HistoryEvent;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.execution.SpanDraft.Beginning;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What events do to the Map Runs of a Distributed Map state. */
final class MapRunEvents {
  /** A history of 25,000 events has no room for a redrive and what follows. */
  private static final long MOST_EVENTS = 24_999;

  private static final int MOST_REDRIVES = 1_000;

  /** Executions that began before cannot be redriven. */
  private static final Instant FIRST_REDRIVES = Instant.parse("2023-11-15T00:00:00Z");

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
    SpanDraft span = of(event, draft.execution, arn, MapRun.nameOf(arn));
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
      mapRun.attributes.merge(SpanAttributes.REDRIVES, "1", MapRunEvents::sum);
    } else if (arn != null) {
      add(event, map, arn).noteMissingStart();
    }
    return step.previous();
  }

  private static String sum(String one, String other) {
    return String.valueOf(Integer.parseInt(one) + Integer.parseInt(other));
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

  /**
   * Notes whether the Map Runs that did not succeed can be redriven: AWS goes on with what has no
   * Exited event when the execution has ended without success, and with the last try of it. See
   * "Redriving Map Runs" and "Redrive eligibility" in the Step Functions Developer Guide. While the
   * execution runs, and where events of it are missing, nobody knows.
   */
  static void noteRedrivable(ExecutionDraft draft) {
    boolean isOver = draft.ended != null && draft.startIsKnown && draft.known.isComplete();
    boolean hasRoom =
        draft.known.lastId() < MOST_EVENTS
            && draft.redriveCount < MOST_REDRIVES
            && !draft.execution.beginning.at().isBefore(FIRST_REDRIVES)
            && draft.status != ExecutionStatus.SUCCEEDED;
    draft.root.forEachState(
        state -> {
          for (SpanDraft mapRun : state.mapRuns) {
            if (isOver && !mapRun.isOpen() && mapRun.status != SpanStatus.OK) {
              boolean goesOn = mapRun == state.lastMapRun() && state.isOnNoExitedPath();
              mapRun.attributes.put(SpanAttributes.REDRIVABLE, String.valueOf(hasRoom && goesOn));
            }
          }
        });
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
