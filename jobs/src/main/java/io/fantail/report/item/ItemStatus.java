package io.fantail.report.item;

import io.fantail.span.ExecutionStatus;

/** What became of the child that took an item, or was to take it. */
enum ItemStatus {
  FAILED,
  TIMED_OUT,
  ABORTED,
  /** Its Map Run ended before the child began. */
  NEVER_RAN;

  /**
   * That of a child that began.
   *
   * @throws IllegalArgumentException where it succeeded, or runs
   */
  static ItemStatus of(ExecutionStatus ofChild) {
    return switch (ofChild) {
      case FAILED -> FAILED;
      case TIMED_OUT -> TIMED_OUT;
      case ABORTED -> ABORTED;
      case RUNNING, SUCCEEDED -> throw new IllegalArgumentException("did not fail: " + ofChild);
    };
  }
}
