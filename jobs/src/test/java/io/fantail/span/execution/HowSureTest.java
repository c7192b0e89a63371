package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.span.SpanIds;
import io.fantail.span.SpanKind;
import io.fantail.testing.History;
import io.fantail.testing.SpanOutline;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not known is said to be unknown, with the reason. Event 7 happens at 70 ms. */
class HowSureTest {
  private static final String MAP_RUN = "arn:aws:states:eu-west-1:1:mapRun:orders/Fan:a";

  @Test
  void tellsWhatRunsFromWhatLostItsEnd() {
    History history = History.started().event(2, 0, "PassStateEntered", "One");
    history.event(4, 3, "TaskStateEntered", "Two");
    history.scheduled(5, 4, "TaskScheduled", "lambda:invoke");
    history.scheduled(7, 4, "TaskScheduled", "lambda:invoke");

    assertThat(detailed(history))
        .isEqualTo(
            """
            RUNNING, 3 transitions
            execution orders unfinished 10.. {unfinished_reason=running}
              state One [Pass] unfinished 20.. {unfinished_reason=end_missing}
              state Two [Task] unfinished 40.. {predecessor_missing=true, unfinished_reason=running}
                attempt Two#1 unfinished 50.. {unfinished_reason=end_missing}
                attempt Two#2 unfinished 70.. {unfinished_reason=running}
            """);
  }

  @Test
  void saysThatNothingRunsInAnExecutionThatEnded() {
    History history = History.started().event(2, 0, "PassStateEntered", "One");
    history.event(4, 3, "ExecutionSucceeded");

    assertThat(history.spans().spans().get(1).attributes())
        .isEqualTo(Map.of("unfinished_reason", "end_missing"));
  }

  @Test
  void keepsTheAttemptsOfALogOfLevelErrorApart() {
    History history = History.empty().scheduled(5, 4, "TaskFailed", "lambda:invoke");
    history.error("TooBusy", null).scheduled(8, 7, "TaskFailed", "lambda:invoke");
    history.error("Boom", null).event(9, 8, "ExecutionFailed").error("Boom", null);

    assertThat(detailed(history))
        .isEqualTo(
            """
            FAILED, 0 transitions
            execution orders error 50..90 Boom active unknown {start_missing=true}
              attempt lambda:invoke#null error 50..50 TooBusy origin active unknown \
            {predecessor_missing=true, start_missing=true}
              attempt lambda:invoke#null error 80..80 Boom origin terminal active unknown \
            {predecessor_missing=true, start_missing=true}
            """);
  }

  @Test
  void keepsAnAttemptThatWasScheduledInAnEventThatIsMissing() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(4, 3, "TaskStarted", "lambda:invoke");
    history.scheduled(5, 4, "TaskSucceeded", "lambda:invoke").startedExecution("arn");
    history.event(6, 5, "TaskStateExited", "Charge").event(7, 6, "ExecutionSucceeded");

    assertThat(detailed(history))
        .isEqualTo(
            """
            SUCCEEDED, 1 transitions
            execution orders ok 10..70
              state Charge [Task] ok 20..60
              attempt lambda:invoke#null ok 40..50 active unknown {predecessor_missing=true, \
            start_missing=true, started_at=40, started_execution_arn=arn}
            """);
  }

  @Test
  void namesTheStateOfAFailedEvaluationInALogOfLevelError() {
    History history = History.empty().event(5, 4, "EvaluationFailed", "Charge");
    history.error("States.QueryEvaluationError", "$x").event(6, 5, "ExecutionFailed");
    history.error("States.QueryEvaluationError", "$x");

    assertThat(detailed(history))
        .isEqualTo(
            """
            FAILED, 0 transitions
            execution orders error 50..60 States.QueryEvaluationError active unknown \
            {start_missing=true}
              state Charge [null] error 50..60 States.QueryEvaluationError origin terminal \
            active unknown {ended_by=ExecutionFailed, start_missing=true}
            """);
  }

  /** As recorded in {@code test_partial_log_levels-wait_seconds_path-json5_ERROR_False}. */
  @Test
  void namesTheStateOfARuntimeErrorInALogOfLevelError() {
    History history = History.empty().event(3, 2, "ExecutionFailed");
    history.error(
        "States.Runtime",
        "An error occurred while executing the state 'Rest' (entered at the event id #2). Why");

    assertThat(detailed(history))
        .isEqualTo(
            """
            FAILED, 0 transitions
            execution orders error 30..30 States.Runtime active unknown {start_missing=true}
              state Rest [null] error 30..30 States.Runtime origin terminal active unknown \
            {ended_by=ExecutionFailed, start_missing=true}
            """);
    assertThat(history.spans().spans().get(1).spanId())
        .isEqualTo(SpanIds.ofEvent(SpanKind.STATE, History.ARN, 2));
  }

  @Test
  void doesNotBlameAFailStateOfALogOfLevelErrorThatSomethingElseFollowed() {
    History history = History.empty().event(5, 4, "FailStateEntered", "Refuse");
    history.scheduled(9, 8, "TaskFailed", "lambda:invoke").error("Boom", null);
    history.event(10, 9, "ExecutionFailed").error("Boom", null);

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 50..100 Boom
              state Refuse unfinished 50..
              attempt lambda:invoke#null error 90..90 Boom origin terminal
            """);
  }

  @Test
  void doesNotKnowTheActiveTimeWhereTheRedriveItselfIsMissing() {
    History history = History.started().event(2, 0, "PassStateEntered", "One");
    history.event(3, 2, "PassStateExited", "One").event(4, 3, "TaskStateEntered", "Two");
    history.scheduled(5, 4, "TaskScheduled", "lambda:invoke").event(6, 0, "ExecutionAborted");
    history.redriven().scheduled(8, 4, "TaskScheduled", "lambda:invoke");
    history.event(9, 8, "TaskSucceeded").event(10, 9, "TaskStateExited", "Two");
    history.event(11, 10, "ExecutionSucceeded");

    assertThat(detailed(history))
        .isEqualTo(
            """
            SUCCEEDED, 3 transitions
            execution orders ok 10..110 active unknown
              state One [Pass] ok 20..30
              state Two [Task] ok 40..100 active unknown
                attempt Two#1 aborted 50..60 {ended_by=ExecutionAborted}
                attempt Two#1 ok 80..90
            """);
  }

  @Test
  void keepsAMapRunThatOnlyItsRedriveNames() {
    History history = History.started().event(2, 0, "MapStateEntered", "Fan");
    history.event(6, 5, "MapStateFailed").event(7, 6, "ExecutionFailed");
    history.event(8, 7, "ExecutionRedriven").mapRun(9, 2, "MapRunRedriven", MAP_RUN);
    history.event(10, 9, "MapRunSucceeded");

    assertThat(detailed(history))
        .isEqualTo(
            """
            RUNNING, 2 transitions
            execution orders unfinished 10.. {unfinished_reason=running}
              state Fan [Map] unfinished 20.. {unfinished_reason=running}
                map_run Fan ok 90..100 active unknown {start_missing=true}
            """);
  }

  private static String detailed(History history) {
    return SpanOutline.detailed(history.spans(), History.EPOCH);
  }
}
