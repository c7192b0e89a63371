package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.ExecutionStatus;
import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.testing.CorpusFolder;
import io.fantail.testing.History;
import io.fantail.testing.RecordedHistory;
import io.fantail.testing.SpanOutline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One history, one ARN, several terminal events. */
class RedriveTest {
  private static final String RECORDED_ARN =
      "arn:aws:states:us-west-2:000000000000:execution:machine:04-aborted-leased";
  private static final String MAP_RUN = "arn:aws:states:eu-west-1:1:mapRun:orders/Fan:a";

  @Test
  void goesOnWithTheRecordedExecutionThatWasAborted() {
    RecordedHistory history = recorded("redriven_aborted_activity.wire.json");
    ExecutionSpans built = ExecutionSpans.of(history.events(), List.of());

    assertThat(SpanOutline.of(built, history.events().get(0).at()))
        .isEqualTo(
            """
            execution machine ok 0..2125
              state Select ok 23..23
              state Plain ok 23..2089
                attempt Plain#1 aborted 23..403
                attempt Plain#1 ok 1151..2077
            """);
    assertThat(built.execution().redriveCount()).isOne();
    assertThat(built.execution().activeTime()).isEqualTo(Duration.ofMillis(2125 - 733));
    assertThat(built.spans().get(2).activeTime()).isEqualTo(Duration.ofMillis(2066 - 733));
  }

  @Test
  void appendsBothCountsToThePublishedIdAfterARedrive() {
    RecordedHistory history = recorded("redriven_aborted_activity.wire.json");
    List<Span> attempts =
        ExecutionSpans.of(history.events(), List.of()).spans().stream()
            .filter(span -> span.kind() == SpanKind.ATTEMPT)
            .toList();
    Instant enteredAt = Instant.parse("2026-09-24T02:56:35.817Z");

    assertThat(attempts).extracting(Span::redriveCount).containsExactly(0, 1);
    assertThat(attempts)
        .extracting(Span::spanId)
        .containsExactly(
            SpanIds.ofAttempt(RECORDED_ARN, "Plain", enteredAt, 0, 0),
            SpanIds.high(RECORDED_ARN + "#Plain#2026-09-24T02:56:35.817Z#0#1"));
  }

  @Test
  void keepsTheRecordedMapRunThatFailedTwiceAsOneSpan() {
    RecordedHistory history =
        recorded("redriven_map_parent/page-0.boto3.json", "redriven_map_parent/page-1.boto3.json");
    ExecutionSpans built = ExecutionSpans.of(history.events(), List.of());

    assertThat(SpanOutline.of(built, history.events().get(0).at()))
        .isEqualTo(
            """
            execution machine error 0..28616 States.Runtime
              state BeforeMap ok 27..27
              state ProbeMap error 27..28593 States.Runtime
                map_run ProbeMap error 71..28593 States.Runtime origin terminal
            """);
    assertThat(built.execution().activeTime()).isEqualTo(Duration.ofMillis(28616 - 9344));
    assertThat(built.mapRuns()).hasSize(1);
    assertThat(built.mapRuns().get(0).status()).isEqualTo(ExecutionStatus.FAILED);
  }

