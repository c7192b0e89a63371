package io.fantail.event;

/**
 * What one task sends to another: bytes, and the key by which they meet what belongs to them.
 *
 * @param key an execution's ARN, a log stream, an X-Ray trace id, an object
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record PackedRecord(Kind kind, String key, byte[] content) {
  enum Kind {
    /** A {@link HistoryPart}. */
    HISTORY,
    /** A {@link LogStreamPart}. */
    LOG_STREAM,
    /** A {@link PackedDescription}. */
    DESCRIPTION,
    /** A {@link PackedAwsSpan}. */
    AWS_SPAN,
    REJECT,
    /** The account of an object. */
    OBJECT
  }
}
