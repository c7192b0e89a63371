package io.fantail.trace;

import io.fantail.shape.RecordTable;
import io.fantail.shape.Shape;
import io.fantail.span.Execution;
import io.fantail.span.MapRun;
import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Joined;
import io.fantail.spark.Keyed;
import io.fantail.spark.Shared;
import io.fantail.trace.lambda.LambdaMatch;
import io.fantail.trace.lambda.LambdaStage;
import io.fantail.trace.lambda.LinkedSpan;
import io.fantail.trace.link.Contradictions;
import io.fantail.trace.link.ExecutionLink;
import io.fantail.trace.link.MapRunIndex;
import io.fantail.trace.link.MapRunParents;
import io.fantail.trace.link.NestedStage;
import io.fantail.trace.link.NestedStart;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;

/** Histories to spans and executions, one execution at a time; a trace is never held together. */
public final class TraceStage {
  private static final String SINCE = "the execution started";

  public static final RecordTable<ExecutionInTrace> EXECUTIONS =
      RecordTable.byHour(
          "executions", "An execution.", Shape.writtenOnly(ExecutionInTrace::columns), SINCE);

  public static final RecordTable<SpanInTrace> SPANS =
      RecordTable.byHour(
          "spans", "A part of a trace.", Shape.writtenOnly(SpanInTrace::columns), SINCE);

  private TraceStage() {}

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
  private record Linked(
      Execution execution,
      ExecutionLink link,
      SortedMap<String, String> mapRunStates,
      List<LinkedSpan> spans) {
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
          mapRuns.statesOf(execution.arn()),
          LinkedSpan.of(MapRunParents.without(falseRuns, built.spans()), matches));
    }

    String arn() {
      return execution.arn();
    }

    TracedExecution with(List<Span> awsSpans) {
      return TracedExecution.of(
          execution,
          link,
          mapRunStates,
          spans,
          awsSpans.stream().map(span -> new LinkedSpan(span, null, null)).toList());
    }
  }
}
