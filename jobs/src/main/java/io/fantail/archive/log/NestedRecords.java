package io.fantail.archive.log;

import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The records of what a record holds, as if it were an object of its own. Where each stands within
 * says nothing of the object; what matters is that none shares its place.
 */
final class NestedRecords implements Closeable {
  private final ObjectContent.Reader reader;
  private @Nullable RawRecords records;
  private long nextPosition;
  private long lastPosition;

  NestedRecords(ObjectContent.Reader reader) {
    this.reader = reader;
  }

  /**
   * Begins to read.
   *
   * @param from where the record begins that holds them
   * @param to where it ends
   */
  void open(ObjectContent content, long from, long to) {
    records = reader.recordsOf(content);
    nextPosition = from;
    lastPosition = to;
  }

  /** The next record, or null when there is none, or nothing is open. */
  @Nullable RawRecord next() throws IOException {
    RawRecord record = records == null ? null : records.next();
    if (record == null) {
      close();
      return null;
    }
    return record.at(Math.min(nextPosition++, lastPosition));
  }

  @Override
  public void close() throws IOException {
    if (records != null) {
      records.close();
      records = null;
    }
  }
}
