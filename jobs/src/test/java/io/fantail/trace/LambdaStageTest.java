package io.fantail.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.FunctionReference;
import io.fantail.event.KeyStage;
import io.fantail.event.LambdaCall;
import io.fantail.event.Packed;
import io.fantail.event.UpstreamContext;
import io.fantail.span.ExecutionSpans;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.PackedExecutionSpans;
import io.fantail.span.PackedInvocation;
import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.testing.History;
import io.fantail.testing.LocalSpark;
import io.fantail.testing.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.Tuple2;

@ExtendWith(LocalSpark.class)
class LambdaStageTest {
  private static final int ATTEMPTS = 200;
  private static final int PARTITIONS = 3;
  private static final String ARN = "arn:aws:states:eu-west-1:123456789012:execution:orders:";

  @Test
  void bringsEachAttemptItsInvocations(SparkSession spark) {
    Random random = new Random(7);
    List<ExecutionSpans> executions = new ArrayList<>();
    List<LambdaInvocation> invocations = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      String requestId = new UUID(random.nextLong(), random.nextLong()).toString();
      ExecutionSpans execution = attempt("run-" + i, 0, 100, requestId);
      executions.add(execution);
      for (int run = 1; run <= 1 + i % 3; run++) {
        invocations.add(Run.of(requestId).from(60_000L * run).invocation());
        expected.add(SpanIds.ofLambda(attemptOf(execution).spanId(), requestId, run));
      }
    }

