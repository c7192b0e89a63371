package io.fantail.sample.workflow;

/** How an attempt of a Task ends, or would end if the execution were not cut short. */
public enum Outcome {
  SUCCEEDED,
  /** Lambda refused it: nothing ran. */
  THROTTLED,
  /** The function raised. */
  FUNCTION_ERROR,
  /** Lambda stopped the function at its own limit. */
  FUNCTION_TIMEOUT,
  /** Step Functions stopped waiting; the function runs on. */
  STATE_TIMEOUT
}
