package io.fantail.archive.json;

import com.fasterxml.jackson.core.JsonProcessingException;

/** A value of JSON that is longer than any record, so nobody holds it. */
public final class RecordTooLong extends JsonProcessingException {
  private static final long serialVersionUID = 1;

  private final long position;

  RecordTooLong(long position) {
    super("longer than any record");
    this.position = position;
  }

  /** Where the value begins, or little behind that, in bytes from the start of the stream. */
  long position() {
    return position;
  }
}
