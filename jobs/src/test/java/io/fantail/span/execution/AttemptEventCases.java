package io.fantail.span.execution;

import io.fantail.testing.History;
import java.util.List;

/**
 * What the events of attempts come to, of activities, functions and integrations. Event 7 happens
 * at 70 ms.
 */
final class AttemptEventCases {
  private AttemptEventCases() {}

  static List<EventTypeCase> all() {
    return List.of(
        activityScheduled(),
        activityStarted(),
        activitySucceeded(),
        activityFailed(),
        activityTimedOut(),
        activityScheduleFailed(),
        lambdaFunctionScheduled(),
        lambdaFunctionStarted(),
        lambdaFunctionSucceeded(),
        lambdaFunctionFailed(),
        lambdaFunctionTimedOut(),
        lambdaFunctionStartFailed(),
        lambdaFunctionScheduleFailed(),
        taskScheduled(),
        taskStarted(),
        taskSucceeded(),
        taskFailed(),
        taskTimedOut(),
        taskSubmitted(),
        taskSubmitFailed(),
        taskStartFailed());
  }

  private static EventTypeCase activityScheduled() {
    History history = entered().scheduled(3, 2, "ActivityScheduled", "arn:activity");
    return new EventTypeCase(
        "ActivityScheduled",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 unfinished 30.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase activityStarted() {
    History history =
        entered()
            .scheduled(3, 2, "ActivityScheduled", "arn:activity")
            .event(4, 3, "ActivityStarted");
    return new EventTypeCase(
        "ActivityStarted",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 unfinished 30.. {started_at=40, unfinished_reason=running}
        """);
  }

  private static EventTypeCase activitySucceeded() {
    History history = entered().scheduled(3, 2, "ActivityScheduled", "arn:activity");
    history.event(4, 3, "ActivityStarted").event(5, 4, "ActivitySucceeded");
    return new EventTypeCase(
        "ActivitySucceeded",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 ok 30..50 {started_at=40}
        """);
  }

  private static EventTypeCase activityFailed() {
    History history = entered().scheduled(3, 2, "ActivityScheduled", "arn:activity");
    history.event(4, 3, "ActivityFailed").error("Declined", null);
    history.scheduled(5, 4, "ActivityScheduled", "arn:activity");
    return new EventTypeCase(
        "ActivityFailed",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 error 30..40 Declined origin
            attempt Charge#2 unfinished 50.. {backoff_ms=10, unfinished_reason=running}
        """);
  }

  private static EventTypeCase activityTimedOut() {
    History history = entered().scheduled(3, 2, "ActivityScheduled", "arn:activity");
    history.event(4, 3, "ActivityStarted").event(5, 4, "ActivityTimedOut");
    history.event(6, 5, "ExecutionFailed").error("States.Timeout", null);
    return new EventTypeCase(
        "ActivityTimedOut",
        history,
        """
        FAILED, 1 transitions
        execution orders error 10..60 States.Timeout
          state Charge [Task] error 20..60 States.Timeout {ended_by=ExecutionFailed}
            attempt Charge#1 error 30..50 States.Timeout origin terminal {started_at=40}
        """);
  }

  private static EventTypeCase activityScheduleFailed() {
    History history = entered().event(3, 2, "ActivityScheduleFailed").error("TooLarge", null);
    history.event(4, 3, "ExecutionFailed").error("TooLarge", null);
    return new EventTypeCase(
        "ActivityScheduleFailed",
        history,
        """
        FAILED, 1 transitions
        execution orders error 10..40 TooLarge
          state Charge [Task] error 20..40 TooLarge {ended_by=ExecutionFailed}
            attempt Charge#1 error 30..30 TooLarge origin terminal
        """);
  }

  private static EventTypeCase lambdaFunctionScheduled() {
    History history = entered().scheduled(3, 2, "LambdaFunctionScheduled", "arn:function");
    return new EventTypeCase(
        "LambdaFunctionScheduled",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 unfinished 30.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase lambdaFunctionStarted() {
    History history =
        entered()
            .scheduled(3, 2, "LambdaFunctionScheduled", "arn:function")
            .event(4, 3, "LambdaFunctionStarted");
    return new EventTypeCase(
        "LambdaFunctionStarted",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 unfinished 30.. {started_at=40, unfinished_reason=running}
        """);
  }

  private static EventTypeCase lambdaFunctionSucceeded() {
    History history = entered().scheduled(3, 2, "LambdaFunctionScheduled", "arn:function");
    history.event(4, 3, "LambdaFunctionStarted").event(5, 4, "LambdaFunctionSucceeded");
    return new EventTypeCase(
        "LambdaFunctionSucceeded",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 ok 30..50 {started_at=40}
        """);
  }

  private static EventTypeCase lambdaFunctionFailed() {
    History history = entered().scheduled(3, 2, "LambdaFunctionScheduled", "arn:function");
    history.event(4, 3, "LambdaFunctionFailed").error("Declined", null);
    history.scheduled(5, 4, "LambdaFunctionScheduled", "arn:function");
    return new EventTypeCase(
        "LambdaFunctionFailed",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 error 30..40 Declined origin
            attempt Charge#2 unfinished 50.. {backoff_ms=10, unfinished_reason=running}
        """);
  }

  private static EventTypeCase lambdaFunctionTimedOut() {
    History history = entered().scheduled(3, 2, "LambdaFunctionScheduled", "arn:function");
    history.event(4, 3, "LambdaFunctionStarted").event(5, 4, "LambdaFunctionTimedOut");
    history.event(6, 5, "ExecutionFailed").error("States.Timeout", null);
    return new EventTypeCase(
        "LambdaFunctionTimedOut",
        history,
        """
        FAILED, 1 transitions
        execution orders error 10..60 States.Timeout
          state Charge [Task] error 20..60 States.Timeout {ended_by=ExecutionFailed}
            attempt Charge#1 error 30..50 States.Timeout origin terminal {started_at=40}
        """);
  }

  private static EventTypeCase lambdaFunctionStartFailed() {
    History history = entered().scheduled(3, 2, "LambdaFunctionScheduled", "arn:function");
    history.event(4, 3, "LambdaFunctionStartFailed").error("States.Runtime", null);
    history.event(5, 4, "ExecutionFailed").error("States.Runtime", null);
    return new EventTypeCase(
        "LambdaFunctionStartFailed",
        history,
        """
        FAILED, 1 transitions
        execution orders error 10..50 States.Runtime
          state Charge [Task] error 20..50 States.Runtime {ended_by=ExecutionFailed}
            attempt Charge#1 error 30..40 States.Runtime origin terminal
        """);
  }

  private static EventTypeCase lambdaFunctionScheduleFailed() {
    History history = entered().event(3, 2, "LambdaFunctionScheduleFailed").error("TooLarge", null);
    history.event(4, 3, "ExecutionFailed").error("TooLarge", null);
    return new EventTypeCase(
        "LambdaFunctionScheduleFailed",
        history,
        """
        FAILED, 1 transitions
        execution orders error 10..40 TooLarge
          state Charge [Task] error 20..40 TooLarge {ended_by=ExecutionFailed}
            attempt Charge#1 error 30..30 TooLarge origin terminal
        """);
  }

  private static EventTypeCase taskScheduled() {
    History history = entered().scheduled(3, 2, "TaskScheduled", "glue:startJobRun.sync");
    return new EventTypeCase(
        "TaskScheduled",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 unfinished 30.. {unfinished_reason=running}
        """);
  }

  private static EventTypeCase taskStarted() {
    History history =
        entered()
            .scheduled(3, 2, "TaskScheduled", "glue:startJobRun.sync")
            .event(4, 3, "TaskStarted");
    return new EventTypeCase(
        "TaskStarted",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 unfinished 30.. {started_at=40, unfinished_reason=running}
        """);
  }

  private static EventTypeCase taskSucceeded() {
    History history = entered().scheduled(3, 2, "TaskScheduled", "glue:startJobRun.sync");
    history.event(4, 3, "TaskStarted").event(5, 4, "TaskSucceeded");
    return new EventTypeCase(
        "TaskSucceeded",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 ok 30..50 {started_at=40}
        """);
  }

  private static EventTypeCase taskFailed() {
    History history = entered().scheduled(3, 2, "TaskScheduled", "glue:startJobRun.sync");
    history.event(4, 3, "TaskFailed").error("Declined", null);
    history.scheduled(5, 4, "TaskScheduled", "glue:startJobRun.sync");
    return new EventTypeCase(
        "TaskFailed",
        history,
        """
        RUNNING, 2 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 error 30..40 Declined origin
            attempt Charge#2 unfinished 50.. {backoff_ms=10, unfinished_reason=running}
        """);
  }

  private static EventTypeCase taskTimedOut() {
    History history = entered().scheduled(3, 2, "TaskScheduled", "glue:startJobRun.sync");
    history.event(4, 3, "TaskStarted").event(5, 4, "TaskTimedOut");
    history.event(6, 5, "ExecutionFailed").error("States.Timeout", null);
    return new EventTypeCase(
        "TaskTimedOut",
        history,
        """
        FAILED, 1 transitions
        execution orders error 10..60 States.Timeout
          state Charge [Task] error 20..60 States.Timeout {ended_by=ExecutionFailed}
            attempt Charge#1 error 30..50 States.Timeout origin terminal {started_at=40}
        """);
  }

  private static EventTypeCase taskSubmitted() {
    History history = entered().scheduled(3, 2, "TaskScheduled", "glue:startJobRun.sync");
    history.event(4, 3, "TaskStarted").event(5, 4, "TaskSubmitted");
    return new EventTypeCase(
        "TaskSubmitted",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] unfinished 20.. {unfinished_reason=running}
            attempt Charge#1 unfinished 30.. {started_at=40, submitted_at=50, unfinished_reason=running}
        """);
  }

  private static EventTypeCase taskSubmitFailed() {
    History history = entered().scheduled(3, 2, "TaskScheduled", "glue:startJobRun.sync");
    history.event(4, 3, "TaskStarted").event(5, 4, "TaskSubmitFailed").error("Glue.Limit", null);
    history.event(6, 5, "TaskStateExited", "Charge");
    return new EventTypeCase(
        "TaskSubmitFailed",
        history,
        """
        RUNNING, 1 transitions
        execution orders unfinished 10.. {unfinished_reason=running}
          state Charge [Task] ok 20..60 {caught_error=Glue.Limit}
            attempt Charge#1 error 30..50 Glue.Limit origin {started_at=40}
        """);
  }

  private static EventTypeCase taskStartFailed() {
    History history = entered().scheduled(3, 2, "TaskScheduled", "glue:startJobRun.sync");
    history.event(4, 3, "TaskStartFailed").error("States.Runtime", null);
    history.event(5, 4, "ExecutionFailed").error("States.Runtime", null);
    return new EventTypeCase(
        "TaskStartFailed",
        history,
        """
        FAILED, 1 transitions
        execution orders error 10..50 States.Runtime
          state Charge [Task] error 20..50 States.Runtime {ended_by=ExecutionFailed}
            attempt Charge#1 error 30..40 States.Runtime origin terminal
        """);
  }

  private static History entered() {
    return History.started().event(2, 0, "TaskStateEntered", "Charge");
  }
}
