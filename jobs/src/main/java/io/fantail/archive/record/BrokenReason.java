package io.fantail.archive.record;

/** Why a part of an object could not be cut into records. */
public enum BrokenReason {
  EMPTY_OBJECT,
  UNKNOWN_FORMAT,
  UNREADABLE_OBJECT,
  /** An object that has another length than when it was listed. */
  CHANGED_OBJECT,
  /** A folder that may not be listed: what is in it is not known. */
  UNREADABLE_FOLDER,
  /** A link that leads out of the archive, in a folder or in an archive of files. */
  LINK_OUT_OF_ARCHIVE,
  /** A link whose target does not exist, or that leads back to itself. */
  DANGLING_LINK,
  /** A named pipe, a device or a socket. */
  SPECIAL_FILE,
  TRUNCATED_GZIP,
  CORRUPT_GZIP,
  TRUNCATED_ZSTD,
  CORRUPT_ZSTD,
  TRUNCATED_SNAPPY,
  CORRUPT_SNAPPY,
  TRUNCATED_BZIP2,
  CORRUPT_BZIP2,
  TRUNCATED_LZ4,
  CORRUPT_LZ4,
  TRUNCATED_XZ,
  CORRUPT_XZ,
  TRUNCATED_ZLIB,
  CORRUPT_ZLIB,
  TRUNCATED_ZIP,
  CORRUPT_ZIP,
  /** An entry of a ZIP that asks for a password. */
  ENCRYPTED_ZIP,
  TRUNCATED_TAR,
  CORRUPT_TAR,
  /** A compression or a format that is known by its first bytes, and not read. */
  UNSUPPORTED_FORMAT,
  /** Inflates to far more than logs do; what lies behind is not read. */
  INFLATION_BOMB,
  INVALID_UTF8,
  MALFORMED_JSON,
  MALFORMED_CSV,
  EMPTY_HISTORY,
  RECORD_TOO_LONG
}
