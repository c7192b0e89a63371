package io.fantail.event;

/**
 * The calls of the Step Functions API whose answers describe an execution or a Map Run, and the one
 * event that does, the most trusted first: who asked for the one execution knows more than who
 * listed many.
 */
public enum DescriptionSource {
  DESCRIBE_EXECUTION,
  START_SYNC_EXECUTION,
  /**
   * What EventBridge passed on when the status changed. It knows what {@code DescribeExecution}
   * does, but for the Map Run, as it was at that moment.
   */
  EXECUTION_STATUS_CHANGE,
  LIST_EXECUTIONS,
  /** A row of {@code SUCCEEDED_n.json} and its kin, which a Map Run's ResultWriter exports. */
  RESULT_WRITER,
  START_EXECUTION,
  DESCRIBE_MAP_RUN,
  LIST_MAP_RUNS;

  /** Whether it is a Map Run that is described, and the execution named is its parent. */
  public boolean isOfMapRun() {
    return this == DESCRIBE_MAP_RUN || this == LIST_MAP_RUNS;
  }
}
