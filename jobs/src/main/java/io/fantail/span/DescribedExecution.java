package io.fantail.span;

import io.fantail.event.Description;
import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.UpstreamContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What answers of the API add to the events of an execution: its end where no event tells it, the
 * Map Run it is a child of, the Map Runs it started. What an event tells stays, but for an end that
 * a later redrive undid.
 */
final class DescribedExecution {
  /** The attribute of a span that no event tells of, or whose end none tells. */
  private static final String DESCRIBED_BY = "described_by";

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

  UpstreamContext context() {
    return own.stream()
        .map(Description::context)
        .filter(context -> !context.equals(UpstreamContext.NONE))
        .findFirst()
        .orElse(UpstreamContext.NONE);
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
        execution.attributes.put(DESCRIBED_BY, answer.source().column());
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
  }

  /** Its state is in no answer: it hangs on the execution, and has the name of its label. */
  private static SpanDraft newMapRun(Description answer, SpanDraft execution) {
    String arn = knownArn(answer);
    HistoryEvent beginning = asEvent(answer, "", answer.startedAt());
    SpanDraft mapRun =
        new SpanDraft(SpanKind.MAP_RUN, beginning, execution, SpanIds.ofMapRun(arn), labelOf(arn));
    mapRun.mapRunArn = arn;
    mapRun.attributes.put(DESCRIBED_BY, answer.source().column());
    return mapRun;
  }

  /** {@code arn:aws:states:R:A:mapRun:<machine>/<label>:<uuid>}. */
  private static String labelOf(String mapRunArn) {
    int slash = mapRunArn.indexOf('/');
    int colon = mapRunArn.lastIndexOf(':');
    return slash >= 0 && slash < colon ? mapRunArn.substring(slash + 1, colon) : mapRunArn;
  }

  private static void complete(SpanDraft mapRun, Description answer) {
    Instant endedAt = answer.endedAt();
    ExecutionStatus status = statusOf(answer);
    if (mapRun.isOpen() && endedAt != null && !endedAt.isBefore(mapRun.beginning.at())) {
      // A list of Map Runs has their ends, and not how they ended.
      boolean statusIsKnown = status != ExecutionStatus.RUNNING;
      mapRun.end(endedAt, statusIsKnown ? status.spanStatus() : SpanStatus.UNFINISHED);
    }
    put(mapRun, "reported_children", answer.children());
    put(mapRun, "reported_items", answer.items());
  }

  private static void put(SpanDraft span, String attribute, @Nullable Long value) {
    if (value != null) {
      span.attributes.putIfAbsent(attribute, value.toString());
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
