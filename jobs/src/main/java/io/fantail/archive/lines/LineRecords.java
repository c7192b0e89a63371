package io.fantail.archive.lines;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecords;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads records that are lines of text, or a line and those that continue it. */
abstract class LineRecords implements RawRecords {
  protected final Lines lines;

  LineRecords(InputStream content, Lines.RecordStart recordStart) {
    this.lines = new Lines(content, recordStart);
  }

  /** The record that the current line is; null where the line is to be passed over. */
  abstract @Nullable RawRecord record();

  @Override
  public final @Nullable RawRecord next() throws IOException {
    while (lines.next()) {
      RawRecord record = lines.isTooLong() ? lines.broken(BrokenReason.RECORD_TOO_LONG) : record();
      if (record != null) {
        return record;
      }
    }
    return null;
  }

  @Override
  public final long position() {
    return lines.position();
  }

  @Override
  public final void close() throws IOException {
    lines.close();
  }
}
