package io.fantail.span.execution;

import io.fantail.event.Description;
import io.fantail.event.ExecutionArn;
import io.fantail.event.History;
import io.fantail.event.HistoryEvent;
import io.fantail.event.UpstreamContext;
import io.fantail.shape.Fields;
import io.fantail.span.Execution;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import java.time.Instant;
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

  /** The execution and its Map Runs alone. */
  public static ExecutionSpans shapeWithoutSpans(Fields<ExecutionSpans> fields) {
    return new ExecutionSpans(
        fields.record(ExecutionSpans::execution, Execution::shape),
        List.of(),
        fields.list(ExecutionSpans::mapRuns, MapRun::shape));
  }

  /** Of all that the archive holds of an execution. */
  public static ExecutionSpans of(History history) {
    return of(history.events(), history.descriptions());
  }

  /**
   * Builds the spans.
   *
   * @param events of one execution, each once, in the order of their ids
   * @param descriptions of it, the most trusted first
   * @throws IllegalArgumentException when there is neither, or the ARN is no execution's
   */
  public static ExecutionSpans of(List<HistoryEvent> events, List<Description> descriptions) {
    if (events.isEmpty() && descriptions.isEmpty()) {
      throw new IllegalArgumentException("an execution without events");
    }
    DescribedExecution described = new DescribedExecution(descriptions);
    HistoryEvent first = events.isEmpty() ? described.beginning() : events.get(0);
    ExecutionArn arn = ExecutionArn.parse(first.executionArn());
    if (arn == null) {
      throw new IllegalArgumentException("no execution's ARN: " + first.executionArn());
    }
    ExecutionWalk walk = new ExecutionWalk(events, first, arn.stateMachineName());
    walk.walk();
    if (described.redriveCount() > walk.redriveCount()) {
      walk.undoEnd();
    }
    HistoryEvent ended = walk.ended();
    ExecutionStatus status = statusOf(ended);
    if (ended == null) {
      status = described.end(walk.execution, walk.redriveCount());
    } else {
      Closing.closeExecution(walk, ended, status);
    }
    List<SpanDraft> drafts = collect(walk);
    described.addMapRuns(drafts);
    CallerAttributes.put(contextOf(first, described), walk.execution.attributes);
    explainMapRuns(drafts);
    List<Span> spans = drafts.stream().map(draft -> draft.toSpan(walk.activeTime)).toList();
    List<MapRun> mapRuns =
        drafts.stream()
            .filter(draft -> draft.kind == SpanKind.MAP_RUN)
            .map(ExecutionSpans::mapRunOf)
            .toList();
    return new ExecutionSpans(
        execution(events, first, arn, walk, described, status, spans.get(0)), spans, mapRuns);
  }

  private static Execution execution(
      List<HistoryEvent> events,
      HistoryEvent first,
      ExecutionArn arn,
      ExecutionWalk walk,
      DescribedExecution described,
      ExecutionStatus status,
      Span root) {
    long lastId = events.isEmpty() ? 0 : events.get(events.size() - 1).id();
    return new Execution(
        first.executionArn(),
        arn,
        status,
        first.at(),
        isStart(first),
        root.endedAt(),
        root.activeTime(),
        root.error(),
        root.cause(),
        Math.max(walk.redriveCount(), described.redriveCount()),
        events.size(),
        Math.max(0, lastId - events.size()),
        arn.express() ? 0 : walk.stateTransitions,
        contextOf(first, described),
        arn.isDistributedMapChild() ? described.items(first) : null,
        described.mapRun(),
        described.otherMapRun(),
        walk.activeTime.gaps());
  }

  private static UpstreamContext contextOf(HistoryEvent first, DescribedExecution described) {
    boolean hasContext = !first.context().equals(UpstreamContext.NONE);
    return hasContext ? first.context() : described.context();
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

  private static List<SpanDraft> collect(ExecutionWalk walk) {
    List<SpanDraft> drafts = new ArrayList<>();
    boolean running = walk.execution.isOpen();
    drafts.add(walk.execution);
    collect(walk.root, running, drafts);
    drafts.addAll(walk.unplaced);
    walk.unplaced.forEach(attempt -> attempt.explainUnfinished(running));
    walk.execution.explainUnfinished(running);
    if (!isStart(walk.execution.beginning)) {
      walk.execution.startIsMissing();
    }
    return drafts;
  }

  private static boolean isStart(HistoryEvent first) {
    return first.type().equals("ExecutionStarted");
  }

  /** An answer may have ended the ones that the events leave open, and add others. */
  private static void explainMapRuns(List<SpanDraft> drafts) {
    boolean running = drafts.get(0).isOpen();
    for (SpanDraft draft : drafts) {
      if (draft.kind == SpanKind.MAP_RUN
          && !draft.attributes.containsKey(SpanAttributes.UNFINISHED_REASON)) {
        draft.explainUnfinished(running);
      }
    }
  }

  /**
   * Adds what began within a scope.
   *
   * @param running whether the scope may still go on
   */
  private static void collect(Scope scope, boolean running, List<SpanDraft> drafts) {
    StateNode last = scope.lastState();
    for (StateNode state : scope.states) {
      boolean goesOn = running && state == last && !state.exited;
      if (state.mayHaveFailed && state.isAborted() && state.scope.span.isOpen()) {
        state.span.reopen();
        goesOn = false;
      }
      if (mayHaveBeenCaught(state)) {
        state.span.reopen();
      }
      state.span.explainUnfinished(goesOn);
      state.summarize();
      drafts.add(state.span);
      addAll(state.attempts, goesOn, drafts);
      addAll(state.mapRuns, goesOn, drafts);
      for (Scope inner : state.innerScopes) {
        boolean innerGoesOn = goesOn && inner.span.isOpen() && state.lastTry().contains(inner);
        inner.span.explainUnfinished(innerGoesOn);
        drafts.add(inner.span);
        collect(inner, innerGoesOn, drafts);
      }
    }
  }

  /** A Map or Parallel failed, and a Catch may have left it in an event that is missing. */
  private static boolean mayHaveBeenCaught(StateNode state) {
    KnownEvents known = state.scope.known;
    if (known.isComplete() || state.failedEventId == 0 || state.exited || state.failureWentOn) {
      return false;
    }
    return state != state.scope.lastState()
        || known.missingBetween(state.failedEventId, known.lastId()) > 0;
  }

  private static void addAll(List<SpanDraft> parts, boolean running, List<SpanDraft> drafts) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).explainUnfinished(running && i == parts.size() - 1);
    }
    drafts.addAll(parts);
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
        overBy(span),
        span.describedBy);
  }

  private static @Nullable Instant overBy(SpanDraft span) {
    SpanDraft around = span;
    while (around.endedAt == null && around.parent != null) {
      around = around.parent;
    }
    return around.endedAt;
  }
}
