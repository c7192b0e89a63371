package io.fantail.span.execution;

import io.fantail.event.Description;
import io.fantail.event.ExecutionArn;
import io.fantail.event.HistoryEvent;
import io.fantail.event.TakenItems;
import io.fantail.event.collected.History;
import io.fantail.shape.Fields;
import io.fantail.span.Execution;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.Span;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.SpanDraft.Beginning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one execution come to: the execution, its spans (itself first), the Map Runs
 * it started.
 */
public record ExecutionSpans(Execution execution, List<Span> spans, List<MapRun> mapRuns) {
  /** What is done in turn with what the walk built. */
  private static final List<Consumer<ExecutionDraft>> PASSES =
      List.of(
          // First, as every other pass asks what is still open.
          ExecutionEnd::close,
          // Behind the end, which says which state failed and hands errors outwards.
          FailureOrigins::mark,
          // Behind the failures: an answer does not say where one began.
          DescribedMapRuns::add,
          // Behind what says how a Map Run ended.
          MapRunEvents::noteRedrivable,
          // Behind all that ends anything.
          UnfinishedSpans::explain,
          // Anywhere: counts and callers are not asked for by another pass.
          draft -> draft.root.forEachState(StateNode::summarize),
          draft -> draft.execution.attributes.putAll(SpanAttributes.ofCaller(draft.context)));

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

  /** Builds what all that the archive holds of an execution comes to. */
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
    Answers answers = Answers.of(descriptions);
    Beginning beginning = events.isEmpty() ? answers.beginning() : Beginning.of(events.get(0));
    ExecutionArn arn = ExecutionArn.parse(beginning.executionArn());
    if (arn == null) {
      throw new IllegalArgumentException("no execution's ARN: " + beginning.executionArn());
    }
    ExecutionDraft draft =
        new ExecutionDraft(new KnownEvents(events), answers, beginning, arn.stateMachineName());
    ExecutionWalk.walk(draft);
    PASSES.forEach(pass -> pass.accept(draft));
    List<Span> spans = new ArrayList<>();
    List<MapRun> mapRuns = new ArrayList<>();
    for (SpanDraft span : draft.spans()) {
      spans.add(span.toSpan(draft.activeTime));
      if (span.kind == SpanKind.MAP_RUN) {
        mapRuns.add(mapRunOf(span));
      }
    }
    return new ExecutionSpans(execution(draft, arn, spans.get(0)), spans, mapRuns);
  }

  private static Execution execution(ExecutionDraft draft, ExecutionArn arn, Span root) {
    Answers answers = draft.answers;
    int eventCount = draft.known.all().size();
    return new Execution(
        draft.execution.beginning.executionArn(),
        arn,
        draft.status,
        root.startedAt(),
        draft.startIsKnown,
        root.endedAt(),
        root.activeTime(),
        root.failure(),
        Math.max(draft.redriveCount, answers.redriveCount()),
        eventCount,
        Math.max(0, draft.known.lastId() - eventCount),
        arn.express() ? 0 : draft.stateTransitions,
        draft.context,
        arn.isDistributedMapChild() ? answers.items(draft.started) : TakenItems.UNKNOWN,
        answers.mapRun(),
        answers.otherMapRun(),
        draft.activeTime.gaps());
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