  @Test
  void forgetsTheFailureOfAMapStateWhoseRunSucceedsInTheEnd() {
    History history = History.started().event(2, 0, "MapStateEntered", "Fan");
    history.event(3, 2, "MapStateStarted").mapRun(4, 3, "MapRunStarted", MAP_RUN);
    history.event(5, 4, "MapRunFailed").error("TooMany", null).event(6, 5, "MapStateFailed");
    history.event(7, 6, "ExecutionFailed").error("TooMany", null);
    history.event(8, 7, "ExecutionRedriven").mapRun(9, 3, "MapRunRedriven", MAP_RUN);
    history.event(10, 9, "MapRunSucceeded").event(11, 10, "MapStateSucceeded");
    history.event(12, 10, "MapStateExited", "Fan").event(13, 12, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..130
              state Fan ok 20..120
                map_run Fan ok 40..100 TooMany origin
            """);
    assertThat(history.spans().spans().get(1).attributes()).doesNotContainKey("caught_error");
    assertThat(history.spans().mapRuns().get(0).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  /** AWS goes on with what has no Exited event, once the execution has ended without success. */
  @Test
  void tellsWhichMapRunsARedriveRunsAgain() {
    History uncaught = mapRunThatFailed().event(7, 6, "ExecutionFailed").error("TooMany", null);
    History caught = mapRunThatFailed().event(7, 6, "MapStateExited", "Fan");
    History retried = History.started().event(2, 0, "MapStateEntered", "Fan");
    retried.event(3, 2, "MapStateStarted").mapRun(4, 3, "MapRunStarted", MAP_RUN);
    retried.event(5, 4, "MapRunFailed").event(6, 5, "MapStateStarted");
    retried.mapRun(7, 6, "MapRunStarted", MAP_RUN + "2").event(8, 7, "MapRunFailed");
    retried.event(9, 8, "MapStateFailed").event(10, 9, "ExecutionFailed");
    History stopped = History.started().event(2, 0, "MapStateEntered", "Fan");
    stopped.event(3, 2, "MapStateStarted").mapRun(4, 3, "MapRunStarted", MAP_RUN);
    stopped.event(5, 0, "ExecutionAborted");
    History torn = History.started().event(2, 0, "MapStateEntered", "Fan");
    torn.event(3, 2, "MapStateStarted").mapRun(4, 3, "MapRunStarted", MAP_RUN);
    torn.event(5, 4, "MapRunFailed").event(7, 6, "ExecutionFailed");

    assertThat(redrivable(uncaught)).containsExactly("true");
    assertThat(redrivable(mapRunThatFailed())).containsExactly("null");
    assertThat(redrivable(caught)).containsExactly("null");
    assertThat(
            redrivable(
                caught.event(8, 7, "FailStateEntered", "Refuse").event(9, 8, "ExecutionFailed")))
        .containsExactly("false");
    assertThat(redrivable(retried)).containsExactly("false", "true");
    assertThat(redrivable(stopped)).containsExactly("true");
    assertThat(redrivable(torn)).containsExactly("null");
  }

  /** What a Parallel state caught of another branch is left with it. */
  @Test
  void runsNothingAgainWithinAStateThatWasLeft() {
    History history = History.started().event(2, 0, "ParallelStateEntered", "Both");
    history.event(3, 2, "ParallelStateStarted").event(4, 3, "MapStateEntered", "Fan");
    history.event(5, 4, "MapStateStarted").mapRun(6, 5, "MapRunStarted", MAP_RUN);
    history.event(7, 3, "FailStateEntered", "Refuse").event(8, 7, "MapRunAborted");
    history.event(9, 7, "ParallelStateFailed").event(10, 7, "ParallelStateExited", "Both");
    history.event(11, 10, "FailStateEntered", "End").event(12, 11, "ExecutionFailed");

    assertThat(redrivable(history)).containsExactly("false");
  }

  private static History mapRunThatFailed() {
    History history = History.started().event(2, 0, "MapStateEntered", "Fan");
    history.event(3, 2, "MapStateStarted").mapRun(4, 3, "MapRunStarted", MAP_RUN);
    return history.event(5, 4, "MapRunFailed").error("TooMany", null).event(6, 5, "MapStateFailed");
  }

  private static List<String> redrivable(History history) {
    return history.spans().spans().stream()
        .filter(span -> span.kind() == SpanKind.MAP_RUN)
        .map(span -> String.valueOf(span.attributes().get("redrivable")))
        .toList();
  }

  @Test
  void numbersAttemptsAnewAfterARedrive() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(3, 2, "TaskScheduled", "lambda:invoke");
    history.event(4, 3, "TaskFailed").error("Boom", null);
    history.scheduled(5, 4, "TaskScheduled", "lambda:invoke");
    history.event(6, 5, "TaskFailed").error("Boom", null);
    history.event(7, 6, "ExecutionFailed").error("Boom", null).event(8, 7, "ExecutionRedriven");
    history.scheduled(9, 2, "TaskScheduled", "lambda:invoke");
    history.event(10, 9, "TaskFailed").error("Boom", null);
    history.scheduled(11, 10, "TaskScheduled", "lambda:invoke").event(12, 11, "TaskSucceeded");
    history.event(13, 12, "TaskStateExited", "Charge").event(14, 13, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..140
              state Charge ok 20..130
                attempt Charge#1 error 30..40 Boom origin
                attempt Charge#2 error 50..60 Boom origin
                attempt Charge#1 error 90..100 Boom origin
                attempt Charge#2 ok 110..120
            """);
    assertThat(history.spans().spans()).extracting(Span::spanId).doesNotHaveDuplicates();
    assertThat(history.spans().spans().get(5).spanId())
        .isEqualTo(SpanIds.ofAttempt(History.ARN, "Charge", History.EPOCH.plusMillis(20), 1, 1));
  }

