package io.fantail.trace;

import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.FunctionReference;
import io.fantail.event.KeyStage;
import io.fantail.event.LambdaCall;
import io.fantail.event.Packed;
import io.fantail.event.UpstreamContext;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.PackedInvocation;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecutionSpans;
import io.fantail.testing.History;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Executions of one attempt each, and what the logs make of them. */
final class LambdaLinks {
  static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:";
  private static final int PARTITIONS = 3;

  private LambdaLinks() {}

  static List<LinkedSpan> linked(
      SparkSession spark, List<ExecutionSpans> executions, List<LambdaInvocation> invocations) {
    JavaPairRDD<String, byte[]> built =
        byKey(
            spark,
            executions.stream()
                .map(one -> new Tuple2<>(one.execution().arn(), PackedExecutionSpans.pack(one)))
                .toList());
    TraceOverview overview = TraceStage.overview(built);
    List<Tuple2<String, byte[]>> matches =
        LambdaStage.matches(
                built, byRequestId(spark, invocations), overview.unnamedFunctions(), PARTITIONS)
            .collect();
    List<LinkedSpan> linked = new ArrayList<>();
    for (ExecutionSpans execution : executions) {
      List<LambdaMatch> own =
          matches.stream()
              .filter(match -> match._1().equals(execution.execution().arn()))
              .map(match -> LambdaMatch.unpack(match._2()))
              .toList();
      linked.addAll(LinkedSpan.of(execution.spans(), own));
    }
    return linked;
  }

  /** As a run leaves them: beside the invocations stands the number of copies. */
  private static JavaPairRDD<String, byte[]> byRequestId(
      SparkSession spark, List<LambdaInvocation> invocations) {
    Output duplicates = Packed.output();
    duplicates.writeVarLong(3, true);
    List<Tuple2<String, byte[]>> pairs = new ArrayList<>();
    pairs.add(new Tuple2<>("", duplicates.toBytes()));
    invocations.forEach(
        run -> pairs.add(new Tuple2<>(run.requestId(), PackedInvocation.pack(run))));
    return byKey(spark, pairs);
  }

  private static JavaPairRDD<String, byte[]> byKey(
      SparkSession spark, List<Tuple2<String, byte[]>> pairs) {
    return KeyStage.byKey(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelizePairs(pairs, 2),
        PARTITIONS);
  }

  /** {@code attempt <execution> <link>}, {@code lambda <request>#<number> <link>}. */
  static List<String> outlines(List<LinkedSpan> linked) {
    List<String> outlines = new ArrayList<>();
    for (LinkedSpan one : linked) {
      LambdaLink link = one.link();
      if (link != null) {
        Span span = one.span();
        String who =
            span.kind() == SpanKind.ATTEMPT
                ? span.stateName()
                : span.call().requestId() + "#" + span.attempt();
        outlines.add(span.kind().column() + " " + who + " " + link.column());
      }
    }
    return outlines;
  }

  static ExecutionSpans attempt(
      String name, long startedAt, long endedAt, @Nullable String requestId) {
    return execution(name, startedAt, endedAt, new LambdaCall("charge", requestId, null, false));
  }

  /** An execution with one attempt in a state of the same name. */
  static ExecutionSpans execution(String name, long startedAt, long endedAt, LambdaCall call) {
    return execution(name, startedAt, endedAt, call, null);
  }

  /**
   * @param function that the attempt is scheduled for; null where the call says it
   */
  static ExecutionSpans execution(
      String name,
      long startedAt,
      long endedAt,
      LambdaCall call,
      @Nullable FunctionReference function) {
    return History.startedAs(ARN + name, UpstreamContext.NONE)
        .event(2, 0, "TaskStateEntered", name)
        .at(startedAt)
        .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
        .at(startedAt)
        .call(new LambdaCall(function, null, null, null, false, false))
        .event(4, 3, "TaskSucceeded")
        .at(endedAt)
        .call(call)
        .spans();
  }
}
