package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.HistoryEvent;
import io.fantail.event.LambdaCall;
import io.fantail.event.Payload;
import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.testing.History;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States and attempts that follow one another. Event 7 happens at 70 ms. */
class TaskSpansTest {
  private static final String ARN = History.ARN;

  @Test
  void buildsAnExecutionWithItsTaskAndTheAttempt() {
    History history = chargeScheduled().event(4, 3, "TaskStarted").event(5, 4, "TaskSucceeded");
    history.event(6, 5, "TaskStateExited", "Charge").event(7, 6, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..70
              state Charge ok 20..60
                attempt Charge#1 ok 30..50
            """);
    Span attempt = attempts(history).get(0);
    assertThat(attempt.stateName()).isEqualTo("Charge");
    assertThat(attempt.stateType()).isEqualTo("Task");
    assertThat(attempt.resource()).isEqualTo("lambda:invoke");
    assertThat(attempt.attributes()).containsEntry("started_at", "2026-03-01T10:00:00.040Z");
    assertThat(attempt.activeTime()).hasMillis(20);
    assertThat(history.spans().execution().stateTransitions()).isEqualTo(1);
  }

  @Test
  void saysHowLongAnAttemptMayTake() {
    History history =
        chargeScheduled()
            .change(last -> last.limits = HistoryEvent.TimeLimits.of(600, 5))
            .event(4, 3, "TaskFailed")
            .scheduled(5, 4, "TaskScheduled", "lambda:invoke")
            .change(last -> last.limits = HistoryEvent.TimeLimits.of(60, null));

    assertThat(attempts(history).get(0).attributes())
        .containsEntry("timeout_seconds", "600")
        .containsEntry("heartbeat_seconds", "5");
    assertThat(attempts(history).get(1).attributes())
        .containsEntry("timeout_seconds", "60")
        .doesNotContainKey("heartbeat_seconds");
  }

  @Test
  void saysHowLargeWasWhatAnExecutionAStateAndAnAttemptWereGivenOrReturned() {
    History history =
        History.started()
            .change(last -> last.payload = Payload.of(null, null, 200_000))
            .event(2, 0, "TaskStateEntered", "Charge")
            .change(last -> last.payload = Payload.of("in", null, 200_001))
            .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
            .event(4, 3, "TaskSucceeded")
            .change(last -> last.payload = Payload.of(null, "out", 150_000))
            .event(5, 4, "TaskStateExited", "Charge")
            .change(last -> last.payload = Payload.of(null, null, 140_000))
            .event(6, 5, "PassStateEntered", "Last")
            .event(7, 6, "PassStateExited", "Last")
            .event(8, 7, "ExecutionSucceeded")
            .change(last -> last.payload = Payload.of(null, null, 262_144));

    assertThat(history.spans().spans())
        .extracting(span -> span.name() + " " + span.attributes().get("payload_bytes"))
        .containsExactly("orders 262144", "Charge 200001", "Charge 150000", "Last null");
  }

  /** Its history may not be in the archive, and nothing else says which one to ask AWS for. */
  @Test
  void saysWhichDurableExecutionAnAttemptBegan() {
    String durable =
        "arn:aws:lambda:eu-west-1:123456789012:function:charge:7/durable-execution/order/1a2b";
    History history =
        chargeScheduled()
            .event(4, 3, "TaskSucceeded")
            .call(new LambdaCall(null, null, null, "7", durable, false, false));

    Span attempt = attempts(history).get(0);
    assertThat(attempt.attributes())
        .containsEntry("durable_execution_arn", durable)
        .doesNotContainKey("started_execution_arn");
    assertThat(attempt.call().durableExecutionArn()).isEqualTo(durable);
  }

  @Test
  void keepsRetriesAsSiblingsWithIdsOfTheirOwn() {
    History history = chargeScheduled().event(4, 3, "TaskFailed").error("TooBusy", "later");
    history.scheduled(5, 4, "TaskScheduled", "lambda:invoke").event(6, 5, "TaskTimedOut");
    history.scheduled(7, 6, "TaskScheduled", "lambda:invoke").event(8, 7, "TaskSucceeded");
    history.event(9, 8, "TaskStateExited", "Charge").event(10, 9, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..100
              state Charge ok 20..90
                attempt Charge#1 error 30..40 TooBusy origin
                attempt Charge#2 error 50..60 States.Timeout origin
                attempt Charge#3 ok 70..80
            """);
    assertThat(attempts(history))
        .extracting(Span::spanId)
        .containsExactly(
            SpanIds.ofAttempt(ARN, "Charge", History.EPOCH.plusMillis(20), 0, 0),
            SpanIds.ofAttempt(ARN, "Charge", History.EPOCH.plusMillis(20), 1, 0),
            SpanIds.ofAttempt(ARN, "Charge", History.EPOCH.plusMillis(20), 2, 0));
    assertThat(history.spans().execution().stateTransitions()).isEqualTo(3);
    assertThat(state(history, "Charge").attributes()).doesNotContainKey("caught_error");
  }

