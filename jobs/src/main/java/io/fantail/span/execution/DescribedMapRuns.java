package io.fantail.span.execution;

import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.maprun.ChildCounts;
import io.fantail.event.maprun.ItemCounts;
import io.fantail.event.maprun.MapRunSettings;
import io.fantail.shape.Column;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.span.execution.SpanDraft.Beginning;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Adds to the spans of Map Runs what answers of the API say of them, and the Map Runs that no event
 * tells of. What an event tells stays.
 */
final class DescribedMapRuns {
  /** The end in an answer and in an event are told by two services. */
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(1);

  private DescribedMapRuns() {}

  static void add(ExecutionDraft draft) {
    List<Description> answers = draft.answers.ofMapRuns();
    if (answers.isEmpty()) {
      return;
    }
    Map<String, SpanDraft> mapRuns = new HashMap<>();
    draft.root.forEachState(
        state -> state.mapRuns.forEach(span -> mapRuns.put(span.mapRunArn, span)));
    draft.unplaced.stream()
        .filter(span -> span.kind == SpanKind.MAP_RUN)
        .forEach(span -> mapRuns.put(span.mapRunArn, span));
    for (Description answer : answers) {
      complete(
          mapRuns.computeIfAbsent(Answers.mapRunArn(answer), arn -> addMapRun(arn, answer, draft)),
          answer);
    }
    // The most trusted last, to have the last word: also over what the parent's events count.
    for (int i = answers.size() - 1; i >= 0; i--) {
      Description answer = answers.get(i);
      report(Objects.requireNonNull(mapRuns.get(Answers.mapRunArn(answer))), answer);
    }
  }

  /** Its state is in no answer: it hangs on the execution, and has the name of its label. */
  private static SpanDraft addMapRun(String arn, Description answer, ExecutionDraft draft) {
    SpanDraft mapRun =
        new SpanDraft(
            SpanKind.MAP_RUN,
            Beginning.of(answer),
            draft.execution,
            SpanIds.ofMapRun(arn),
            MapRun.nameOf(arn));
    mapRun.mapRunArn = arn;
    mapRun.attributes.put(SpanAttributes.DESCRIBED_BY, Column.wordOf(answer.source()));
    mapRun.describedBy = answer.source();
    draft.unplaced.add(mapRun);
    return mapRun;
  }

  private static void complete(SpanDraft mapRun, Description answer) {
    Instant endedAt = answer.endedAt();
    ExecutionStatus status = Answers.status(answer);
    if (mapRun.isOpen() && endedAt != null && !endedAt.isBefore(mapRun.beginning.at())) {
      // A list of Map Runs has their ends, and not how they ended.
      boolean statusIsKnown = status != ExecutionStatus.RUNNING;
      mapRun.end(endedAt, statusIsKnown ? status.spanStatus() : SpanStatus.UNFINISHED);
    }
  }

  private static void report(SpanDraft mapRun, Description answer) {
    ChildCounts counts = answer.childCounts();
    SortedMap<String, String> attributes = mapRun.attributes;
    SpanAttributes.put(attributes, SpanAttributes.REPORTED_CHILDREN, answer.children());
    SpanAttributes.put(attributes, SpanAttributes.REPORTED_PENDING, counts.pending());
    if (answer.children() != null) {
      // The last word on the count is the last word on this too.
      attributes.remove(SpanAttributes.PENDING_CHILDREN);
      SpanAttributes.put(
          attributes,
          SpanAttributes.PENDING_CHILDREN,
          isFinal(mapRun, answer) ? counts.pending() : null);
    }
    SpanAttributes.put(attributes, SpanAttributes.REPORTED_SUCCEEDED, counts.succeeded());
    SpanAttributes.put(attributes, SpanAttributes.REPORTED_FAILED, counts.failed());
    SpanAttributes.put(attributes, SpanAttributes.REPORTED_TIMED_OUT, counts.timedOut());
    SpanAttributes.put(attributes, SpanAttributes.REPORTED_ABORTED, counts.aborted());
    SpanAttributes.put(attributes, SpanAttributes.REPORTED_RUNNING, counts.running());
    SpanAttributes.put(
        attributes, SpanAttributes.REPORTED_RESULTS_WRITTEN, counts.resultsWritten());
    SpanAttributes.put(
        attributes, SpanAttributes.REPORTED_NOT_REDRIVABLE, counts.failuresNotRedrivable());
    SpanAttributes.put(
        attributes, SpanAttributes.REPORTED_PENDING_REDRIVE, counts.pendingRedrive());
    SpanAttributes.put(attributes, SpanAttributes.REPORTED_ITEMS, answer.items());
    reportItems(answer.itemCounts(), attributes);
    reportSettings(answer, attributes);
  }

  private static void reportItems(ItemCounts counts, SortedMap<String, String> attributes) {
    SpanAttributes.put(attributes, SpanAttributes.REPORTED_ITEMS_FAILED, counts.failed());
    SpanAttributes.put(attributes, SpanAttributes.REPORTED_ITEMS_TIMED_OUT, counts.timedOut());
    SpanAttributes.put(
        attributes, SpanAttributes.REPORTED_ITEMS_NOT_REDRIVABLE, counts.failuresNotRedrivable());
  }

  private static void reportSettings(Description answer, SortedMap<String, String> attributes) {
    MapRunSettings settings = answer.settings();
    SpanAttributes.put(
        attributes, SpanAttributes.CONFIGURED_MAX_CONCURRENCY, settings.maxConcurrency());
    SpanAttributes.put(
        attributes, SpanAttributes.TOLERATED_FAILURE_COUNT, settings.toleratedFailureCount());
    SpanAttributes.put(
        attributes,
        SpanAttributes.TOLERATED_FAILURE_PERCENTAGE,
        settings.toleratedFailurePercentage());
    if (answer.source() == DescriptionSource.DESCRIBE_MAP_RUN) {
      SpanAttributes.put(attributes, SpanAttributes.REPORTED_REDRIVES, answer.redriveCount());
    }
    SpanAttributes.put(attributes, SpanAttributes.REDRIVEN_AT, answer.redrivenAt());
  }

  /** Not where it goes on since: what had not begun then may have begun. */
  private static boolean isFinal(SpanDraft mapRun, Description answer) {
    Instant saidEnd = answer.endedAt();
    boolean hadEnded = saidEnd != null && Answers.status(answer) != ExecutionStatus.RUNNING;
    Instant endedAt = mapRun.endedAt;
    boolean endedLater =
        saidEnd != null && endedAt != null && endedAt.isAfter(saidEnd.plus(CLOCKS_DIFFER_BY));
    return hadEnded && !mapRun.isOpen() && !endedLater;
  }
}
