package io.fantail.event;

/**
 * What a Lambda log record is, in the order in which records of one millisecond stand in a stream.
 */
public enum LambdaRecordKind {
  /**
   * {@code INIT_START}, {@code RESTORE_START}, {@code platform.initStart}: a new sandbox; no
   * request id.
   */
  INIT_START,
  /** {@code INIT_REPORT}, {@code RESTORE_REPORT}: how init went; no request id, before START. */
  INIT_REPORT,
  START,
  /** A line of the function, or of the platform with nothing to tell. */
  APPLICATION,
  /** The function's failure: an uncaught error, a timeout, a process that exited. */
  FAILURE,
  END,
  REPORT
}
