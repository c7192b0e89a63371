package io.fantail.trace.lambda;

import static io.fantail.trace.lambda.LambdaLinks.attempt;
import static io.fantail.trace.lambda.LambdaLinks.execution;
import static io.fantail.trace.lambda.LambdaLinks.linked;
import static io.fantail.trace.lambda.LambdaLinks.outlines;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaCall;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.testing.Run;
import io.fantail.testing.WithLocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@WithLocalSpark
class LambdaStageTest {
  private static final int ATTEMPTS = 200;

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
      invocations.add(Run.of("r1").from(60_000L * run).status(Status.ERROR).invocation());
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
  void linksNothingToAnAttemptThatTheApiRefused(SparkSession spark) {
    ExecutionSpans refused =
        execution("refused", 100, 200, new LambdaCall("charge", "r1", null, true));
    List<LambdaInvocation> invocations = List.of(Run.of("r1").from(150).invocation());

    assertThat(outlines(linked(spark, List.of(refused), invocations)))
        .containsExactly("attempt refused not_invoked");
  }

  private static Span attemptOf(ExecutionSpans execution) {
    return execution.spans().stream()
        .filter(span -> span.kind() == SpanKind.ATTEMPT)
        .findFirst()
        .orElseThrow();
  }
}
