package io.fantail.archive;

/** Records that are known to carry no event: read, counted, left out. */
public enum NoiseKind {
  /** {@code CONTROL_MESSAGE} of a subscription: "Checking health of destination". */
  CONTROL_MESSAGE,
  /** The line CloudWatch Logs writes into a log group to prove that it may. */
  DELIVERY_VALIDATION,
  /** The {@code aws-logs-write-test} object that an export task leaves in its bucket. */
  EXPORT_WRITE_TEST,
  /** A {@code DescribeExecution} answer: names the execution of a history beside it. */
  DESCRIBE_EXECUTION,
  /** A {@code ListExecutions} answer: does so for many. */
  LIST_EXECUTIONS,
  /**
   * A {@code DescribeMapRun} or {@code ListMapRuns} answer: names the execution that started a Map
   * Run.
   */
  DESCRIBE_MAP_RUN,
  /** A line of a log stream that belongs neither to a Lambda function nor to Step Functions. */
  FOREIGN_LOG_LINE,
  /** A good record of a time that was not asked for. */
  OUTSIDE_WINDOW
}
