package io.fantail.span.execution;

import io.fantail.event.ChildCounts;
import io.fantail.event.Description;
import io.fantail.event.DescriptionSource;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.UpstreamContext;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.MapRunMembership;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What answers of the API add to the events of an execution: its end where no event tells it, the
 * Map Run it is a child of, the Map Runs it started. What an event tells stays, but for an end that
 * a later redrive undid.
 */
final class DescribedExecution {
  /** The end in an answer and in an event are told by two services. */
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(1);

  private final List<Description> own;
  private final List<Description> ofMapRuns;

  /**
   * Sorts the answers.
   *
   * @param descriptions the most trusted first
   */
  DescribedExecution(List<Description> descriptions) {
    own = descriptions.stream().filter(answer -> !answer.source().isOfMapRun()).toList();
    ofMapRuns = descriptions.stream().filter(answer -> answer.source().isOfMapRun()).toList();
  }

  /** Stands in the place of {@code ExecutionStarted} where there is no event at all. */
  HistoryEvent beginning() {
    Description first =
        own.isEmpty()
            ? ofMapRuns.stream().min(Comparator.comparing(Description::startedAt)).orElseThrow()
            : own.get(0);
    return asEvent(first, own.isEmpty() ? "" : "ExecutionStarted", first.startedAt());
  }

  /** The Map Run that it is a child of, by the most trusted answer that names one. */
  @Nullable MapRunMembership mapRun() {
    return own.stream()
        .filter(answer -> answer.mapRunArn() != null)
        .findFirst()
        .map(answer -> new MapRunMembership(knownArn(answer), answer.source()))
        .orElse(null);
  }

  /** The most trusted other opinion about it; null where all answers agree. */
  @Nullable MapRunMembership otherMapRun() {
    MapRunMembership best = mapRun();
    String bestArn = best == null ? null : best.mapRunArn();
    return own.stream()
        .filter(answer -> answer.mapRunArn() != null && !answer.mapRunArn().equals(bestArn))
        .findFirst()
        .map(answer -> new MapRunMembership(knownArn(answer), answer.source()))
        .orElse(null);
  }

  UpstreamContext context() {
    return own.stream()
        .map(Description::context)
        .filter(context -> !context.equals(UpstreamContext.NONE))
        .findFirst()
        .orElse(UpstreamContext.NONE);
  }

  /**
   * How many items a child took: as AWS counts them in a list, or by its input.
   *
   * @param first of its events, or what stands in their place
   */
  @Nullable Integer items(HistoryEvent first) {
    Integer counted = items(answer -> answer.source() == DescriptionSource.LIST_EXECUTIONS);
    if (counted != null) {
      return counted;
    }
    boolean showsInput = first.type().equals("ExecutionStarted") && first.items() != null;
    return showsInput ? first.items() : items(answer -> true);
  }

  private @Nullable Integer items(Predicate<Description> which) {
    for (Description answer : own) {
      Long items = answer.items();
      if (items != null && which.test(answer)) {
        return (int) Math.min(items, Integer.MAX_VALUE);
      }
    }
    return null;
  }

  /** As the answers have it; a redrive of which there is no event included. */
  int redriveCount() {
    return own.stream().mapToInt(Description::redriveCount).max().orElse(0);
  }

  /**
   * Ends the execution as the most trusted answer says that tells an end, of those that know of its
   * last redrive.
   *
   * @param execution not ended by its events
   * @param redrivesSeen in its events
   * @return how it ended, or that it runs
   */
  ExecutionStatus end(SpanDraft execution, int redrivesSeen) {
    Instant startedAt = execution.beginning.at();
    int latest = Math.max(redrivesSeen, redriveCount());
    for (Description answer : own) {
      if (answer.redriveCount() < latest) {
        // The end it tells of was undone by a redrive.
        continue;
      }
      ExecutionStatus status = statusOf(answer);
      Instant endedAt = answer.endedAt();
      if (status != ExecutionStatus.RUNNING && endedAt != null && !endedAt.isBefore(startedAt)) {
        execution.end(endedAt, status.spanStatus());
        execution.terminal = status.isUnsuccessful();
        // No answer says how long it lay ended before it was redriven.
        execution.activeTimeIsKnown = answer.redriveCount() <= redrivesSeen;
        execution.output = answer.output();
        if (status != ExecutionStatus.SUCCEEDED) {
          execution.fail(asEvent(answer, "", endedAt));
        }
        execution.attributes.put(SpanAttributes.DESCRIBED_BY, answer.source().column());
        return status;
      }
    }
    return ExecutionStatus.RUNNING;
  }

