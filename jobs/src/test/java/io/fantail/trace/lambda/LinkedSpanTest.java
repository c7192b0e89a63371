package io.fantail.trace.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaCall;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.shape.Column;
import io.fantail.span.LambdaInvocation;
import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.testing.History;
import io.fantail.testing.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One execution with one attempt in state Charge, from 30 ms to 40 ms. */
class LinkedSpanTest {
  private static final LambdaCall CHARGE = new LambdaCall("charge", "r1", null, false);
  private static final LambdaCall REFUSED = new LambdaCall("charge", null, null, true);

  @Test
  void leavesSpansThatInvokeNothingAlone() {
    List<Span> spans = History.started().event(2, 0, "PassStateEntered", "Pass").spans().spans();

    assertThat(LinkedSpan.of(spans, List.of(match("other", LambdaLink.REQUEST_ID, null))))
        .containsExactly(
            new LinkedSpan(spans.get(0), null, null), new LinkedSpan(spans.get(1), null, null));
  }

  @Test
  void saysThatAnAttemptHasNoLogs() {
    List<Span> spans = spans("lambda:invoke", CHARGE);

    assertThat(LinkedSpan.of(spans, List.of()))
        .extracting(LinkedSpan::link)
        .containsExactly(null, null, LambdaLink.NO_LOGS);
  }

  @Test
  void saysThatAnAttemptInvokedNothing() {
    List<Span> spans = spans("lambda:invoke", REFUSED);

    assertThat(LinkedSpan.of(spans, List.of()))
        .extracting(LinkedSpan::link)
        .containsExactly(null, null, LambdaLink.NOT_INVOKED);
  }

  @ParameterizedTest
  @CsvSource({
    "lambda:invoke, no_logs",
    "lambda:invoke.waitForTaskToken, no_logs",
    "aws-sdk:lambda:invoke, no_logs",
    "arn:aws:lambda:eu-west-1:123456789012:function:charge, no_logs",
    "sqs:sendMessage, ''",
    "arn:aws:states:eu-west-1:123456789012:activity:approve, ''",
  })
  void knowsWhichAttemptsInvokeAFunction(String resource, String link) {
    LinkedSpan attempt = LinkedSpan.of(spans(resource, CHARGE), List.of()).get(2);

    assertThat(attempt.link() == null ? "" : Column.wordOf(attempt.link())).isEqualTo(link);
  }

  @Test
  void putsAnInvocationUnderTheAttemptThatCausedIt() {
    List<Span> spans = spans("lambda:invoke", CHARGE);
    Span attempt = spans.get(2);
    LambdaInvocation run = Run.of("r1").from(32).to(38).cold(5.5).invocation();

    List<LinkedSpan> linked = LinkedSpan.of(spans, List.of(match(attempt, run)));
    assertThat(linked).hasSize(4);
    assertThat(linked.get(2)).isEqualTo(new LinkedSpan(attempt, LambdaLink.REQUEST_ID, true));
    LinkedSpan lambda = linked.get(3);
    assertThat(lambda.link()).isEqualTo(LambdaLink.REQUEST_ID);
    assertThat(lambda.coldStart()).isTrue();
    assertThat(lambda.span().kind()).isEqualTo(SpanKind.LAMBDA);
    assertThat(lambda.span().spanId()).isEqualTo(SpanIds.ofLambda(attempt.spanId(), "r1", 1));
    assertThat(lambda.span().parentSpanId()).isEqualTo(attempt.spanId());
    assertThat(lambda.span().name()).isEqualTo("charge");
    assertThat(lambda.span().stateName()).isEqualTo("Charge");
    assertThat(lambda.span().resource()).isEqualTo("lambda:invoke");
    assertThat(lambda.span().call()).isEqualTo(new LambdaCall("charge", "r1", null, false));
    assertThat(lambda.span().startedAt()).isEqualTo(run.startedAt());
    assertThat(lambda.span().endedAt()).isEqualTo(run.endedAt());
  }

  @Test
  void sharesAnAttemptAmongTheRetriesOfAnAsynchronousInvocation() {
    List<Span> spans = spans("lambda:invoke", CHARGE);
    List<LambdaMatch> matches = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      Run run = Run.of("r1").attempt(number).from(60_000L * number).status(Status.ERROR);
      matches.add(match(spans.get(2), number == 1 ? run.cold(1).invocation() : run.invocation()));
    }
    Collections.shuffle(matches, new Random(1));

