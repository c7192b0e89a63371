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
  /** What AWS itself wrote of it: a record of {@code aws/spans}, under X-Ray's ids. */
  AWS;
}