  /** Adds to the spans of Map Runs what is described, and the Map Runs that no event tells of. */
  void addMapRuns(List<SpanDraft> spans) {
    Map<String, SpanDraft> mapRuns = new HashMap<>();
    if (!ofMapRuns.isEmpty()) {
      spans.stream()
          .filter(span -> span.kind == SpanKind.MAP_RUN)
          .forEach(span -> mapRuns.put(span.mapRunArn, span));
    }
    for (Description answer : ofMapRuns) {
      SpanDraft mapRun =
          mapRuns.computeIfAbsent(
              knownArn(answer),
              arn -> {
                SpanDraft added = newMapRun(answer, spans.get(0));
                spans.add(added);
                return added;
              });
      complete(mapRun, answer);
    }
    // The most trusted last, to have the last word: also over what the parent's events count.
    for (int i = ofMapRuns.size() - 1; i >= 0; i--) {
      Description answer = ofMapRuns.get(i);
      report(Objects.requireNonNull(mapRuns.get(knownArn(answer))), answer);
    }
  }

  /** Its state is in no answer: it hangs on the execution, and has the name of its label. */
  private static SpanDraft newMapRun(Description answer, SpanDraft execution) {
    String arn = knownArn(answer);
    HistoryEvent beginning = asEvent(answer, "", answer.startedAt());
    SpanDraft mapRun =
        new SpanDraft(
            SpanKind.MAP_RUN, beginning, execution, SpanIds.ofMapRun(arn), MapRun.labelOf(arn));
    mapRun.mapRunArn = arn;
    mapRun.attributes.put(SpanAttributes.DESCRIBED_BY, answer.source().column());
    mapRun.describedBy = answer.source();
    return mapRun;
  }

  private static void complete(SpanDraft mapRun, Description answer) {
    Instant endedAt = answer.endedAt();
    ExecutionStatus status = statusOf(answer);
    if (mapRun.isOpen() && endedAt != null && !endedAt.isBefore(mapRun.beginning.at())) {
      // A list of Map Runs has their ends, and not how they ended.
      boolean statusIsKnown = status != ExecutionStatus.RUNNING;
      mapRun.end(endedAt, statusIsKnown ? status.spanStatus() : SpanStatus.UNFINISHED);
    }
  }

  private static void report(SpanDraft mapRun, Description answer) {
    ChildCounts counts = answer.childCounts();
    put(mapRun, SpanAttributes.REPORTED_CHILDREN, answer.children());
    put(mapRun, SpanAttributes.REPORTED_PENDING, counts.pending());
    if (answer.children() != null) {
      // The last word on the count is the last word on this too.
      mapRun.attributes.remove(SpanAttributes.PENDING_CHILDREN);
      put(
          mapRun,
          SpanAttributes.PENDING_CHILDREN,
          isFinal(mapRun, answer) ? counts.pending() : null);
    }
    put(mapRun, SpanAttributes.REPORTED_SUCCEEDED, counts.succeeded());
    put(mapRun, SpanAttributes.REPORTED_FAILED, counts.failed());
    put(mapRun, SpanAttributes.REPORTED_TIMED_OUT, counts.timedOut());
    put(mapRun, SpanAttributes.REPORTED_ABORTED, counts.aborted());
    put(mapRun, SpanAttributes.REPORTED_ITEMS, answer.items());
  }

  /** Not where it goes on since: what had not begun then may have begun. */
  private static boolean isFinal(SpanDraft mapRun, Description answer) {
    Instant saidEnd = answer.endedAt();
    boolean hadEnded = saidEnd != null && statusOf(answer) != ExecutionStatus.RUNNING;
    Instant endedAt = mapRun.endedAt;
    boolean endedLater =
        saidEnd != null && endedAt != null && endedAt.isAfter(saidEnd.plus(CLOCKS_DIFFER_BY));
    return hadEnded && !mapRun.isOpen() && !endedLater;
  }

  private static void put(SpanDraft span, String attribute, @Nullable Long value) {
    if (value != null) {
      span.attributes.put(attribute, value.toString());
    }
  }

  /** {@code PENDING_REDRIVE}, and what AWS may add, count as not ended. */
  private static ExecutionStatus statusOf(Description answer) {
    return Arrays.stream(ExecutionStatus.values())
        .filter(status -> status.name().equals(answer.status()))
        .findFirst()
        .orElse(ExecutionStatus.RUNNING);
  }

  private static String knownArn(Description answer) {
    return Objects.requireNonNull(answer.mapRunArn());
  }

  private static HistoryEvent asEvent(Description answer, String type, Instant at) {
    return new HistoryEvent(
        answer.executionArn(),
        0,
        0,
        at,
        type,
        null,
        0,
        null,
        null,
        null,
        null,
        null,
        LambdaCall.NONE,
        answer.error(),
        answer.cause(),
        answer.errorFingerprint(),
        answer.input(),
        answer.output(),
        answer.context(),
        null,
        answer.sourceFile());
  }
}
