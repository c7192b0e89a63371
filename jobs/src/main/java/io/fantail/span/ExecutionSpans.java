package io.fantail.span;

import io.fantail.event.ExecutionArn;
import io.fantail.event.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one execution come to: the execution, its spans (itself first), the Map Runs
 * it started.
 */
public record ExecutionSpans(Execution execution, List<Span> spans, List<MapRun> mapRuns) {
  public ExecutionSpans {
    spans = List.copyOf(spans);
    mapRuns = List.copyOf(mapRuns);
  }

  /**
   * Builds the spans.
   *
   * @param events of one execution, each once, in the order of their ids; at least one
   * @throws IllegalArgumentException when there is none, or the ARN is no execution's
   */
  public static ExecutionSpans of(List<HistoryEvent> events) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("an execution without events");
    }
    HistoryEvent first = events.get(0);
    ExecutionArn arn = ExecutionArn.parse(first.executionArn());
    if (arn == null) {
      throw new IllegalArgumentException("no execution's ARN: " + first.executionArn());
    }
    ExecutionWalk walk = new ExecutionWalk(first, arn.stateMachineName());
    events.forEach(walk::add);
    ExecutionStatus status = statusOf(walk.ended());
    HistoryEvent ended = walk.ended();
    if (ended != null) {
      Closing.closeExecution(walk, ended, status);
    }
    List<Span> spans = new ArrayList<>();
    List<MapRun> mapRuns = new ArrayList<>();
    spans.add(walk.execution.toSpan(walk.activeTime));
    collect(walk.root, walk, spans, mapRuns);
    return new ExecutionSpans(execution(events, arn, walk, status, spans.get(0)), spans, mapRuns);
  }

  private static Execution execution(
      List<HistoryEvent> events,
      ExecutionArn arn,
      ExecutionWalk walk,
      ExecutionStatus status,
      Span root) {
    HistoryEvent first = events.get(0);
    HistoryEvent last = events.get(events.size() - 1);
    return new Execution(
        first.executionArn(),
        arn,
        status,
        first.at(),
        first.type().equals("ExecutionStarted"),
        root.endedAt(),
        root.activeTime(),
        root.error(),
        root.cause(),
        walk.redriveCount(),
        events.size(),
        Math.max(0, last.id() - events.size()),
        walk.stateTransitions,
        first.context());
  }

  private static ExecutionStatus statusOf(@Nullable HistoryEvent ended) {
    if (ended == null) {
      return ExecutionStatus.RUNNING;
    }
    return switch (ended.type()) {
      case "ExecutionSucceeded" -> ExecutionStatus.SUCCEEDED;
      case "ExecutionTimedOut" -> ExecutionStatus.TIMED_OUT;
      case "ExecutionAborted" -> ExecutionStatus.ABORTED;
      default -> ExecutionStatus.FAILED;
    };
  }

  private static void collect(
      Scope scope, ExecutionWalk walk, List<Span> spans, List<MapRun> mapRuns) {
    for (StateNode state : scope.states) {
      spans.add(state.span.toSpan(walk.activeTime));
      state.attempts.forEach(attempt -> spans.add(attempt.toSpan(walk.activeTime)));
      for (SpanDraft mapRun : state.mapRuns) {
        spans.add(mapRun.toSpan(walk.activeTime));
        mapRuns.add(mapRunOf(mapRun));
      }
      for (Scope inner : state.innerScopes) {
        spans.add(inner.span.toSpan(walk.activeTime));
        collect(inner, walk, spans, mapRuns);
      }
    }
  }

  private static MapRun mapRunOf(SpanDraft span) {
    ExecutionStatus status =
        switch (span.status) {
          case OK -> ExecutionStatus.SUCCEEDED;
          case ERROR -> ExecutionStatus.FAILED;
          case ABORTED -> ExecutionStatus.ABORTED;
          case UNFINISHED -> ExecutionStatus.RUNNING;
        };
    return new MapRun(
        String.valueOf(span.mapRunArn),
        span.name,
        span.beginning.executionArn(),
        span.spanId,
        status,
        span.beginning.at(),
        span.endedAt);
  }
}
