package io.fantail.trace.lambda;

import static io.fantail.trace.lambda.LambdaLinks.ARN;
import static io.fantail.trace.lambda.LambdaLinks.attempt;
import static io.fantail.trace.lambda.LambdaLinks.execution;
import static io.fantail.trace.lambda.LambdaLinks.linked;
import static io.fantail.trace.lambda.LambdaLinks.outlines;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaCall;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.UpstreamContext;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.History;
import io.fantail.testing.Run;
import io.fantail.testing.WithLocalSpark;
import io.fantail.trace.link.Holes;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@WithLocalSpark
class TimeWindowStageTest {

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
            Run.of("r1").from(150).to(160).status(Status.ERROR).invocation(),
            Run.of("r2").from(350).to(360).status(Status.ERROR).invocation());

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
}
