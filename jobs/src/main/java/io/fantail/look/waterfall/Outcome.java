package io.fantail.look.waterfall;

import io.fantail.look.stored.StoredSpan;
import io.fantail.span.ExecutionStatus;

/** How a span, or a child of a Map Run, ended. */
public enum Outcome {
  OK,
  FAILED,
  /** It failed as its time was over. */
  TIMED_OUT,
  ABORTED,
  /** The archive does not show its end. */
  UNFINISHED;

  private static final String TIMED_OUT_SANDBOX = "Sandbox.Timedout";

  /** The one of a span; that it was its time is told by the name of the error. */
  public static Outcome of(StoredSpan span) {
    String error = span.failure().error();
    return switch (span.status()) {
      case OK -> OK;
      case ABORTED -> ABORTED;
      case UNFINISHED -> UNFINISHED;
      case ERROR -> isOfTime(error == null ? "" : error) ? TIMED_OUT : FAILED;
    };
  }

  /** The one of an execution. */
  public static Outcome of(ExecutionStatus status) {
    return switch (status) {
      case SUCCEEDED -> OK;
      case FAILED -> FAILED;
      case TIMED_OUT -> TIMED_OUT;
      case ABORTED -> ABORTED;
      case RUNNING -> UNFINISHED;
    };
  }

  /** Whether it counts as an error: it failed, or its time was over. */
  public boolean isError() {
    return this == FAILED || this == TIMED_OUT;
  }

  /** {@code States.Timeout}, {@code States.HeartbeatTimeout} and Lambda's own. */
  private static boolean isOfTime(String error) {
    return error.equals("States.Timeout")
        || error.equals("States.HeartbeatTimeout")
        || error.equals(TIMED_OUT_SANDBOX);
  }
}
