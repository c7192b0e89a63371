package io.fantail.span.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.event.UpstreamContext;
import io.fantail.span.Execution;
import io.fantail.span.ExecutionStatus;
import io.fantail.span.MapRun;
import io.fantail.span.Span;
import io.fantail.span.SpanIds;
import io.fantail.testing.History;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Executions that were stopped, that still run, or of which events are missing. */
class IncompleteHistoryTest {

  @Test
  void abortsTheOpenStateOfAnAbortedExecution() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(3, 2, "TaskScheduled", "lambda:invoke");
    history.event(4, 0, "ExecutionAborted").error("Stopped", "by hand");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders aborted 10..40 Stopped
              state Charge aborted 20..40
                attempt Charge#1 aborted 30..40
            """);
    assertThat(history.spans().execution().status()).isEqualTo(ExecutionStatus.ABORTED);
  }

  @Test
  void abortsAStateThatWaitedForItsNextAttempt() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(3, 2, "TaskScheduled", "lambda:invoke");
    history.event(4, 3, "TaskFailed").error("TooBusy", null).event(5, 0, "ExecutionAborted");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders aborted 10..50
              state Charge aborted 20..50
                attempt Charge#1 error 30..40 TooBusy origin
            """);
  }

  @Test
  void blamesTheExecutionForItsOwnTimeLimit() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(3, 2, "TaskScheduled", "lambda:invoke").event(4, 0, "ExecutionTimedOut");

    assertThat(history.spans().execution().status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    assertThat(history.spans().spans().get(0))
        .matches(Span::failureOrigin)
        .matches(Span::terminal)
        .returns("States.Timeout", span -> span.failure().error());
    assertThat(history.spans().spans()).filteredOn(Span::terminal).hasSize(1);
  }

  @Test
  void leavesARunningExecutionUnfinished() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(3, 2, "TaskScheduled", "lambda:invoke");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders unfinished 10..
              state Charge unfinished 20..
                attempt Charge#1 unfinished 30..
            """);
    Execution execution = history.spans().execution();
    assertThat(execution.status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(execution.endedAt()).isNull();
    assertThat(execution.activeTime()).isNull();
    assertThat(history.spans().spans()).extracting(Span::activeTime).containsOnlyNulls();
  }

  /** Pages of three events; {@code 4-6} is the middle one of three. */
  @ParameterizedTest
  @CsvSource({
    "1-3, 0, RUNNING",
    "7-9, 6, SUCCEEDED",
    "1-3 7-9, 3, SUCCEEDED",
    "4-6, 3, RUNNING",
    "9-7 3-1, 3, SUCCEEDED",
    "9-7 6-4 3-1, 0, SUCCEEDED",
    "1-3 1-3 4-6 7-9 7-9, 0, SUCCEEDED",
  })
  void countsTheEventsOfMissingPages(String pages, long missing, ExecutionStatus status) {
    TreeSet<Integer> ids = new TreeSet<>();
    for (String page : List.of(pages.split(" ", -1))) {
      int one = page.charAt(0) - '0';
      int other = page.charAt(2) - '0';
      for (int id = Math.min(one, other); id <= Math.max(one, other); id++) {
        ids.add(id);
      }
    }
    History history = ids.first() == 1 ? History.started() : History.empty();
    ids.remove(1);
    ids.forEach(id -> history.event(id, id - 1, id == 9 ? "ExecutionSucceeded" : "TypeOf" + id));

    assertThat(history.spans().execution())
        .returns(missing, Execution::missingEvents)
        .returns(status, Execution::status);
  }

  @Test
  void countsTheEventsThatAreMissing() {
    History history = History.started().event(2, 0, "PassStateEntered", "One");
    history.event(7, 6, "PassStateEntered", "Three").event(8, 7, "PassStateExited", "Three");

    assertThat(history.spans().execution().eventCount()).isEqualTo(4);
    assertThat(history.spans().execution().missingEvents()).isEqualTo(4);
  }

  @Test
  void doesNotInventTheEndOfAStateThatAnotherFollowed() {
    History history = History.started().event(2, 0, "PassStateEntered", "One");
    history.event(4, 3, "PassStateEntered", "Two").event(5, 4, "PassStateExited", "Two");
    history.event(6, 5, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..60
              state One unfinished 20..
              state Two ok 40..50
            """);
  }

  @Test
  void doesNotInventTheEndOfAStateWithinAnIteration() {
    History history = History.started().event(2, 0, "MapStateEntered", "Items");
    history.event(3, 2, "MapStateStarted").iteration(4, 3, "MapIterationStarted", "Items", 0);
    history.event(5, 4, "PassStateEntered", "One").event(7, 4, "PassStateEntered", "Two");
    history.event(8, 7, "PassStateExited", "Two");
    history.iteration(9, 8, "MapIterationSucceeded", "Items", 0);
    history.event(11, 8, "MapStateExited", "Items").event(12, 11, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..120
              state Items ok 20..110
                iteration Items[0] ok 40..90
                  state One unfinished 50..
                  state Two ok 70..80
            """);
  }

  @Test
  void doesNotInventTheEndOfAnAttemptInAStateThatWasLeft() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(3, 2, "TaskScheduled", "lambda:invoke");
    history.event(5, 4, "TaskStateExited", "Charge").event(6, 5, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..60
              state Charge ok 20..50
                attempt Charge#1 unfinished 30..
            """);
  }

  @Test
  void doesNotGuessWhichIterationAStateWasLeftIn() {
    History history = History.started().event(2, 0, "MapStateEntered", "Items");
    history.event(3, 2, "MapStateStarted").iteration(4, 3, "MapIterationStarted", "Items", 0);
    history.iteration(5, 3, "MapIterationStarted", "Items", 1);
    history.event(6, 4, "TaskStateEntered", "Work").event(7, 5, "TaskStateEntered", "Work");
    history.event(9, 8, "TaskStateExited", "Work");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders unfinished 10..
              state Items unfinished 20..
                iteration Items[0] unfinished 40..
                  state Work unfinished 60..
                iteration Items[1] unfinished 50..
                  state Work unfinished 70..
            """);
  }

  @Test
  void callsNoStateAbortedInAnExecutionThatSucceeded() {
    History history = History.started().event(2, 0, "PassStateEntered", "One");
    history.event(4, 3, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..40
              state One unfinished 20..
            """);
  }

  @Test
  void keepsItsPlaceThroughTypesThatCameLater() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.event(3, 2, "TaskTeleported").scheduled(4, 3, "TaskScheduled", "lambda:invoke");
    history.event(5, 4, "TaskRegretted").event(6, 5, "TaskSucceeded");
    history.event(7, 6, "TaskStateExited", "Charge").event(8, 7, "GateStateEntered", "Gate");
    history.event(9, 8, "GateStateExited", "Gate").event(10, 9, "ExecutionSucceeded");

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..100
              state Charge ok 20..70
                attempt Charge#1 ok 40..60
              state Gate ok 80..90
            """);
    assertThat(history.spans().spans().get(3).stateType()).isEqualTo("Gate");
  }

  @Test
  void blamesTheAttemptThatALogOfLevelErrorShowsAlone() {
    History history = History.empty().event(4, 3, "TaskFailed").error("Boom", null);
    history.event(5, 4, "ExecutionFailed").error("Boom", null);

    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders error 40..50 Boom
              attempt #null error 40..40 Boom origin terminal
            """);
    Execution execution = history.spans().execution();
    assertThat(execution.startIsKnown()).isFalse();
    assertThat(execution.activeTime()).isNull();
    assertThat(history.spans().spans().get(0).attributes()).containsOnlyKeys("start_missing");
    assertThat(history.spans().spans().get(1))
        .returns(null, Span::stateName)
        .returns(null, Span::activeTime)
        .extracting(Span::attributes)
        .isEqualTo(Map.of("start_missing", "true", "predecessor_missing", "true"));
    assertThat(execution.missingEvents()).isEqualTo(3);
    assertThat(execution.startedAt()).isEqualTo(History.EPOCH.plusMillis(40));
  }

  @Test
  void marksTheMapRunOfADistributedMap() {
    String arn = "arn:aws:states:eu-west-1:1:mapRun:orders/Fan:2f6c";
    History history = History.started().event(2, 0, "MapStateEntered", "For each order");
    history.event(3, 2, "MapStateStarted").mapRun(4, 3, "MapRunStarted", arn);

    MapRun running = history.spans().mapRuns().get(0);
    assertThat(running.status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(running.overBy()).isNull();

    history.event(5, 4, "MapRunSucceeded").event(6, 5, "MapStateSucceeded");
    history.event(7, 4, "MapStateExited", "For each order").event(8, 7, "ExecutionSucceeded");
    assertThat(history.outline())
        .isEqualTo(
            """
            execution orders ok 10..80
              state For each order ok 20..70
                map_run For each order ok 40..50
            """);
    assertThat(history.spans().mapRuns())
        .containsExactly(
            new MapRun(
                arn,
                "For each order",
                History.ARN,
                SpanIds.ofMapRun(arn),
                ExecutionStatus.SUCCEEDED,
                History.EPOCH.plusMillis(40),
                History.EPOCH.plusMillis(50),
                null));
  }

  @Test
  void refusesWhatIsNoExecution() {
    assertThatThrownBy(() -> ExecutionSpans.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without events");
    History stateMachine =
        History.startedAs("arn:aws:states:eu-west-1:1:stateMachine:orders", UpstreamContext.NONE);
    assertThatThrownBy(stateMachine::spans)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no execution's ARN");
  }
}
