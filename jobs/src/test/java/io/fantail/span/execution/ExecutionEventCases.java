package io.fantail.span.execution;

import io.fantail.testing.History;
import java.util.List;

/** What the events of the execution itself come to. Event 7 happens at 70 ms. */
final class ExecutionEventCases {
  private ExecutionEventCases() {}

  static List<EventTypeCase> all() {
    return List.of(started(), succeeded(), failed(), timedOut(), aborted(), redriven());
  }

  private static EventTypeCase started() {
    History history = History.started().event(2, 0, "PassStateEntered", "Greet");
    return new EventTypeCase(
        "ExecutionStarted",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Greet [Pass] unfinished 20.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase succeeded() {
    History history = History.started().event(2, 0, "PassStateEntered", "Greet");
    history.event(3, 2, "PassStateExited", "Greet").event(4, 3, "ExecutionSucceeded");
    return new EventTypeCase(
        "ExecutionSucceeded",
        history,
        """
        SUCCEEDED, 1 transitions
        execution orders ok 10..40
          state Greet [Pass] ok 20..30
        """);
  }

  private static EventTypeCase failed() {
    History history = History.started().event(2, 0, "ChoiceStateEntered", "Sort");
    history.event(3, 2, "ExecutionFailed").error("States.Runtime", null);
    return new EventTypeCase(
        "ExecutionFailed",
        history,
        """
        FAILED, 1 transitions
        execution orders error 10..30 States.Runtime
          state Sort [Choice] error 20..30 States.Runtime origin terminal {ended_by=ExecutionFailed}
        """);
  }

  private static EventTypeCase timedOut() {
    History history = History.started().event(2, 0, "WaitStateEntered", "Rest");
    history.event(3, 0, "ExecutionTimedOut");
    return new EventTypeCase(
        "ExecutionTimedOut",
        history,
        """
        TIMED_OUT, 1 transitions
        execution orders error 10..30 States.Timeout origin terminal
          state Rest [Wait] error 20..30 States.Timeout {ended_by=ExecutionTimedOut}
        """);
  }

  private static EventTypeCase aborted() {
    History history = History.started().event(2, 0, "WaitStateEntered", "Rest");
    history.event(3, 0, "ExecutionAborted");
    return new EventTypeCase(
        "ExecutionAborted",
        history,
        """
        ABORTED, 1 transitions
        execution orders aborted 10..30
          state Rest [Wait] aborted 20..30 {ended_by=ExecutionAborted}
        """);
  }

  private static EventTypeCase redriven() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(3, 2, "ActivityScheduled", "arn:activity").event(4, 0, "ExecutionAborted");
    history.event(5, 4, "ExecutionRedriven").at(1_050);
    history.scheduled(6, 2, "ActivityScheduled", "arn:activity").at(1_060);
    history.event(7, 6, "ActivitySucceeded").at(1_070);
    history.event(8, 7, "TaskStateExited", "Charge").at(1_080);
    history.event(9, 8, "ExecutionSucceeded").at(1_090);
    return new EventTypeCase(
        "ExecutionRedriven",
        history,
        """
        SUCCEEDED, 2 transitions
        execution orders ok 10..1090 active 70
          state Charge [Task] ok 20..1080 active 50
            attempt Charge#1 aborted 30..40 {ended_by=ExecutionAborted}
            attempt Charge#1 ok 1060..1070
        """);
  }
}
