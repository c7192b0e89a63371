package io.fantail.report.warning;

/** What is about to break, or broke and would have been seen coming. */
enum WarningKind {
  /** The history of a Standard workflow is near the 25,000 events at which AWS fails it. */
  EVENT_COUNT(WarningSubject.EXECUTION, "events"),
  /** What a state was given or returned is near the 256 KiB that AWS passes on. */
  PAYLOAD(WarningSubject.STATE, "bytes"),
  /** A state was given or returned more than 256 KiB. */
  DATA_LIMIT(WarningSubject.STATE, "bytes"),
  /** Invocations of a function took nearly all memory that it has. */
  MEMORY(WarningSubject.FUNCTION, "MB"),
  /** Invocations of a function ended shortly before its time-out. */
  FUNCTION_TIMEOUT(WarningSubject.FUNCTION, "ms"),
  /** Attempts of a state ended shortly before its time-out. */
  STATE_TIMEOUT(WarningSubject.STATE, "ms"),
  /** Attempts of a state ended shortly before a heartbeat was due. */
  HEARTBEAT(WarningSubject.STATE, "ms"),
  /** Executions ended shortly before the time-out of their state machine. */
  EXECUTION_TIMEOUT(WarningSubject.EXECUTION, "ms"),
  /** Map Runs survived, but would not have survived many more failed items. */
  TOLERANCE(WarningSubject.MAP_RUN, "items"),
  /** A Map Run gave the same items to several of its children. */
  SAME_ITEM(WarningSubject.MAP_RUN, "children"),
  /** Whenever a state was retried, it failed in the end. */
  RETRIES_IN_VAIN(WarningSubject.STATE, "attempts");

  private final WarningSubject subject;
  private final String unit;

  WarningKind(WarningSubject subject, String unit) {
    this.subject = subject;
    this.unit = unit;
  }

  WarningSubject subject() {
    return subject;
  }

  String unit() {
    return unit;
  }
}
