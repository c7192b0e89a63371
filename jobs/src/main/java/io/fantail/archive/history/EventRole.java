package io.fantail.archive.history;

/** The part that an event plays: what happened to what. Several types may play the same. */
public enum EventRole {
  EXECUTION_STARTED,
  EXECUTION_REDRIVEN,
  EXECUTION_SUCCEEDED,
  EXECUTION_FAILED,
  EXECUTION_TIMED_OUT,
  EXECUTION_ABORTED,
  STATE_ENTERED,
  STATE_EXITED,
  STATE_ABORTED,
  ATTEMPT_SCHEDULED,
  ATTEMPT_NOT_SCHEDULED,
  ATTEMPT_STARTED,
  ATTEMPT_SUBMITTED,
  ATTEMPT_SUCCEEDED,
  ATTEMPT_FAILED,
  ATTEMPT_TIMED_OUT,
  /** Of a Map or a Parallel, as the next three are. */
  CONTAINER_STARTED,
  CONTAINER_SUCCEEDED,
  CONTAINER_FAILED,
  CONTAINER_ABORTED,
  ITERATION_STARTED,
  ITERATION_SUCCEEDED,
  ITERATION_FAILED,
  ITERATION_ABORTED,
  MAP_RUN_STARTED,
  MAP_RUN_REDRIVEN,
  MAP_RUN_SUCCEEDED,
  MAP_RUN_FAILED,
  MAP_RUN_ABORTED,
  EVALUATION_FAILED,
  /** Nothing that a span is made of; its place in the chain of events still counts. */
  OTHER;

  /** Whether it is the last event of an execution, unless that is redriven. */
  public boolean endsExecution() {
    return switch (this) {
      case EXECUTION_SUCCEEDED, EXECUTION_FAILED, EXECUTION_TIMED_OUT, EXECUTION_ABORTED -> true;
      default -> false;
    };
  }
}
