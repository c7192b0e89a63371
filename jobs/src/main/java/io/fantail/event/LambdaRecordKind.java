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
  /** A line of the function. */
  APPLICATION,
  /**
   * A line of the platform that is none of the others: {@code EXTENSION}, {@code
   * platform.runtimeDone}; its status, where it has one, is the invocation's.
   */
  PLATFORM,
  /**
   * The function's failure: an uncaught error, a timeout, a process that exited. Without a status
   * it is an error that the function may have caught and only logged: it tells why an invocation
   * failed, not that it did.
   */
  FAILURE,
  END,
  REPORT,
  /** The second line of REPORT, where a container made an event of its own of it. */
  XRAY
}
