package io.fantail.span.execution;

import io.fantail.testing.History;
import java.util.List;

/** What the events of inline Map and of Parallel come to. Event 7 happens at 70 ms. */
final class ContainerEventCases {
  private ContainerEventCases() {}

  static List<EventTypeCase> all() {
    return List.of(
        mapStarted(),
        mapSucceeded(),
        mapFailed(),
        mapAborted(),
        iterationStarted(),
        iterationSucceeded(),
        iterationFailed(),
        iterationAborted(),
        parallelStarted(),
        parallelSucceeded(),
        parallelFailed(),
        parallelAborted());
  }

  private static EventTypeCase mapStarted() {
    History history = oneIteration().event(5, 4, "FailStateEntered", "Refuse");
    history.iteration(6, 5, "MapIterationFailed", "Items", 0);
    history.event(7, 5, "MapStateStarted").at(200);
    history.iteration(8, 7, "MapIterationStarted", "Items", 0).at(210);
    return new EventTypeCase(
        "MapStateStarted",
        history,
        """
        RUNNING, 3 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Items [Map] unfinished 20.. {iterations_failed=1, last_try_started_at=200, max_concurrency_reached=1, \
        tries=2, unfinished_reason=running}
            iteration Items[0] error 40..60
              state Refuse [Fail] error 50..50 {ended_by=FailStateEntered}
            iteration Items[0] unfinished 210.. {try=2, unfinished_reason=running}
        """);
  }

  private static EventTypeCase mapSucceeded() {
    History history = oneIteration().event(5, 4, "FailStateEntered", "Refuse");
    history.iteration(6, 5, "MapIterationFailed", "Items", 0);
    history.event(7, 6, "MapStateSucceeded");
    history.event(8, 7, "ExecutionFailed").error("States.Runtime", null);
    return new EventTypeCase(
        "MapStateSucceeded",
        history,
        """
        FAILED, 2 transitions
        execution orders error 10..80 States.Runtime
          state Items [Map] error 20..80 States.Runtime origin terminal {ended_by=ExecutionFailed, iterations_failed=1, max_concurrency_reached=1}
            iteration Items[0] error 40..60
              state Refuse [Fail] error 50..50 {ended_by=FailStateEntered}
        """);
  }

  private static EventTypeCase mapFailed() {
    History history = oneIteration().event(5, 4, "FailStateEntered", "Refuse");
    history.iteration(6, 5, "MapIterationFailed", "Items", 0).event(7, 5, "MapStateFailed");
    history.event(8, 7, "MapStateExited", "Items");
    return new EventTypeCase(
        "MapStateFailed",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Items [Map] ok 20..80 {caught_error=unknown, iterations_failed=1, max_concurrency_reached=1}
            iteration Items[0] error 40..60
              state Refuse [Fail] error 50..50 {ended_by=FailStateEntered}
        """);
  }

  private static EventTypeCase mapAborted() {
    History history = twoBranches("MapStateEntered");
    history.event(6, 5, "MapStateStarted").event(7, 4, "MapStateAborted");
    history.event(8, 4, "ParallelStateFailed");
    return new EventTypeCase(
        "MapStateAborted",
        history,
        """
        RUNNING, 3 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Both [Parallel] error 20..80
            branch Both[0] error 40..40 {ended_by=FailStateEntered}
              state Left [Fail] error 40..40 {ended_by=FailStateEntered}
            branch Both[1] aborted 50..70
              state Right [Map] aborted 50..70
        """);
  }

  private static EventTypeCase iterationStarted() {
    History history = oneIteration().iteration(5, 3, "MapIterationStarted", "Items", 1);
    history.event(6, 5, "PassStateEntered", "Work");
    return new EventTypeCase(
        "MapIterationStarted",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Items [Map] unfinished 20.. {max_concurrency_reached=2, unfinished_reason=running}
            iteration Items[0] unfinished 40.. {unfinished_reason=running}
            iteration Items[1] unfinished 50.. {unfinished_reason=running}
              state Work [Pass] unfinished 60.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase iterationSucceeded() {
    History history = oneIteration().event(5, 4, "PassStateEntered", "Work");
    history.event(6, 5, "PassStateExited", "Work");
    history.iteration(7, 6, "MapIterationSucceeded", "Items", 0);
    return new EventTypeCase(
        "MapIterationSucceeded",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Items [Map] unfinished 20.. {max_concurrency_reached=1, unfinished_reason=running}
            iteration Items[0] ok 40..70
              state Work [Pass] ok 50..60
        """);
  }

