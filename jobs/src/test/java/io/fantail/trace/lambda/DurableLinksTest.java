package io.fantail.trace.lambda;

import static io.fantail.trace.lambda.LambdaLinks.attempt;
import static io.fantail.trace.lambda.LambdaLinks.execution;
import static io.fantail.trace.lambda.LambdaLinks.outlines;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaCall;
import io.fantail.shape.Column;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.durable.DurableExecution;
import io.fantail.span.durable.Durables;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.Run;
import io.fantail.testing.WithLocalSpark;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** An attempt from 0 to 1000, and a durable execution that began at 100. */
@WithLocalSpark
class DurableLinksTest {
  private static final String FIRST = "11111111-1111-4111-8111-111111111111";
  private static final String SECOND = "22222222-2222-4222-8222-222222222222";
  private static final String OTHER = "33333333-3333-4333-8333-333333333333";

  private final SparkSession spark;

  DurableLinksTest(SparkSession spark) {
    this.spark = spark;
  }

  private static DurableExecution durable(String id, long from, String... requestIds) {
    return Durables.of(arn(id), from, requestIds);
  }

  private static String arn(String id) {
    return "arn:aws:lambda:eu-west-1:123456789012:function:charge:1/durable-execution/order/" + id;
  }

  private static LambdaInvocation run(String id, long from) {
    return Run.of(id).from(from).to(from + 50).invocation();
  }

  private List<LinkedSpan> linked(
      List<ExecutionSpans> executions, List<LambdaInvocation> runs, DurableExecution... durables) {
    return LambdaLinks.linked(spark, executions, runs, List.of(durables));
  }

  /** {@code durable_execution a request_id}, of each durable execution found. */
  private static List<String> durablesOf(List<LinkedSpan> linked) {
    return linked.stream()
        .filter(one -> one.span().kind() == SpanKind.DURABLE_EXECUTION)
        .map(
            one ->
                one.span().stateName()
                    + " "
                    + (one.link() == null ? "" : Column.wordOf(one.link())))
        .toList();
  }

  @Test
  void givesAllInvocationsToTheAttemptThatNamesTheFirst() {
    List<LinkedSpan> linked =
        linked(
            List.of(attempt("a", 0, 1000, FIRST)),
            List.of(run(SECOND, 800), run(FIRST, 110)),
            durable("x", 100, FIRST, SECOND));

    assertThat(outlines(linked))
        .containsExactly(
            "attempt a request_id",
            "lambda " + FIRST + "#1 request_id",
            "lambda " + SECOND + "#1 durable_execution",
            "durable_execution null#null request_id");
    assertThat(durablesOf(linked)).containsExactly("a request_id");
    Span attempt = linked.get(2).span();
    Span durable = linked.get(5).span();
    assertThat(durable.parentSpanId()).isEqualTo(attempt.spanId());
    assertThat(linked.get(6).span().kind()).isEqualTo(SpanKind.STEP);
    assertThat(linked.get(6).span().parentSpanId()).isEqualTo(durable.spanId());
    assertThat(linked.get(6).span().stateName()).isEqualTo("a");
    assertThat(linked.get(6).span().resource()).isEqualTo("lambda:invoke");
  }

  @Test
  void givesThemToTheAttemptWhoseAnswerNamesTheExecution() {
    LambdaCall call = new LambdaCall(null, OTHER, null, null, arn("x"), false, false);
    List<LinkedSpan> linked =
        linked(
            List.of(execution("a", 0, 1000, call)),
            List.of(run(FIRST, 110), run(SECOND, 800)),
            durable("x", 100, FIRST, SECOND));

    assertThat(outlines(linked))
        .containsExactly(
            "attempt a durable_execution",
            "lambda " + FIRST + "#1 durable_execution",
            "lambda " + SECOND + "#1 durable_execution",
            "durable_execution " + "null#null durable_execution");
  }

  @Test
  void followsTheFirstInvocationThatTheTimeTold() {
    List<LinkedSpan> linked =
        linked(
            List.of(attempt("a", 0, 1000, null)),
            List.of(run(FIRST, 110), run(SECOND, 800)),
            durable("x", 100, FIRST, SECOND));

    assertThat(outlines(linked))
        .containsExactly(
            "attempt a time_window",
            "lambda " + FIRST + "#1 time_window",
            "lambda " + SECOND + "#1 durable_execution",
            "durable_execution null#null time_window");
  }

  /** No attempt calls a function in the middle of its durable execution. */
  @Test
  void takesNoLaterInvocationForWhatAnAttemptCalled() {
    List<LinkedSpan> linked =
        linked(
            List.of(attempt("a", 700, 1000, null)),
            List.of(run(FIRST, 110), run(SECOND, 800)),
            durable("x", 100, FIRST, SECOND));

    assertThat(outlines(linked)).containsExactly("attempt a no_logs");
    assertThat(durablesOf(linked)).isEmpty();
  }

  @Test
  void tellsADurableExecutionOfWhichNoInvocationIsLogged() {
    List<LinkedSpan> linked =
        linked(
            List.of(attempt("a", 0, 1000, FIRST)),
            List.of(run(OTHER, 500)),
            durable("x", 100, FIRST, SECOND));

    assertThat(outlines(linked))
        .containsExactly("attempt a no_logs", "durable_execution null#null request_id");
  }

  /** Who calls by a name that was used before is answered with what began then. */
  @Test
  void choosesTheAttemptInsideWhichItBegan() {
    LambdaCall call = new LambdaCall(null, null, null, null, arn("x"), false, false);
    List<LinkedSpan> linked =
        linked(
            List.of(execution("a", 0, 1000, call), execution("b", 2000, 3000, call)),
            List.of(run(FIRST, 110)),
            durable("x", 100, FIRST));

    assertThat(durablesOf(linked)).containsExactly("a durable_execution");
  }

  @Test
  void givesItToNobodyWhereTwoAttemptsMayHaveBegunIt() {
    LambdaCall call = new LambdaCall(null, null, null, null, arn("x"), false, false);
    List<LinkedSpan> linked =
        linked(
            List.of(
                execution("a", 0, 1000, call, FunctionReference.named("charge")),
                execution("b", 50, 900, call, FunctionReference.named("charge"))),
            List.of(run(FIRST, 110), run(SECOND, 800)),
            durable("x", 100, FIRST, SECOND));

    assertThat(durablesOf(linked)).isEmpty();
    assertThat(outlines(linked))
        .containsExactlyInAnyOrder("attempt a ambiguous", "attempt b ambiguous");
  }

  @Test
  void takesNoExecutionOfAnotherFunction() {
    List<LinkedSpan> linked =
        linked(
            List.of(attempt("a", 0, 1000, FIRST)),
            List.of(),
            Durables.of(arn("x").replace(":charge:", ":refund:"), 100, FIRST));

    assertThat(durablesOf(linked)).isEmpty();
  }

  @Test
  void changesNothingForWhatIsNotDurable() {
    List<ExecutionSpans> executions =
        List.of(attempt("a", 0, 1000, OTHER), attempt("b", 2000, 3000, null));
    List<LambdaInvocation> runs = List.of(run(OTHER, 500), run(SECOND, 2500));

    assertThat(linked(executions, runs, durable("x", 9000, FIRST)))
        .isEqualTo(LambdaLinks.linked(spark, executions, runs));
  }
}
