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
  /**
   * {@code platform.initStart} of a sandbox that is made before anyone calls for it: its {@code
   * initializationType} is provisioned concurrency or managed instances.
   */
  INIT_START_IN_ADVANCE,
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
   * What the runtime prints when the function has failed, but the function may print as well. If it
   * prints nothing more in this invocation, it was the runtime: with a status for sure, without one
   * unless REPORT says success. If it goes on, this is a failure that it may have caught.
   */
  FAILURE_IF_LAST,
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
