package io.fantail.archive.log;

import com.fasterxml.jackson.core.JsonToken;
import io.fantail.archive.json.JsonRecords;
import io.fantail.archive.json.UnknownContent;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON whose records may hold others, which are read as if what holds them were an object of
 * its own. Where each stands within says nothing of the object; what matters is that none shares
 * its place.
 */
abstract class NestingRecords extends JsonRecords {
  private final ObjectContent content;
  private final ObjectContent.Reader reader;
  private @Nullable RawRecords nested;
  private long nextPosition;
  private long lastPosition;

  NestingRecords(UnknownContent unknown) throws IOException {
    super(unknown.content().open());
    this.content = unknown.content();
    this.reader = unknown.reader();
  }

  /** Takes the next token; the record that is whole with it, or null. */
  abstract @Nullable RawRecord take(JsonToken token) throws IOException;

  @Override
  protected final @Nullable RawRecord read() throws IOException {
    while (true) {
      RawRecord record = nextNested();
      JsonToken token = record == null ? json.nextToken() : null;
      if (token == null) {
        return record;
      }
      record = take(token);
      if (record != null) {
        return record;
      }
    }
  }

  /**
   * Reads these bytes before the next token.
   *
   * @param position where the record begins that holds them; it ends with the current token
   */
  void openNested(byte[] bytes, long position) {
    nested = reader.recordsOf(content.within(bytes));
    nextPosition = position;
    lastPosition = json.position();
  }

  private @Nullable RawRecord nextNested() throws IOException {
    RawRecord record = nested == null ? null : nested.next();
    if (record == null) {
      closeNested();
      return null;
    }
    return record.at(Math.min(nextPosition++, lastPosition));
  }

  private void closeNested() throws IOException {
    if (nested != null) {
      nested.close();
      nested = null;
    }
  }

  @Override
  public void close() throws IOException {
    closeNested();
    super.close();
  }
}