    List<LinkedSpan> linked = LinkedSpan.of(spans, matches);
    assertThat(linked)
        .extracting(LinkedSpan::coldStart)
        .containsExactly(null, null, true, true, false, false);
    assertThat(linked.subList(3, 6))
        .extracting(lambda -> lambda.span().attempt())
        .containsExactly(1, 2, 3);
    assertThat(linked.subList(3, 6))
        .allMatch(lambda -> spans.get(2).spanId().equals(lambda.span().parentSpanId()))
        .extracting(lambda -> lambda.span().spanId())
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsWhatTheTimeAloneTold() {
    List<Span> spans = spans("lambda:invoke", new LambdaCall("charge", null, null, false));
    String spanId = spans.get(2).spanId();
    LambdaMatch clear =
        new LambdaMatch(spanId, LambdaLink.TIME_WINDOW, Run.of("r1").from(32).invocation());

    assertThat(LinkedSpan.of(spans, List.of(clear)))
        .extracting(LinkedSpan::link)
        .containsExactly(null, null, LambdaLink.TIME_WINDOW, LambdaLink.TIME_WINDOW);
    assertThat(LinkedSpan.of(spans, List.of(match(spanId, LambdaLink.AMBIGUOUS, null))))
        .contains(new LinkedSpan(spans.get(2), LambdaLink.AMBIGUOUS, null))
        .hasSize(3);
    assertThat(LinkedSpan.of(spans, List.of(match(spanId, LambdaLink.NO_LOGS, null))))
        .contains(new LinkedSpan(spans.get(2), LambdaLink.NO_LOGS, null))
        .hasSize(3);
  }

  @Test
  void believesTheDurationOfReportMoreThanTheTimesOfItsLines() {
    assertThat(lambda(Run.of("r1").from(32).to(38).took(5.125)).activeTime())
        .isEqualTo(Duration.ofNanos(5_125_000));
    assertThat(lambda(Run.of("r1").from(32).to(38)).activeTime()).isEqualTo(Duration.ofMillis(6));
    assertThat(lambda(Run.of("r1").to(38)).activeTime()).isNull();
    assertThat(lambda(Run.of("r1").from(32)).activeTime()).isNull();
  }

  @Test
  void startsWithItsAttemptWhereTheLogsDoNotTell() {
    assertThat(lambda(Run.of("r1").to(38)).startedAt()).isEqualTo(History.EPOCH.plusMillis(30));
  }

  @ParameterizedTest
  @CsvSource({"SUCCESS, OK", "ERROR, ERROR", "TIMEOUT, ERROR", "UNKNOWN, UNFINISHED"})
  void endsAsTheInvocationDid(Status status, SpanStatus expected) {
    Span lambda = lambda(Run.of("r1").from(32).to(38).status(status));

    assertThat(lambda.status()).isEqualTo(expected);
    assertThat(lambda.failure().error()).isEqualTo(status == Status.ERROR ? "Boom" : null);
    assertThat(lambda.failure().cause()).isEqualTo(status == Status.ERROR ? "bang" : null);
  }

  @Test
  void namesTheFunctionAsTheAttemptDoesAndElseAsTheLogDoes() {
    LambdaCall nameless = new LambdaCall(null, "r1", null, false);

    assertThat(lambda(Run.of("r1").function("other")).name()).isEqualTo("charge");
    assertThat(lambda(nameless, Run.of("r1").function("other")).name()).isEqualTo("other");
    assertThat(lambda(nameless, Run.of("r1").function(null)).name()).isNull();
  }

  @Test
  void keepsWhatElseTheLogSaysAsAttributes() {
    assertThat(lambda(Run.of("r1").stream("s").cold(5.5).memory(128).xray("1-a-b")).attributes())
        .isEqualTo(
            Map.of(
                "log_stream", "s",
                "function_version", "$LATEST",
                "init_ms", "5.5",
                "memory_mb", "128",
                "xray_trace_id", "1-a-b"));
    assertThat(lambda(Run.of("r1").stream(null).initFrom(26).from(32).cold(5.5)).attributes())
        .containsEntry("init_started_at", "2026-03-01T10:00:00.026Z");
    assertThat(lambda(Run.of("r1").stream(null)).attributes())
        .isEqualTo(Map.of("function_version", "$LATEST"));
  }

  private static Span lambda(Run run) {
    return lambda(CHARGE, run);
  }

  /** The span of the only invocation of the only attempt. */
  private static Span lambda(LambdaCall call, Run run) {
    List<Span> spans = spans("lambda:invoke", call);
    return LinkedSpan.of(spans, List.of(match(spans.get(2), run.invocation()))).get(3).span();
  }

  /** The execution, its state, its attempt. */
  private static List<Span> spans(String resource, LambdaCall call) {
    return History.started()
        .event(2, 0, "TaskStateEntered", "Charge")
        .scheduled(3, 2, "TaskScheduled", resource)
        .event(4, 3, "TaskSucceeded")
        .call(call)
        .spans()
        .spans();
  }

  private static LambdaMatch match(Span attempt, LambdaInvocation invocation) {
    return match(attempt.spanId(), LambdaLink.REQUEST_ID, invocation);
  }

  private static LambdaMatch match(
      String spanId, LambdaLink link, @Nullable LambdaInvocation invocation) {
    return new LambdaMatch(spanId, link, invocation);
  }
}