  @Test
  void calmsAStateWhoseFailureIsCaught() {
    History history = chargeScheduled().event(4, 3, "TaskFailed").error("Declined", "no funds");
    history.event(5, 4, "TaskStateExited", "Charge").event(6, 5, "PassStateEntered", "Apologise");
    history.event(7, 6, "PassStateExited", "Apologise").event(8, 7, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..80
              state Charge ok 20..50
                attempt Charge#1 error 30..40 Declined origin
              state Apologise ok 60..70
            """);
    assertThat(state(history, "Charge").attributes()).containsEntry("caught_error", "Declined");
  }

  @Test
  void blamesTheLastAttemptForAFailureThatNothingCaught() {
    History history = chargeScheduled().event(4, 3, "TaskFailed").error("Declined", "no funds");
    history.scheduled(5, 4, "TaskScheduled", "lambda:invoke");
    history.event(6, 5, "TaskFailed").error("Declined", "no funds");
    history.event(7, 6, "ExecutionFailed").error("Declined", "no funds");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..70 Declined
              state Charge error 20..70 Declined
                attempt Charge#1 error 30..40 Declined origin
                attempt Charge#2 error 50..60 Declined origin terminal
            """);
    assertThat(history.spans().execution().failure().cause()).isEqualTo("no funds");
  }

