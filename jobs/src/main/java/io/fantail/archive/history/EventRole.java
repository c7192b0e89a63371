package io.fantail.archive.history;

/**
 * The part an event type plays, of the 62 types of the Step Functions API ({@code
 * HistoryEventType}) and of those still to come.
 */
public enum EventRole {
  EXECUTION_STARTED,
  EXECUTION_REDRIVEN,
  EXECUTION_ENDED,
  STATE_ENTERED,
  STATE_EXITED,
  STATE_ABORTED,
  ATTEMPT_SCHEDULED,
  ATTEMPT_PROGRESSED,
  ATTEMPT_SUCCEEDED,
  ATTEMPT_FAILED,
  CONTAINER_STARTED,
  CONTAINER_SUCCEEDED,
  CONTAINER_FAILED,
  CONTAINER_ABORTED,
  ITERATION_STARTED,
  ITERATION_ENDED,
  MAP_RUN_STARTED,
  MAP_RUN_REDRIVEN,
  MAP_RUN_ENDED,
  EVALUATION_FAILED,
  /** Nothing that a span is made of; its place in the chain of events still counts. */
  OTHER;

  public static EventRole of(String type) {
    return switch (type) {
      case "ExecutionStarted" -> EXECUTION_STARTED;
      case "ExecutionRedriven" -> EXECUTION_REDRIVEN;
      case "ExecutionSucceeded", "ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted" ->
          EXECUTION_ENDED;
      case "TaskScheduled", "LambdaFunctionScheduled", "ActivityScheduled" -> ATTEMPT_SCHEDULED;
      case "TaskStarted", "TaskSubmitted", "LambdaFunctionStarted", "ActivityStarted" ->
          ATTEMPT_PROGRESSED;
      case "TaskSucceeded", "LambdaFunctionSucceeded", "ActivitySucceeded" -> ATTEMPT_SUCCEEDED;
      case "TaskFailed",
          "TaskTimedOut",
          "TaskStartFailed",
          "TaskSubmitFailed",
          "LambdaFunctionFailed",
          "LambdaFunctionTimedOut",
          "LambdaFunctionStartFailed",
          "LambdaFunctionScheduleFailed",
          "ActivityFailed",
          "ActivityTimedOut",
          "ActivityScheduleFailed" ->
          ATTEMPT_FAILED;
      case "MapStateStarted", "ParallelStateStarted" -> CONTAINER_STARTED;
      case "MapStateSucceeded", "ParallelStateSucceeded" -> CONTAINER_SUCCEEDED;
      case "MapStateFailed", "ParallelStateFailed" -> CONTAINER_FAILED;
      case "MapStateAborted", "ParallelStateAborted" -> CONTAINER_ABORTED;
      case "TaskStateAborted", "WaitStateAborted" -> STATE_ABORTED;
      case "MapIterationStarted" -> ITERATION_STARTED;
      case "MapIterationSucceeded", "MapIterationFailed", "MapIterationAborted" -> ITERATION_ENDED;
      case "MapRunStarted" -> MAP_RUN_STARTED;
      case "MapRunRedriven" -> MAP_RUN_REDRIVEN;
      case "MapRunSucceeded", "MapRunFailed", "MapRunAborted" -> MAP_RUN_ENDED;
      case "EvaluationFailed" -> EVALUATION_FAILED;
      default ->
          type.endsWith("StateEntered")
              ? STATE_ENTERED
              : type.endsWith("StateExited") ? STATE_EXITED : OTHER;
    };
  }
}
