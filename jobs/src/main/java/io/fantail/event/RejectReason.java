package io.fantail.event;

/** Why a record that was cut out of its container is no event. */
public enum RejectReason {
  /** Looks like JSON and is none. */
  MALFORMED_JSON,
  INVALID_UTF8,
  /**
   * A history whose execution nobody names: no wrapper, no description beside it, no ARN on the
   * event.
   */
  MISSING_EXECUTION_ARN,
  /** An event without id, type or time. */
  MISSING_FIELD,
  INVALID_EXECUTION_ARN,
  /** Well-formed, and neither a Step Functions event nor a Lambda record. */
  UNRECOGNISED_RECORD
}