  @Test
  void endsAFailStateThatIsNeverExitedWithItsExecution() {
    History history = History.started().event(2, 0, "FailStateEntered", "Refuse");
    history.event(3, 2, "ExecutionFailed").error("Refused", null);

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..30 Refused
              state Refuse error 20..30 Refused origin terminal
            """);
  }

  @Test
  void blamesTheStateForARuntimeErrorBehindASuccessfulAttempt() {
    History history = chargeScheduled().event(4, 3, "TaskSucceeded");
    history.event(5, 4, "ExecutionFailed").error("States.Runtime", "entered at the event id #2");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..50 States.Runtime
              state Charge error 20..50 States.Runtime origin terminal
                attempt Charge#1 ok 30..40
            """);
  }

  @Test
  void findsTheStateOfAFailedEvaluationByName() {
    History history = History.started().event(2, 0, "PassStateEntered", "Prepare");
    history.event(3, 2, "PassStateExited", "Prepare").event(4, 3, "TaskStateEntered", "Charge");
    history.event(5, 3, "EvaluationFailed", "Charge").error("States.QueryEvaluationError", "$x");
    history.event(6, 5, "ExecutionFailed").error("States.QueryEvaluationError", "$x");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..60 States.QueryEvaluationError
              state Prepare ok 20..30
              state Charge error 40..60 States.QueryEvaluationError origin terminal
            """);
  }

  @Test
  void keepsAFailedEvaluationThatWasCaughtAsAnOrigin() {
    History history = History.started().event(2, 0, "PassStateEntered", "Prepare");
    history.event(3, 0, "EvaluationFailed", "Prepare").error("States.QueryEvaluationError", "$x");
    history.event(4, 3, "PassStateExited", "Prepare").event(5, 4, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..50
              state Prepare ok 20..40 States.QueryEvaluationError origin
            """);
    assertThat(state(history, "Prepare").attributes())
        .containsEntry("caught_error", "States.QueryEvaluationError");
  }

  /** By report, one event for each try, and none between them. */
  @Test
  void countsEvaluationsThatFailAgainAsAttempts() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.event(3, 2, "EvaluationFailed", "Charge").error("States.QueryEvaluationError", "$x");
    history.event(4, 3, "EvaluationFailed", "Charge").error("States.QueryEvaluationError", "$x");
    history.event(5, 4, "EvaluationFailed", "Charge").error("States.QueryEvaluationError", "$x");
    history
        .event(6, 5, "ExecutionFailed")
        .error(
            "States.QueryEvaluationError",
            "An error occurred while executing the state 'Charge' (entered at the event id #2). $x");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..60 States.QueryEvaluationError
              state Charge error 20..60 States.QueryEvaluationError
                attempt Charge#1 error 30..30 States.QueryEvaluationError origin
                attempt Charge#2 error 40..40 States.QueryEvaluationError origin
                attempt Charge#3 error 50..50 States.QueryEvaluationError origin terminal
            """);
  }

  @Test
  void goesOnBehindAnEvaluationThatFailed() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.event(3, 2, "EvaluationFailed", "Charge").error("States.QueryEvaluationError", "$x");
    history.event(4, 3, "TaskScheduled").event(5, 4, "TaskSucceeded");
    history.event(6, 5, "TaskStateExited", "Charge").event(7, 6, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..70
              state Charge ok 20..60
                attempt Charge#1 error 30..30 States.QueryEvaluationError origin
                attempt Charge#2 ok 40..50
            """);
  }

  /** The call went well each time, and what it answered could not be evaluated. */
  @Test
  void givesAnEvaluationBehindACallTheNumberOfTheCall() {
    History history = chargeScheduled().event(4, 3, "TaskSucceeded");
    history.event(5, 4, "EvaluationFailed", "Charge").error("States.QueryEvaluationError", "$x");
    history.event(6, 5, "TaskScheduled").event(7, 6, "TaskSucceeded");
    history.event(8, 7, "EvaluationFailed", "Charge").error("States.QueryEvaluationError", "$x");
    history.event(9, 8, "ExecutionFailed").error("States.QueryEvaluationError", "$x");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..90 States.QueryEvaluationError
              state Charge error 20..90 States.QueryEvaluationError origin terminal
                attempt Charge#1 ok 30..40
                attempt Charge#1 error 50..50 States.QueryEvaluationError origin
                attempt Charge#2 ok 60..70
            """);
  }

  @Test
  void countsAnAttemptThatWasNeverScheduled() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.event(3, 2, "LambdaFunctionScheduleFailed").error("States.Runtime", "too large");
    history.event(4, 3, "ExecutionFailed").error("States.Runtime", "too large");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..40 States.Runtime
              state Charge error 20..40 States.Runtime
                attempt Charge#1 error 30..30 States.Runtime origin terminal
            """);
  }

  @Test
  void learnsTheFirstRequestIdAndTheFunctionFromWhicheverEventTells() {
    History history = chargeScheduled().call(new LambdaCall("charge", null, null, false));
    history.event(4, 3, "TaskSubmitted").call(new LambdaCall(null, "first", "1-root", false));
    history.event(5, 4, "TaskSucceeded").call(new LambdaCall(null, "callback", null, false));

    assertThat(attempts(history).get(0).call())
        .isEqualTo(new LambdaCall("charge", "first", "1-root", false));
    assertThat(attempts(history).get(0).attributes())
        .containsOnlyKeys("submitted_at")
        .containsEntry("submitted_at", "2026-03-01T10:00:00.040Z");
  }

  @Test
  void remembersThatTheApiRefusedTheCall() {
    History history = chargeScheduled().event(4, 3, "TaskFailed");
    history.error("Lambda.TooManyRequestsException", "429");
    history.call(new LambdaCall(null, null, null, true));

    assertThat(attempts(history).get(0).call().notInvoked()).isTrue();
  }

  @Test
  void givesASecondVisitOfAStateASpanOfItsOwn() {
    History history = History.started().event(2, 0, "PassStateEntered", "Poll");
    history.event(3, 2, "PassStateExited", "Poll").event(4, 3, "PassStateEntered", "Poll");
    history.event(5, 4, "PassStateExited", "Poll").event(6, 5, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..60
              state Poll ok 20..30
              state Poll ok 40..50
            """);
    assertThat(history.spans().spans()).extracting(Span::spanId).doesNotHaveDuplicates();
  }

  private static History chargeScheduled() {
    return History.started()
        .event(2, 0, "TaskStateEntered", "Charge")
        .scheduled(3, 2, "TaskScheduled", "lambda:invoke");
  }

  private static Span state(History history, String name) {
    return history.spans().spans().stream()
        .filter(span -> span.kind() == SpanKind.STATE && String.valueOf(span.name()).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Span> attempts(History history) {
    return history.spans().spans().stream()
        .filter(span -> span.kind() == SpanKind.ATTEMPT)
        .toList();
  }
}
