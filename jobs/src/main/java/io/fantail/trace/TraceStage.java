package io.fantail.trace;

import io.fantail.event.collected.History;
import io.fantail.event.durable.DurableExecutionArn;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.span.Execution;
import io.fantail.span.MapRun;
import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Joined;
import io.fantail.spark.Keyed;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import io.fantail.spark.Shared;
import io.fantail.trace.lambda.AttemptWindow;
import io.fantail.trace.lambda.LambdaLink;
import io.fantail.trace.lambda.LambdaMatch;
import io.fantail.trace.lambda.LambdaStage;
import io.fantail.trace.lambda.LinkedSpan;
import io.fantail.trace.link.Contradictions;
import io.fantail.trace.link.ExecutionLink;
import io.fantail.trace.link.MapRunIndex;
import io.fantail.trace.link.MapRunParents;
import io.fantail.trace.link.NestedStage;
import io.fantail.trace.link.NestedStart;
import io.fantail.trace.link.NestedStarter;
import io.fantail.trace.link.TraceOverview;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** Histories to spans and executions, one execution at a time; a trace is never held together. */
public final class TraceStage {
  private static final String DAY = "UTC day on which the execution started.";

  public static final RecordTable<ExecutionInTrace> EXECUTIONS =
      RecordTable.of(
          "executions", "An execution.", Shape.writtenOnly(ExecutionInTrace::columns), DAY);

  public static final RecordTable<SpanInTrace> SPANS =
      RecordTable.of("spans", "A part of a trace.", Shape.writtenOnly(SpanInTrace::columns), DAY);

  private TraceStage() {}

  /**
   * The spans of each execution by its ARN; what connects executions is not known yet. Sorted and
   * partitioned as the histories are.
   *
   * @param days executions that started then are wanted; of others only those that started a Map
   *     Run or an execution, for their children, and the attempts whose functions may have run
   *     beside those of the wanted ones: their invocations are nobody else's
   * @param durables gains one or more where there is a durable execution of Lambda, which is passed
   *     over here: see {@link io.fantail.span.durable.DurableStage}
   */
  public static Keyed<ExecutionSpans> build(
      JavaRDD<History> histories, WantedDays days, LongAccumulator durables) {
    return Keyed.of(
        histories,
        PackedExecution.WHOLE,
        ofTask ->
            Iterators.stream(ofTask).flatMap(history -> build(history, days, durables)).iterator());
  }

  private static Stream<Pair<ExecutionSpans>> build(
      History history, WantedDays days, LongAccumulator durables) {
    if (DurableExecutionArn.isOne(history.executionArn())) {
      durables.add(1);
      return Stream.of();
    }
    ExecutionSpans built = ExecutionSpans.of(history);
    ExecutionSpans wanted =
        days.contains(history.day()) || hasChildren(built) ? built : invoker(built, days.first());
    return wanted == null ? Stream.of() : Stream.of(new Pair<>(history.executionArn(), wanted));
  }

  /** Nothing of an execution that invoked no function on the days that are wanted, or later. */
  private static @Nullable ExecutionSpans invoker(ExecutionSpans built, LocalDate from) {
    Instant wantedFrom = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Span> invoking =
        built.spans().stream()
            .filter(LambdaLink::mayHaveRun)
            .filter(attempt -> !AttemptWindow.of(attempt).latest().isBefore(wantedFrom))
            .toList();
    if (invoking.isEmpty()) {
      return null;
    }
    List<Span> kept = new ArrayList<>(invoking);
    kept.add(0, built.spans().get(0));
    return new ExecutionSpans(built.execution(), kept, List.of());
  }

  private static boolean hasChildren(ExecutionSpans built) {
    return !built.mapRuns().isEmpty() || built.spans().stream().anyMatch(NestedStarter::isStart);
  }

  /**
   * What all tasks have to know of what was built: the Map Runs, and the functions that attempts
   * invoked without naming the request.
   */
  public static TraceOverview overview(Keyed<ExecutionSpans> built) {
    TraceOverview whole = new TraceOverview();
    built
        .readBy(PackedExecution.ATTEMPTS)
        .summaries(TraceOverview.CODEC, TraceStage::overviewOf)
        .forEach(whole::add);
    return whole;
  }

  private static TraceOverview overviewOf(Iterator<Packed<ExecutionSpans>> executions) {
    TraceOverview overview = new TraceOverview();
    executions.forEachRemaining(execution -> overview.add(execution.unpack()));
    return overview;
  }

  /**
   * The executions with their spans, linked to what is above them and to what they invoked.
   *
   * @param built by {@link NestedStage#placed}
   * @param matches by {@link LambdaStage#matches}
   * @param awsSpans by {@link io.fantail.span.xray.AwsSpanStage#byExecution}; null where there are
   *     none
   */
  public static JavaRDD<TracedExecution> traced(
      JavaRDD<Joined<ExecutionSpans, NestedStart>> built,
      Keyed<LambdaMatch> matches,
      @Nullable Keyed<Span> awsSpans,
      Shared<MapRunIndex> mapRuns) {
    JavaRDD<Linked> linked =
        Keyed.walkAlong(
            built,
            matches,
            (executions, found) -> {
              MapRunIndex index = mapRuns.unpack();
              Groups<LambdaMatch> matchesByArn = new Groups<>(found);
              return Iterators.map(
                  executions,
                  placed -> Linked.of(placed, matchesByArn.valuesOf(placed.key()), index));
            });
    if (awsSpans == null) {
      return linked.map(one -> one.with(List.of()));
    }
    return Keyed.walkAlong(
        linked,
        awsSpans,
        (executions, found) -> {
          Groups<Span> spansByArn = new Groups<>(found);
          return Iterators.map(executions, one -> one.with(spansByArn.valuesOf(one.arn())));
        });
  }

  /** An execution whose place in its trace and whose invocations are known. */
  private record Linked(Execution execution, ExecutionLink link, List<LinkedSpan> spans) {
    static Linked of(
        Joined<ExecutionSpans, NestedStart> placed,
        List<LambdaMatch> matches,
        MapRunIndex mapRuns) {
      ExecutionSpans built = placed.packed().unpack();
      Execution execution = built.execution();
      List<MapRun> falseRuns = mapRuns.falseRuns(built.mapRuns());
      return new Linked(
          execution,
          mapRuns
              .link(execution, placed.others())
              .contradictedBy(Contradictions.ofParent(falseRuns)),
          LinkedSpan.of(MapRunParents.without(falseRuns, built.spans()), matches));
    }

    String arn() {
      return execution.arn();
    }

    TracedExecution with(List<Span> awsSpans) {
      return TracedExecution.of(
          execution,
          link,
          spans,
          awsSpans.stream().map(span -> new LinkedSpan(span, null, null)).toList());
    }
  }
}
