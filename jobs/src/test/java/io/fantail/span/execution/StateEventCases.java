package io.fantail.span.execution;

import io.fantail.testing.History;
import java.util.List;

/** What the events of states come to. Event 7 happens at 70 ms. */
final class StateEventCases {
  private StateEventCases() {}

  static List<EventTypeCase> all() {
    return List.of(
        passEntered(),
        passExited(),
        choiceEntered(),
        choiceExited(),
        waitEntered(),
        waitExited(),
        succeedEntered(),
        succeedExited(),
        failEntered(),
        taskEntered(),
        taskExited(),
        mapEntered(),
        mapExited(),
        parallelEntered(),
        parallelExited(),
        taskAborted(),
        waitAborted(),
        evaluationFailed());
  }

  private static EventTypeCase passEntered() {
    History history = History.started().event(2, 0, "PassStateEntered", "Greet");
    return new EventTypeCase(
        "PassStateEntered",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Greet [Pass] unfinished 20.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase passExited() {
    History history = History.started().event(2, 0, "PassStateEntered", "Greet");
    history.event(3, 2, "PassStateExited", "Greet").event(4, 3, "ExecutionSucceeded");
    return new EventTypeCase(
        "PassStateExited",
        history,
        """
        SUCCEEDED, 1 transitions
        execution orders ok 10..40
          state Greet [Pass] ok 20..30
        """);
  }

  private static EventTypeCase choiceEntered() {
    History history = History.started().event(2, 0, "ChoiceStateEntered", "Sort");
    return new EventTypeCase(
        "ChoiceStateEntered",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Sort [Choice] unfinished 20.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase choiceExited() {
    History history = History.started().event(2, 0, "ChoiceStateEntered", "Sort");
    history.event(3, 2, "ChoiceStateExited", "Sort").event(4, 3, "ExecutionSucceeded");
    return new EventTypeCase(
        "ChoiceStateExited",
        history,
        """
        SUCCEEDED, 1 transitions
        execution orders ok 10..40
          state Sort [Choice] ok 20..30
        """);
  }

  private static EventTypeCase waitEntered() {
    History history = History.started().event(2, 0, "WaitStateEntered", "Rest");
    return new EventTypeCase(
        "WaitStateEntered",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Rest [Wait] unfinished 20.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase waitExited() {
    History history = History.started().event(2, 0, "WaitStateEntered", "Rest");
    history.event(3, 2, "WaitStateExited", "Rest").event(4, 3, "ExecutionSucceeded");
    return new EventTypeCase(
        "WaitStateExited",
        history,
        """
        SUCCEEDED, 1 transitions
        execution orders ok 10..40
          state Rest [Wait] ok 20..30
        """);
  }

  private static EventTypeCase succeedEntered() {
    History history = History.started().event(2, 0, "SucceedStateEntered", "Done");
    return new EventTypeCase(
        "SucceedStateEntered",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Done [Succeed] unfinished 20.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase succeedExited() {
    History history = History.started().event(2, 0, "SucceedStateEntered", "Done");
    history.event(3, 2, "SucceedStateExited", "Done").event(4, 3, "ExecutionSucceeded");
    return new EventTypeCase(
        "SucceedStateExited",
        history,
        """
        SUCCEEDED, 1 transitions
        execution orders ok 10..40
          state Done [Succeed] ok 20..30
        """);
  }

  private static EventTypeCase failEntered() {
    History history = History.started().event(2, 0, "FailStateEntered", "Refuse");
    history.event(3, 2, "ExecutionFailed").error("Refused", null);
    return new EventTypeCase(
        "FailStateEntered",
        history,
        """
        FAILED, 1 transitions
        execution orders error 10..30 Refused
          state Refuse [Fail] error 20..30 Refused origin terminal {ended_by=ExecutionFailed}
        """);
  }

  private static EventTypeCase taskEntered() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(3, 2, "TaskScheduled", "sqs:sendMessage").event(4, 3, "TaskSucceeded");
    return new EventTypeCase(
        "TaskStateEntered",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 ok 30..40
        """);
  }

  private static EventTypeCase taskExited() {
    History history = History.started().event(2, 0, "TaskStateEntered", "Charge");
    history.scheduled(3, 2, "TaskScheduled", "sqs:sendMessage");
    history.event(4, 3, "TaskFailed").error("Declined", null);
    history.event(5, 4, "TaskStateExited", "Charge");
    return new EventTypeCase(
        "TaskStateExited",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] ok 20..50 {caught_error=Declined}
            attempt Charge#1 error 30..40 Declined origin
        """);
  }

  private static EventTypeCase mapEntered() {
    History history = History.started().event(2, 0, "MapStateEntered", "Items");
    history.event(3, 2, "MapStateStarted").iteration(4, 3, "MapIterationStarted", "Items", 0);
    return new EventTypeCase(
        "MapStateEntered",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Items [Map] unfinished 20.. {max_concurrency_reached=1, unfinished_reason=running}
            iteration Items[0] unfinished 40.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase mapExited() {
    History history = History.started().event(2, 0, "MapStateEntered", "Items");
    history.event(3, 2, "MapStateStarted").event(4, 3, "MapStateSucceeded");
    history.event(5, 3, "MapStateExited", "Items");
    return new EventTypeCase(
        "MapStateExited",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Items [Map] ok 20..50
        """);
  }

  private static EventTypeCase parallelEntered() {
    History history = History.started().event(2, 0, "ParallelStateEntered", "Both");
    history.event(3, 2, "ParallelStateStarted").event(4, 3, "WaitStateEntered", "Left");
    return new EventTypeCase(
        "ParallelStateEntered",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Both [Parallel] unfinished 20.. {unfinished_reason=running}
            branch Both[0] unfinished 40.. {unfinished_reason=running}
              state Left [Wait] unfinished 40.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase parallelExited() {
    History history = History.started().event(2, 0, "ParallelStateEntered", "Both");
    history.event(3, 2, "ParallelStateStarted").event(4, 3, "PassStateEntered", "Left");
    history.event(5, 4, "PassStateExited", "Left").event(6, 5, "ParallelStateExited", "Both");
    return new EventTypeCase(
        "ParallelStateExited",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Both [Parallel] ok 20..60
            branch Both[0] ok 40..50
              state Left [Pass] ok 40..50
        """);
  }

  private static EventTypeCase taskAborted() {
    History history = parallelOfTwo("TaskStateEntered");
    history.scheduled(6, 4, "TaskScheduled", "lambda:invoke");
    history.event(7, 6, "TaskStateAborted").event(8, 5, "ParallelStateFailed");
    history.event(9, 8, "ExecutionFailed").error("Refused", null);
    return new EventTypeCase(
        "TaskStateAborted",
        history,
        """
        FAILED, 3 transitions
        execution orders error 10..90 Refused
          state Both [Parallel] error 20..80 Refused
            branch Both[0] aborted 40..70
              state Left [Task] aborted 40..70
                attempt Left#1 aborted 60..70 {ended_by=TaskStateAborted}
            branch Both[1] error 50..50 {ended_by=FailStateEntered}
              state Right [Fail] error 50..50 Refused origin terminal {ended_by=FailStateEntered}
        """);
  }

  private static EventTypeCase waitAborted() {
    History history = parallelOfTwo("WaitStateEntered").event(6, 4, "WaitStateAborted");
    history.event(7, 5, "ParallelStateFailed");
    history.event(8, 7, "ExecutionFailed").error("Refused", null);
    return new EventTypeCase(
        "WaitStateAborted",
        history,
        """
        FAILED, 3 transitions
        execution orders error 10..80 Refused
          state Both [Parallel] error 20..70 Refused
            branch Both[0] aborted 40..60
              state Left [Wait] aborted 40..60
            branch Both[1] error 50..50 {ended_by=FailStateEntered}
              state Right [Fail] error 50..50 Refused origin terminal {ended_by=FailStateEntered}
        """);
  }

  private static EventTypeCase evaluationFailed() {
    History history = History.started().event(2, 0, "PassStateEntered", "Greet");
    history.event(3, 2, "PassStateExited", "Greet").event(4, 3, "WaitStateEntered", "Rest");
    history.event(5, 3, "EvaluationFailed", "Rest").error("States.QueryEvaluationError", null);
    history.event(6, 5, "WaitStateExited", "Rest");
    return new EventTypeCase(
        "EvaluationFailed",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Greet [Pass] ok 20..30
          state Rest [Wait] ok 40..60 States.QueryEvaluationError origin \
        {caught_error=States.QueryEvaluationError}
        """);
  }

  /** Left runs, right failed. */
  private static History parallelOfTwo(String leftEntered) {
    return History.started()
        .event(2, 0, "ParallelStateEntered", "Both")
        .event(3, 2, "ParallelStateStarted")
        .event(4, 3, leftEntered, "Left")
        .event(5, 3, "FailStateEntered", "Right");
  }
}
