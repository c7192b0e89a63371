package io.fantail.span;

/** The status of an execution, in the words of the Step Functions API. */
public enum ExecutionStatus {
  RUNNING,
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  ABORTED;

  public boolean isUnsuccessful() {
    return this == FAILED || this == TIMED_OUT;
  }

  public SpanStatus spanStatus() {
    return switch (this) {
      case RUNNING -> SpanStatus.UNFINISHED;
      case SUCCEEDED -> SpanStatus.OK;
      case FAILED, TIMED_OUT -> SpanStatus.ERROR;
      case ABORTED -> SpanStatus.ABORTED;
    };
  }
}
