package io.fantail.trace;

/** What an execution spent a moment of its time on; {@link CriticalPath} says which is which. */
enum TimePart {
  QUEUE,
  COLD_START,
  LAMBDA,
  TASK,
  RETRY,
  WAIT,
  MAP,
  OTHER
}