  @Test
  void reopensWhatAFailedParallelHadClosed() {
    History history = History.started().event(2, 0, "ParallelStateEntered", "Both");
    history.event(3, 2, "ParallelStateStarted").event(4, 3, "TaskStateEntered", "Left");
    history.scheduled(5, 4, "TaskScheduled", "lambda:invoke");
    history.event(6, 5, "TaskFailed").error("Boom", null).event(7, 6, "ParallelStateFailed");
    history.event(8, 7, "ExecutionFailed").error("Boom", null).event(9, 8, "ExecutionRedriven");
    history.scheduled(10, 4, "TaskScheduled", "lambda:invoke").event(11, 10, "TaskSucceeded");
    history.event(12, 11, "TaskStateExited", "Left").event(13, 12, "ParallelStateSucceeded");
    history.event(14, 12, "ParallelStateExited", "Both").event(15, 14, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..150
              state Both ok 20..140
                branch Both[0] ok 40..120
                  state Left ok 40..120
                    attempt Left#1 error 50..60 Boom origin
                    attempt Left#1 ok 100..110
            """);
  }

  @Test
  void isRunningAgainAfterARedriveWithoutAnotherEnd() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.event(3, 0, "ExecutionAborted").event(4, 3, "ExecutionRedriven");

    assertThat(history.spans().execution().status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders unfinished 10..
              state Charge unfinished 20..
            """);
  }

  @Test
  void endsAStateThatARedriveEnteredAgainWithTheEndThatWasUndone() {
    History history = History.started().event(2, 0, "FailStateEntered", "Refuse");
    history.event(3, 2, "ExecutionFailed").error("Refused", null).event(4, 3, "ExecutionRedriven");
    history.event(5, 4, "FailStateEntered", "Refuse");
    history.event(6, 5, "ExecutionFailed").error("Refused", null);

    assertThat(SpanOutline.detailed(history.spans(), History.EPOCH))
        .isEqualTo(
            """
            FAILED, 2 transitions
            execution orders error 10..60 Refused active 40
              state Refuse [Fail] error 20..20 Refused {ended_by=FailStateEntered}
              state Refuse [Fail] error 50..60 Refused origin terminal {ended_by=ExecutionFailed}
            """);
  }

  @Test
  void goesOnWithAWaitThatTheFailureHadStopped() {
    History history = History.started().event(2, 0, "ParallelStateEntered", "Both");
    history.event(3, 2, "ParallelStateStarted").event(4, 3, "WaitStateEntered", "Rest");
    history.event(5, 3, "FailStateEntered", "Refuse").event(6, 5, "ParallelStateFailed");
    history.event(7, 6, "ExecutionFailed").event(8, 7, "ExecutionRedriven");
    history.event(9, 4, "WaitStateExited", "Rest");

    assertThat(SpanOutline.detailed(history.spans(), History.EPOCH))
        .isEqualTo(
            """
            RUNNING, 4 transitions
            execution orders unfinished 10.. {unfinished_reason=running}
              state Both [Parallel] unfinished 20.. {unfinished_reason=running}
                branch Both[0] unfinished 40.. {unfinished_reason=running}
                  state Rest [Wait] ok 40..90 active 40
                branch Both[1] error 50..50 {ended_by=FailStateEntered}
                  state Refuse [Fail] error 50..50 {ended_by=FailStateEntered}
            """);
  }

  @Test
  void countsTriesAnewAfterARedriveAndNoBackoffAcrossIt() {
    History history = History.started().event(2, 0, "ParallelStateEntered", "Both");
    history.event(3, 2, "ParallelStateStarted").event(4, 3, "TaskStateEntered", "Left");
    history.scheduled(5, 4, "TaskScheduled", "lambda:invoke").event(6, 5, "TaskFailed");
    history.event(7, 6, "ParallelStateFailed").event(8, 7, "ExecutionFailed");
    history.event(9, 8, "ExecutionRedriven").scheduled(10, 4, "TaskScheduled", "lambda:invoke");
    history.event(11, 10, "TaskFailed").event(12, 11, "ParallelStateStarted");
    history.event(13, 12, "TaskStateEntered", "Left");

    assertThat(SpanOutline.detailed(history.spans(), History.EPOCH))
        .isEqualTo(
            """
            RUNNING, 5 transitions
            execution orders unfinished 10.. {unfinished_reason=running}
              state Both [Parallel] unfinished 20.. {last_try_started_at=120, tries=2, \
            unfinished_reason=running}
                branch Both[0] error 40..110 active 60 {ended_by=TaskFailed}
                  state Left [Task] error 40..110 active 60 {ended_by=TaskFailed}
                    attempt Left#1 error 50..60 origin
                    attempt Left#1 error 100..110 origin
                branch Both[0] unfinished 130.. {try=2, unfinished_reason=running}
                  state Left [Task] unfinished 130.. {unfinished_reason=running}
            """);
  }

  private static RecordedHistory recorded(String... pages) {
    Path folder = CorpusFolder.path("sfn/real-small");
    return RecordedHistory.of(RECORDED_ARN, List.of(pages).stream().map(folder::resolve).toList());
  }
}
