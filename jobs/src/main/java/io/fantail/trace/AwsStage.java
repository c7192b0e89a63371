package io.fantail.trace;

import io.fantail.shape.Dated;
import io.fantail.span.Execution;
import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Joined;
import io.fantail.spark.Keyed;
import io.fantail.spark.Shared;
import io.fantail.trace.lambda.LinkedSpan;
import io.fantail.trace.link.MapRunIndex;
import io.fantail.trace.link.NestedStage;
import io.fantail.trace.link.NestedStart;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;

/**
 * Puts what AWS itself wrote of an execution into the execution's trace. Spans of executions of
 * which the archive holds nothing else find no place there: nothing tells when those started.
 */
final class AwsStage {
  private AwsStage() {}

  /**
   * The spans, and in each partition behind them those of AWS.
   *
   * @param spans partitioned as {@code built} is
   * @param built by {@link NestedStage#placed}
   * @param awsSpans by {@link io.fantail.span.xray.AwsSpanStage#byExecution}
   */
  static JavaRDD<Dated<SpanInTrace>> added(
      JavaRDD<Dated<SpanInTrace>> spans,
      JavaRDD<Joined<ExecutionSpans, NestedStart>> built,
      Keyed<Span> awsSpans,
      Shared<MapRunIndex> mapRuns) {
    JavaRDD<Dated<SpanInTrace>> ofAws =
        Keyed.walkAlong(
            built,
            awsSpans,
            (executions, sorted) -> {
              MapRunIndex index = mapRuns.unpack();
              Groups<Span> spansByArn = new Groups<>(sorted);
              return Iterators.stream(executions)
                  .flatMap(placed -> inTrace(placed, spansByArn.valuesOf(placed.key()), index))
                  .iterator();
            });
    return spans.zipPartitions(
        ofAws, (one, other) -> Stream.of(one, other).flatMap(Iterators::stream).iterator());
  }

  private static Stream<Dated<SpanInTrace>> inTrace(
      Joined<ExecutionSpans, NestedStart> placed, List<Span> own, MapRunIndex mapRuns) {
    if (own.isEmpty()) {
      return Stream.of();
    }
    Execution execution = placed.packed().unpack().execution();
    List<LinkedSpan> spans = own.stream().map(span -> new LinkedSpan(span, null, null)).toList();
    return SpanInTrace.of(spans, null, execution, mapRuns.link(execution, placed.others())).stream()
        .map(span -> new Dated<>(execution.day(), span));
  }
}