  private static EventTypeCase iterationFailed() {
    History history = oneIteration().event(5, 4, "ChoiceStateEntered", "Sort");
    history.iteration(6, 5, "MapIterationFailed", "Items", 0);
    return new EventTypeCase(
        "MapIterationFailed",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Items [Map] unfinished 20.. {iterations_failed=1, max_concurrency_reached=1, unfinished_reason=running}
            iteration Items[0] error 40..60
              state Sort [Choice] error 50..60 {ended_by=MapIterationFailed}
        """);
  }

  private static EventTypeCase iterationAborted() {
    History history = oneIteration().iteration(5, 3, "MapIterationStarted", "Items", 1);
    history.event(6, 4, "TaskStateEntered", "Work").event(7, 5, "FailStateEntered", "Refuse");
    history.iteration(8, 7, "MapIterationFailed", "Items", 1);
    history.iteration(9, 7, "MapIterationAborted", "Items", 0).event(10, 7, "MapStateFailed");
    return new EventTypeCase(
        "MapIterationAborted",
        history,
        """
        RUNNING, 3 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Items [Map] error 20..100 {iterations_failed=1, max_concurrency_reached=2}
            iteration Items[0] aborted 40..90
              state Work [Task] aborted 60..90 {ended_by=MapIterationAborted}
            iteration Items[1] error 50..80
              state Refuse [Fail] error 70..70 {ended_by=FailStateEntered}
        """);
  }

  private static EventTypeCase parallelStarted() {
    History history = twoBranches("WaitStateEntered").event(6, 4, "ParallelStateStarted");
    history.at(200).event(7, 6, "FailStateEntered", "Left").at(210);
    history.event(8, 6, "WaitStateEntered", "Right").at(220);
    return new EventTypeCase(
        "ParallelStateStarted",
        history,
        """
        RUNNING, 6 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Both [Parallel] unfinished 20.. {last_try_started_at=200, tries=2, unfinished_reason=running}
            branch Both[0] error 40..40 {ended_by=FailStateEntered}
              state Left [Fail] error 40..40 {ended_by=FailStateEntered}
            branch Both[1] aborted 50..50 {ended_by=WaitStateEntered}
              state Right [Wait] aborted 50..50 {ended_by=WaitStateEntered}
            branch Both[0] unfinished 210.. {try=2, unfinished_reason=running}
              state Left [Fail] unfinished 210.. {unfinished_reason=running}
            branch Both[1] unfinished 220.. {try=2, unfinished_reason=running}
              state Right [Wait] unfinished 220.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase parallelSucceeded() {
    History history = twoBranches("PassStateEntered").event(6, 5, "PassStateExited", "Right");
    history.event(7, 6, "ParallelStateSucceeded");
    return new EventTypeCase(
        "ParallelStateSucceeded",
        history,
        """
        RUNNING, 3 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Both [Parallel] unfinished 20.. {unfinished_reason=running}
            branch Both[0] unfinished 40.. {unfinished_reason=running}
              state Left [Fail] unfinished 40.. {unfinished_reason=running}
            branch Both[1] ok 50..60
              state Right [Pass] ok 50..60
        """);
  }

  private static EventTypeCase parallelFailed() {
    History history = twoBranches("WaitStateEntered").event(6, 4, "ParallelStateFailed");
    return new EventTypeCase(
        "ParallelStateFailed",
        history,
        """
        RUNNING, 3 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Both [Parallel] error 20..60
            branch Both[0] error 40..40 {ended_by=FailStateEntered}
              state Left [Fail] error 40..40 {ended_by=FailStateEntered}
            branch Both[1] aborted 50..60 {ended_by=ParallelStateFailed}
              state Right [Wait] aborted 50..60 {ended_by=ParallelStateFailed}
        """);
  }

  private static EventTypeCase parallelAborted() {
    History history = twoBranches("ParallelStateEntered").event(6, 5, "ParallelStateStarted");
    history.event(7, 6, "WaitStateEntered", "Within").event(8, 4, "ParallelStateAborted");
    history.event(9, 4, "ParallelStateFailed");
    return new EventTypeCase(
        "ParallelStateAborted",
        history,
        """
        RUNNING, 4 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Both [Parallel] error 20..90
            branch Both[0] error 40..40 {ended_by=FailStateEntered}
              state Left [Fail] error 40..40 {ended_by=FailStateEntered}
            branch Both[1] aborted 50..80
              state Right [Parallel] aborted 50..80
                branch Right[0] aborted 70..80 {ended_by=ParallelStateAborted}
                  state Within [Wait] aborted 70..80 {ended_by=ParallelStateAborted}
        """);
  }

  private static History oneIteration() {
    return History.started()
        .event(2, 0, "MapStateEntered", "Items")
        .event(3, 2, "MapStateStarted")
        .iteration(4, 3, "MapIterationStarted", "Items", 0);
  }

  /** Left fails. */
  private static History twoBranches(String rightEntered) {
    return History.started()
        .event(2, 0, "ParallelStateEntered", "Both")
        .event(3, 2, "ParallelStateStarted")
        .event(4, 3, "FailStateEntered", "Left")
        .event(5, 3, rightEntered, "Right");
  }
}
