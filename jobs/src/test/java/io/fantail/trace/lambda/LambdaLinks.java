package io.fantail.trace.lambda;

import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaCall;
import io.fantail.event.UpstreamContext;
import io.fantail.shape.Column;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.durable.DurableExecution;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.span.invocation.InvocationStage;
import io.fantail.spark.Keyed;
import io.fantail.spark.Keyeds;
import io.fantail.spark.Pair;
import io.fantail.testing.History;
import io.fantail.trace.link.TraceOverview;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Executions of one attempt each, and what the logs make of them. */
final class LambdaLinks {
  static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:";
  private static final int PARTITIONS = 3;

  private LambdaLinks() {}

  static List<LinkedSpan> linked(
      SparkSession spark, List<ExecutionSpans> executions, List<LambdaInvocation> invocations) {
    return linked(spark, executions, invocations, List.of());
  }

  static List<LinkedSpan> linked(
      SparkSession spark,
      List<ExecutionSpans> executions,
      List<LambdaInvocation> invocations,
      List<DurableExecution> durables) {
    Keyed<ExecutionSpans> built =
        Keyeds.sorted(
            spark,
            PackedExecution.WHOLE,
            executions.stream().map(one -> new Pair<>(one.execution().arn(), one)).toList(),
            PARTITIONS);
    Keyed<LambdaInvocation> runs =
        Keyeds.sorted(
            spark,
            InvocationStage.CODEC,
            invocations.stream().map(run -> new Pair<>(run.requestId(), run)).toList(),
            PARTITIONS);
    TraceOverview overview = new TraceOverview();
    executions.forEach(overview::add);
    List<Pair<LambdaMatch>> matches =
        Keyeds.collect(
            LambdaStage.matches(
                built,
                runs,
                durables.isEmpty()
                    ? null
                    : Keyeds.sorted(
                        spark,
                        DurableExecution.CODEC,
                        durables.stream().map(one -> new Pair<>(one.arn(), one)).toList(),
                        PARTITIONS),
                overview.unnamedFunctions(),
                PARTITIONS),
            LambdaMatch.CODEC);
    List<LinkedSpan> linked = new ArrayList<>();
    for (ExecutionSpans execution : executions) {
      List<LambdaMatch> own =
          matches.stream()
              .filter(match -> match.key().equals(execution.execution().arn()))
              .map(Pair::value)
              .toList();
      linked.addAll(LinkedSpan.of(execution.spans(), own));
    }
    return linked;
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
        outlines.add(Column.wordOf(span.kind()) + " " + who + " " + Column.wordOf(link));
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
