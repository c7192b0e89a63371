package io.fantail.trace.path;

/** What an execution spent a moment of its time on; {@link CriticalPath} says which is which. */
public enum TimePart {
  QUEUE,
  COLD_START,
  LAMBDA,
  TASK,
  RETRY,
  WAIT,
  MAP,
  OTHER
}