    List<LinkedSpan> linked = linked(spark, executions, invocations);
    assertThat(linked)
        .filteredOn(span -> span.span().kind() == SpanKind.LAMBDA)
        .extracting(span -> span.span().spanId())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(linked).filteredOn(span -> span.span().kind() == SpanKind.ATTEMPT).hasSize(ATTEMPTS);
  }

  @Test
  void emitsAnAttemptOnceHoweverOftenItsFunctionRan(SparkSession spark) {
    List<ExecutionSpans> executions =
        List.of(attempt("a", 0, 100, "r1"), attempt("b", 0, 100, "r2"));
    List<LambdaInvocation> invocations = new ArrayList<>();
    for (int run = 1; run <= 3; run++) {
      invocations.add(Run.of("r1").from(60_000L * run).status("error").invocation());
    }

    assertThat(outlines(linked(spark, executions, invocations)))
        .containsExactlyInAnyOrder(
            "attempt a request_id",
            "lambda r1#1 request_id",
            "lambda r1#2 request_id",
            "lambda r1#3 request_id",
            "attempt b no_logs");
  }

  @Test
  void givesAnInvocationToOneAttemptAtMost(SparkSession spark) {
    List<ExecutionSpans> executions =
        List.of(
            attempt("a", 0, 100, "r1"),
            attempt("b", 0, 100, "r1"),
            attempt("c", 0, 100, "r2"),
            attempt("d", 200, 300, "r2"));
    List<LambdaInvocation> invocations =
        List.of(Run.of("r1").from(50).invocation(), Run.of("r2").from(50).invocation());

    assertThat(outlines(linked(spark, executions, invocations)))
        .containsExactlyInAnyOrder(
            "attempt a ambiguous",
            "attempt b ambiguous",
            "attempt c request_id",
            "lambda r2#1 request_id",
            "attempt d ambiguous");
  }

  /** A cause that tells of another function's invocation leaves that one to its own attempt. */
  @Test
  void freesAnInvocationThatWasNamedByMistake(SparkSession spark) {
    List<ExecutionSpans> executions =
        List.of(
            attempt("liar", 0, 100, "r1"),
            execution("owner", 0, 100, new LambdaCall("ship", null, null, false)));

    assertThat(
            outlines(
                linked(
                    spark,
                    executions,
                    List.of(Run.of("r1").function("ship").from(50).invocation()))))
        .containsExactlyInAnyOrder(
            "attempt liar ambiguous", "attempt owner time_window", "lambda r1#1 time_window");
  }

  @Test
  void linksByTheTraceOfTheExecutionWhatTheTimeLeavesInDoubt(SparkSession spark) {
    List<ExecutionSpans> executions =
        List.of(
            tracedThenUnnamed("one", "1-one"),
            tracedThenUnnamed("two", "1-two"),
            attempt("three", 500, 600, null));
    List<LambdaInvocation> invocations =
        List.of(
            Run.of("r1").from(550).xray("1-one").invocation(),
            Run.of("r2").from(550).xray("1-two").invocation());

    assertThat(outlines(linked(spark, executions, invocations)))
        .containsExactlyInAnyOrder(
            "attempt Named no_logs",
            "attempt one xray_trace",
            "lambda r1#1 xray_trace",
            "attempt Named no_logs",
            "attempt two xray_trace",
            "lambda r2#1 xray_trace",
            "attempt three no_logs");
  }

  @Test
  void keepsFunctionsOfOneNameInTwoAccountsApart(SparkSession spark) {
    FunctionReference elsewhere = FunctionReference.parse("999999999999:function:charge:7");
    List<ExecutionSpans> executions =
        List.of(
            attempt("here", 100, 200, null),
            execution("there", 100, 200, LambdaCall.NONE, elsewhere));
    List<LambdaInvocation> invocations =
        List.of(
            Run.of("r1").from(150).account("123456789012").invocation(),
            Run.of("r2").from(150).account("999999999999").version("7").invocation(),
            Run.of("r3").from(160).account("999999999999").version("8").invocation(),
            Run.of("r4").from(160).region("us-east-1").invocation());

    assertThat(outlines(linked(spark, executions, invocations)))
        .containsExactlyInAnyOrder(
            "attempt here time_window",
            "lambda r1#1 time_window",
            "attempt there time_window",
            "lambda r2#1 time_window");
  }

  @Test
  void linksByTimeOnlyWhatNoOtherAttemptClaims(SparkSession spark) {
    List<ExecutionSpans> executions =
        List.of(
            attempt("clear", 100, 200, null),
            attempt("claimed", 300, 400, null),
            attempt("one", 500, 600, null),
            attempt("two", 510, 590, null),
            attempt("claimer", 310, 390, "r2"));
    List<LambdaInvocation> invocations =
        List.of(
            Run.of("r1").from(150).invocation(),
            Run.of("r2").from(350).invocation(),
            Run.of("r3").from(550).invocation(),
            Run.of("r4").from(150).function("another").invocation(),
            Run.of("r5").to(150).invocation());

    assertThat(outlines(linked(spark, executions, invocations)))
        .containsExactlyInAnyOrder(
            "attempt clear time_window",
            "lambda r1#1 time_window",
            "attempt claimed no_logs",
            "attempt one ambiguous",
            "attempt two ambiguous",
            "attempt claimer request_id",
            "lambda r2#1 request_id");
  }

  @Test
  void learnsTheFunctionFromTheStreamWhereTheLogGroupIsMissing(SparkSession spark) {
    List<ExecutionSpans> executions =
        List.of(
            attempt("named", 100, 200, "r1"),
            attempt("unnamed", 300, 400, null),
            attempt("elsewhere", 500, 600, null));
    List<LambdaInvocation> invocations =
        List.of(
            Run.of("r1").from(150).function(null).stream("s").invocation(),
            Run.of("r2").from(350).function(null).stream("s").invocation(),
            Run.of("r3").from(550).function(null).stream("t").invocation(),
            Run.of("r4").from(550).function(null).stream(null).invocation());

    List<LinkedSpan> linked = linked(spark, executions, invocations);
    assertThat(outlines(linked))
        .containsExactlyInAnyOrder(
            "attempt named request_id",
            "lambda r1#1 request_id",
            "attempt unnamed time_window",
            "lambda r2#1 time_window",
            "attempt elsewhere no_logs");
    assertThat(linked)
        .filteredOn(span -> span.span().kind() == SpanKind.LAMBDA)
        .allMatch(span -> "charge".equals(span.span().name()));
  }

  /** Another attempt may be among the events that are missing, and the invocation its own. */
  @Test
  void linksByTimeAndTraceNothingOfAnExecutionOfWhichEventsAreMissing(SparkSession spark) {
    List<ExecutionSpans> executions =
        List.of(Holes.of(1, tracedThenUnnamed("one", "1-one")), attempt("two", 700, 800, null));
    List<LambdaInvocation> invocations =
        List.of(
            Run.of("id of one").from(50).invocation(),
            Run.of("r1").from(550).xray("1-one").invocation(),
            Run.of("r2").from(750).invocation());

    assertThat(outlines(linked(spark, executions, invocations)))
        .containsExactlyInAnyOrder(
            "attempt Named request_id",
            "lambda id of one#1 request_id",
            "attempt one ambiguous",
            "attempt two time_window",
            "lambda r2#1 time_window");
  }

  /** The answer comes when the function is done; only its extensions go on behind it. */
  @Test
  void doesNotTakeWhatRanOnBehindTheAnswerForItsInvocation(SparkSession spark) {
    List<ExecutionSpans> executions =
        List.of(attempt("answered", 100, 200, null), attempt("extended", 5_000, 5_200, null));
    List<LambdaInvocation> invocations =
        List.of(
            Run.of("r1").from(150).to(1_201).invocation(),
            Run.of("r2").from(5_050).to(6_200).invocation());

    assertThat(outlines(linked(spark, executions, invocations)))
        .containsExactlyInAnyOrder(
            "attempt answered ambiguous",
            "attempt extended time_window",
            "lambda r2#1 time_window");
  }

  /** What an SDK call got may be the failure of its function; what others got is not. */
  @Test
  void doesNotTakeAFailureForTheInvocationOfAnAttemptThatSucceeded(SparkSession spark) {
    List<ExecutionSpans> executions =
        List.of(
            succeeded("function", "arn:aws:lambda:eu-west-1:123456789012:function:charge", 100),
            succeeded("sdk", "aws-sdk:lambda:invoke", 300));
    List<LambdaInvocation> invocations =
        List.of(
            Run.of("r1").from(150).to(160).status("error").invocation(),
            Run.of("r2").from(350).to(360).status("error").invocation());

    assertThat(outlines(linked(spark, executions, invocations)))
        .containsExactlyInAnyOrder(
            "attempt function ambiguous", "attempt sdk time_window", "lambda r2#1 time_window");
  }

  private static ExecutionSpans succeeded(String name, String resource, long startedAt) {
    return History.startedAs(ARN + name, UpstreamContext.NONE)
        .event(2, 0, "TaskStateEntered", name)
        .at(startedAt)
        .scheduled(3, 2, "TaskScheduled", resource)
        .at(startedAt)
        .call(new LambdaCall("charge", null, null, false))
        .event(4, 3, "TaskSucceeded")
        .at(startedAt + 100)
        .spans();
  }

  @Test
  void linksNothingToAnAttemptThatTheApiRefused(SparkSession spark) {
    ExecutionSpans refused =
        execution("refused", 100, 200, new LambdaCall("charge", "r1", null, true));
    List<LambdaInvocation> invocations = List.of(Run.of("r1").from(150).invocation());

    assertThat(outlines(linked(spark, List.of(refused), invocations)))
        .containsExactly("attempt refused not_invoked");
  }

  private static List<LinkedSpan> linked(
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
  private static List<String> outlines(List<LinkedSpan> linked) {
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

  /** An execution whose first answer tells the X-Ray trace, with a second attempt without id. */
  private static ExecutionSpans tracedThenUnnamed(String name, String trace) {
    return History.startedAs(ARN + name, UpstreamContext.NONE)
        .event(2, 0, "TaskStateEntered", "Named")
        .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
        .event(4, 3, "TaskSucceeded")
        .call(new LambdaCall("charge", "id of " + name, trace, false))
        .event(5, 4, "TaskStateExited", "Named")
        .event(6, 5, "TaskStateEntered", name)
        .at(500)
        .scheduled(7, 6, "TaskScheduled", "lambda:invoke")
        .at(500)
        .event(8, 7, "TaskFailed")
        .error("Error", "{}")
        .at(600)
        .call(new LambdaCall("charge", null, null, false))
        .spans();
  }

  private static ExecutionSpans attempt(
      String name, long startedAt, long endedAt, @Nullable String requestId) {
    return execution(name, startedAt, endedAt, new LambdaCall("charge", requestId, null, false));
  }

  /** An execution with one attempt in a state of the same name. */
  private static ExecutionSpans execution(
      String name, long startedAt, long endedAt, LambdaCall call) {
    return execution(name, startedAt, endedAt, call, null);
  }

  /**
   * @param function that the attempt is scheduled for; null where the call says it
   */
  private static ExecutionSpans execution(
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

  private static Span attemptOf(ExecutionSpans execution) {
    return execution.spans().stream()
        .filter(span -> span.kind() == SpanKind.ATTEMPT)
        .findFirst()
        .orElseThrow();
  }
}
