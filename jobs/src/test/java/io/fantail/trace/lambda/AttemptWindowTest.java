package io.fantail.trace.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaCall;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.testing.History;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An attempt that is scheduled at 30 ms and started at 40 ms. */
class AttemptWindowTest {
  private static final LambdaCall CALL = new LambdaCall("charge", null, null, false);
  private static final int LONGEST_RUN = 15 * 60_000;

  @Test
  void isFromScheduledToTheAnswer() {
    assertThat(window(CALL, "TaskSucceeded", null))
        .isEqualTo(new AttemptWindow(at(30), at(900), true));
    assertThat(window(CALL, "TaskFailed", "TypeError"))
        .isEqualTo(new AttemptWindow(at(30), at(900), true));
  }

  @ParameterizedTest
  @CsvSource({
    "TaskTimedOut, States.Timeout",
    "TaskTimedOut, States.HeartbeatTimeout",
    "TaskFailed, Lambda.SdkClientException",
    "TaskFailed, Lambda.ClientExecutionTimeoutException",
  })
  void knowsThatNobodyAnswered(String type, String error) {
    assertThat(window(CALL, type, error)).isEqualTo(new AttemptWindow(at(30), at(900), false));
  }

  @Test
  void knowsThatNobodyWaitedForAnAnswerWhenAllWasAborted() {
    assertThat(window(CALL, "ExecutionAborted", null))
        .isEqualTo(new AttemptWindow(at(30), at(900), false));
  }

  @Test
  void endsWhenASynchronousCallCannotLastAnyLonger() {
    assertThat(AttemptWindow.of(attemptOf(started(CALL))))
        .isEqualTo(new AttemptWindow(at(30), at(40 + LONGEST_RUN), true));
    History waiting = started(CALL).event(5, 4, "TaskSucceeded").at(3 * LONGEST_RUN);

    assertThat(AttemptWindow.of(attemptOf(waiting)).until()).isEqualTo(at(40 + LONGEST_RUN));
  }

  @Test
  void lastsUntilLambdaForgetsAnEvent() {
    LambdaCall event =
        new LambdaCall(FunctionReference.parse("charge"), null, null, null, true, false);

    assertThat(window(event, "TaskSucceeded", null))
        .isEqualTo(new AttemptWindow(at(30), at(40 + 6 * 3_600_000), true));
  }

  @Test
  void countsBothEnds() {
    AttemptWindow window = new AttemptWindow(at(30), at(900), true);

    assertThat(window.contains(at(29))).isFalse();
    assertThat(window.contains(at(30))).isTrue();
    assertThat(window.contains(at(900))).isTrue();
    assertThat(window.contains(at(901))).isFalse();
  }

  private static AttemptWindow window(LambdaCall call, String type, @Nullable String error) {
    History history = started(call).event(5, 4, type).at(900);
    return AttemptWindow.of(attemptOf(error == null ? history : history.error(error, null)));
  }

  private static History started(LambdaCall call) {
    return History.started()
        .event(2, 0, "TaskStateEntered", "Charge")
        .scheduled(3, 2, "TaskScheduled", "lambda:invoke")
        .call(call)
        .event(4, 3, "TaskStarted");
  }

  private static Span attemptOf(History history) {
    return history.spans().spans().stream()
        .filter(span -> span.kind() == SpanKind.ATTEMPT)
        .findFirst()
        .orElseThrow();
  }

  private static Instant at(int millis) {
    return History.EPOCH.plusMillis(millis);
  }
}
