package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.testing.History;
import io.fantail.testing.SpanOutline;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which state failed, where several were open. Event 7 happens at 70 ms. */
class NestedFailureTest {
  private static final String RUNTIME_ERROR =
      "An error occurred while executing the state 'Sort' (entered at the event id #5). Bad path.";

  /** Without a cause, which a payload policy may drop, the event before is what tells. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = RUNTIME_ERROR)
  void findsTheStateOfARuntimeErrorInItsBranch(String cause) {
    History history = parallelStarted().event(4, 3, "WaitStateEntered", "Rest");
    history.event(5, 3, "ChoiceStateEntered", "Sort").event(6, 3, "WaitStateEntered", "Sleep");
    history.event(7, 5, "ExecutionFailed").error("States.Runtime", cause);

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..70 States.Runtime
              state Both error 20..70 States.Runtime
                branch Both[0] aborted 40..70
                  state Rest aborted 40..70
                branch Both[1] error 50..70
                  state Sort error 50..70 States.Runtime origin terminal
                branch Both[2] aborted 60..70
                  state Sleep aborted 60..70
            """);
  }

  /** The event of the Parallel hangs on the state that failed. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = RUNTIME_ERROR)
  void findsTheStateOfARuntimeErrorThatFailedAParallel(String cause) {
    History history = parallelStarted().event(4, 3, "WaitStateEntered", "Rest");
    history.event(5, 3, "ChoiceStateEntered", "Sort").event(6, 5, "ParallelStateFailed");
    history.event(7, 6, "ExecutionFailed").error("States.Runtime", cause);

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..70 States.Runtime
              state Both error 20..60 States.Runtime
                branch Both[0] aborted 40..60
                  state Rest aborted 40..60
                branch Both[1] error 50..60
                  state Sort error 50..60 States.Runtime origin terminal
            """);
  }

  @Test
  void believesTheCauseAndNotTheEventBefore() {
    History history = parallelStarted().event(4, 3, "WaitStateEntered", "Rest");
    history.event(5, 3, "ChoiceStateEntered", "Sort");
    history.event(6, 4, "ExecutionFailed").error("States.Runtime", RUNTIME_ERROR);

    assertThat(history.spans().spans())
        .filteredOn(Span::terminal)
        .extracting(Span::name)
        .containsExactly("Sort");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "An error occurred while executing the state 'Rest' (entered at the event id #5).",
        "An error occurred while executing the state 'Sort' (entered at the event id #77).",
        "An error occurred while executing the state 'Sort' (entered at the event id #",
        "{\"Cause\":\"" + RUNTIME_ERROR + "\"}"
      })
  void blamesNoStateThatTheCauseDoesNotReallyName(String cause) {
    History history = parallelStarted().event(4, 3, "TaskStateEntered", "Rest");
    history.event(5, 3, "ChoiceStateEntered", "Sort");
    history.scheduled(6, 4, "TaskScheduled", "states:startExecution.sync");
    history.event(7, 6, "TaskFailed").error("States.TaskFailed", cause);
    history.event(8, 7, "ParallelStateFailed");
    history.event(9, 8, "ExecutionFailed").error("States.TaskFailed", cause);

    assertThat(history.spans().spans())
        .filteredOn(Span::terminal)
        .extracting(Span::name, Span::kind)
        .containsExactly(tuple("Rest", SpanKind.ATTEMPT));
  }

  @Test
  void blamesTheStateWhoseCatchBrokeAndNotTheAttemptThatItCaught() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(3, 2, "TaskScheduled", "lambda:invoke");
    history.event(4, 3, "TaskFailed").error("Declined", null).event(5, 4, "ExecutionFailed");
    history.error(
        "States.Runtime",
        "An error occurred while executing the state 'Charge' (entered at the event id #2).");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..50 States.Runtime
              state Charge error 20..50 States.Runtime origin terminal
                attempt Charge#1 error 30..40 Declined origin
            """);
  }

  @Test
  void findsAFailedEvaluationInIterationsThatRunAtOnce() {
    History history = History.started().event(2, 0, "MapStateEntered", "Items");
    history.event(3, 2, "MapStateStarted").iteration(4, 3, "MapIterationStarted", "Items", 0);
    history.iteration(5, 3, "MapIterationStarted", "Items", 1);
    history.event(6, 4, "PassStateEntered", "Work").event(7, 5, "PassStateEntered", "Work");
    history.event(8, 5, "EvaluationFailed", "Work").error("States.QueryEvaluationError", "$x");
    history.iteration(9, 8, "MapIterationFailed", "Items", 1);
    history.iteration(10, 8, "MapIterationAborted", "Items", 0).event(11, 8, "MapStateFailed");
    history.event(12, 11, "MapStateExited", "Items");

    assertThat(detailed(history))
        .contains(
            """
              state Items [Map] ok 20..120 {caught_error=States.QueryEvaluationError, \
            iterations_failed=1, max_concurrency_reached=2}
                iteration Items[0] aborted 40..100
                  state Work [Pass] aborted 60..100 {ended_by=MapIterationAborted}
                iteration Items[1] error 50..90
                  state Work [Pass] error 70..90 States.QueryEvaluationError origin \
            {ended_by=MapIterationFailed}
            """);
  }

  /**
   * The other iteration ran into its time limit in the same moment, and was aborted all the same.
   */
  @Test
  void blamesOneTimeoutWhereAllAbortsHangOnIt() {
    History history = History.started().event(2, 0, "MapStateEntered", "Items");
    history.event(3, 2, "MapStateStarted").iteration(4, 3, "MapIterationStarted", "Items", 0);
    history.iteration(5, 3, "MapIterationStarted", "Items", 1);
    history.event(6, 4, "TaskStateEntered", "Work").event(7, 5, "TaskStateEntered", "Work");
    history.scheduled(8, 6, "TaskScheduled", "lambda:invoke");
    history.scheduled(9, 7, "TaskScheduled", "lambda:invoke");
    history.event(10, 8, "TaskTimedOut").event(11, 9, "TaskTimedOut");
    history.iteration(12, 10, "MapIterationFailed", "Items", 0);
    history.event(13, 10, "TaskStateAborted").event(14, 10, "TaskStateAborted");
    history.iteration(15, 10, "MapIterationAborted", "Items", 1).event(16, 10, "MapStateFailed");
    history.event(17, 16, "ExecutionFailed").error("States.Timeout", null);

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..170 States.Timeout
              state Items error 20..160 States.Timeout
                iteration Items[0] error 40..120
                  state Work error 60..120 States.Timeout
                    attempt Work#1 error 80..100 States.Timeout origin terminal
                iteration Items[1] aborted 50..150
                  state Work error 70..150 States.Timeout
                    attempt Work#1 error 90..110 States.Timeout origin
            """);
  }

  /** All hang on the one failure: the inner Map, the outer iteration, the outer Map. */
  @Test
  void failsTheOuterMapAndNotTheInnerTwice() {
    History history = History.started().event(2, 0, "MapStateEntered", "Outer");
    history.event(3, 2, "MapStateStarted").iteration(4, 3, "MapIterationStarted", "Outer", 0);
    history.event(5, 4, "MapStateEntered", "Inner").event(6, 5, "MapStateStarted");
    history.iteration(7, 6, "MapIterationStarted", "Inner", 0);
    history.event(8, 7, "FailStateEntered", "Refuse");
    history.iteration(9, 8, "MapIterationFailed", "Inner", 0).event(10, 8, "MapStateFailed");
    history.iteration(11, 8, "MapIterationFailed", "Outer", 0).event(12, 8, "MapStateFailed");
    history.event(13, 12, "ExecutionFailed").error("Refused", null);

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..130 Refused
              state Outer error 20..120 Refused
                iteration Outer[0] error 40..110
                  state Inner error 50..100
                    iteration Inner[0] error 70..90
                      state Refuse error 80..80 Refused origin terminal
            """);
  }

  @Test
  void retriesTheOuterParallelWhereTheInnerFailedForGood() {
    History history = parallelStarted().event(4, 3, "ParallelStateEntered", "Inner");
    history.event(5, 4, "ParallelStateStarted").event(6, 5, "FailStateEntered", "Refuse");
    history.event(7, 6, "ParallelStateFailed").event(8, 7, "ParallelStateStarted");
    history.at(200).event(9, 8, "ParallelStateEntered", "Inner").at(210);

    assertThat(detailed(history))
        .isEqualTo(
            """
            RUNNING, 5 transitions
            execution orders unfinished 10.. {unfinished_reason=running}
              state Both [Parallel] unfinished 20.. {last_try_started_at=200, tries=2, \
            unfinished_reason=running}
                branch Both[0] error 40..70
                  state Inner [Parallel] error 40..70
                    branch Inner[0] error 60..60 {ended_by=FailStateEntered}
                      state Refuse [Fail] error 60..60 {ended_by=FailStateEntered}
                branch Both[0] unfinished 210.. {try=2, unfinished_reason=running}
                  state Inner [Parallel] unfinished 210.. {unfinished_reason=running}
            """);
  }

  @Test
  void endsWhatARetryStoppedWithTheFailureAndNotBehindTheWait() {
    History history = parallelStarted().event(4, 3, "TaskStateEntered", "Left");
    history.event(5, 3, "WaitStateEntered", "Right");
    history.scheduled(6, 4, "TaskScheduled", "lambda:invoke");
    history.event(7, 6, "TaskFailed").error("Boom", null).event(8, 7, "TaskStateAborted");
    history.event(9, 7, "ParallelStateStarted").at(1000);

    assertThat(detailed(history))
        .contains(
            """
                branch Both[0] error 40..80 {ended_by=TaskStateAborted}
                  state Left [Task] error 40..80 Boom {ended_by=TaskStateAborted}
                    attempt Left#1 error 60..70 Boom origin
                branch Both[1] aborted 50..80 {ended_by=TaskStateAborted}
                  state Right [Wait] aborted 50..80 {ended_by=TaskStateAborted}
            """);
  }

  @Test
  void choosesNoneOfSeveralMapsThatWereAborted() {
    String run = "arn:aws:states:eu-west-1:1:mapRun:orders/";
    History history = parallelStarted().event(4, 3, "FailStateEntered", "Refuse");
    history.event(5, 3, "MapStateEntered", "A").event(6, 5, "MapStateStarted");
    history.event(7, 3, "MapStateEntered", "B").event(8, 7, "MapStateStarted");
    history.mapRun(9, 6, "MapRunStarted", run + "A:a").mapRun(10, 8, "MapRunStarted", run + "B:b");
    history.event(11, 4, "MapRunAborted").event(12, 4, "MapStateAborted");
    history.event(13, 4, "MapRunAborted").event(14, 4, "MapStateAborted");
    history.event(15, 4, "ParallelStateFailed");

    assertThat(detailed(history))
        .contains(
            """
                  state A [Map] aborted 50..150 {ended_by=ParallelStateFailed}
                    map_run A aborted 90..150 {ended_by=ParallelStateFailed}
            """)
        .contains(
            """
                  state B [Map] aborted 70..150 {ended_by=ParallelStateFailed}
                    map_run B aborted 100..150 {ended_by=ParallelStateFailed}
            """);
  }

  @Test
  void abortsAMapRunElsewhereAndNotTheOneThatFailed() {
    String run = "arn:aws:states:eu-west-1:1:mapRun:orders/";
    History history = parallelStarted().event(4, 3, "MapStateEntered", "A");
    history.event(5, 4, "MapStateStarted").event(6, 3, "MapStateEntered", "B");
    history.event(7, 6, "MapStateStarted").mapRun(8, 5, "MapRunStarted", run + "A:a");
    history.mapRun(9, 7, "MapRunStarted", run + "B:b");
    history.event(10, 8, "MapRunFailed").error("TooMany", null).event(11, 10, "MapStateFailed");
    history.event(12, 10, "MapRunAborted").event(13, 10, "MapStateAborted");
    history.event(14, 10, "ParallelStateFailed");
    history.event(15, 14, "ExecutionFailed").error("TooMany", null);

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 10..150 TooMany
              state Both error 20..140 TooMany
                branch Both[0] error 40..110
                  state A error 40..110 TooMany
                    map_run A error 80..100 TooMany origin terminal
                branch Both[1] aborted 60..130
                  state B aborted 60..130
                    map_run B aborted 90..120
            """);
  }

  /** Damage: no event follows itself, or one that came later. */
  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void endsWhereFailuresFollowEachOtherInARing(long previousId) {
    History history = History.started().event(2, 0, "MapStateEntered", "Each");
    history.event(3, 2, "MapStateStarted").event(4, previousId, "MapStateFailed");
    history.event(5, 4, "MapStateFailed").event(6, 5, "ExecutionFailed").error("Boom", null);

    Span execution =
        assertTimeoutPreemptively(Duration.ofSeconds(10), history::spans).spans().get(0);
    assertThat(execution.terminal()).isTrue();
    assertThat(execution.failure().error()).isEqualTo("Boom");
  }

  private static History parallelStarted() {
    return History.started()
        .event(2, 0, "ParallelStateEntered", "Both")
        .event(3, 2, "ParallelStateStarted");
  }

  private static String detailed(History history) {
    return SpanOutline.detailed(history.spans(), History.EPOCH);
  }
}
