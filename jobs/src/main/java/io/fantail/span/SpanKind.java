package io.fantail.span;

/** What a span stands for; lower case in the tables. */
public enum SpanKind {
  EXECUTION,
  MAP_RUN,
  STATE,
  ITERATION,
  BRANCH,
  ATTEMPT,
  LAMBDA,
  /** A durable execution of Lambda, below the attempt that called its function. */
  DURABLE_EXECUTION,
  /** What a durable execution puts around operations: a Map, one item of it, a child context. */
  CONTEXT,
  /** One try of a step of a durable execution. */
  STEP,
  /** A wait of a durable execution, in which no function runs. */
  WAIT,
  /** What a durable execution waits for from outside. */
  CALLBACK,
  /** The call of another function by a durable execution. */
  CHAINED_INVOKE,
  /** What AWS itself wrote of it: a record of {@code aws/spans}, under X-Ray's ids. */
  AWS;
}
