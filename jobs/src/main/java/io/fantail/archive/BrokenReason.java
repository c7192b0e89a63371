package io.fantail.archive;

/** Why a part of an object could not be cut into records. */
public enum BrokenReason {
  EMPTY_OBJECT,
  UNKNOWN_FORMAT,
  UNREADABLE_OBJECT,
  TRUNCATED_GZIP,
  CORRUPT_GZIP,
  TRUNCATED_ZSTD,
  CORRUPT_ZSTD,
  /** Inflates to far more than logs do; what lies behind is not read. */
  INFLATION_BOMB,
  INVALID_UTF8,
  MALFORMED_JSON,
  MALFORMED_CSV,
  EMPTY_HISTORY,
  RECORD_TOO_LONG
}
