package io.fantail.archive;

import io.fantail.archive.RawRecord.Broken;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * All records of one object, whatever container it is. Damage ends in a {@link Broken} record: a
 * gzip cut short or corrupt, an object that vanished or may not be read, bytes of no known form.
 */
public final class ArchiveReader implements RawRecords {
  private static final int SAMPLE_CHARS = 200;

  /** Most objects of an archive may be no larger. */
  private static final int FIRST_HEAD_BYTES = 1 << 13;

  private final ObjectContent content;
  private @Nullable RawRecords records;
  private long lastPosition;
  private boolean finished;

  /** Of an object that is read alone, from a stream however small it is. */
  public ArchiveReader(ArchiveObject object, Configuration hadoop) {
    this(ObjectContent.alone(object, hadoop));
  }

  ArchiveReader(ObjectContent content) {
    this.content = content;
  }

  public ArchiveObject object() {
    return content.object();
  }

  /**
   * The next record, or null at the end.
   *
   * @throws UncheckedIOException when the storage fails: worth another try, and no fault of the
   *     content
   */
  @Override
  public @Nullable RawRecord next() {
    if (finished) {
      return null;
    }
    try {
      if (records == null) {
        records = recognise();
      }
      RawRecord record = records.next();
      finished = record == null;
      lastPosition = record == null ? lastPosition : record.position();
      return record;
    } catch (CharConversionException noText) {
      return lastRecord(BrokenReason.INVALID_UTF8, noText);
    } catch (EOFException cutShort) {
      return lastRecord(BrokenReason.TRUNCATED_GZIP, cutShort);
    } catch (IOException failure) {
      boolean unreadable = ArchiveStorage.isUnreadable(failure);
      return lastRecord(
          unreadable ? BrokenReason.UNREADABLE_OBJECT : BrokenReason.CORRUPT_GZIP, failure);
    }
  }

  @Override
  public void close() throws IOException {
    if (records != null) {
      records.close();
    }
  }

  private RawRecords recognise() throws IOException {
    Head head;
    try (InputStream in = content.open()) {
      head = headOf(in);
    }
    if (head.isEmpty()) {
      return new SingleRecord(new Broken(0, BrokenReason.EMPTY_OBJECT, ""));
    }
    for (ArchiveFormat format : ArchiveFormat.values()) {
      if (format.recognises(head, content.object())) {
        return format.open(content);
      }
    }
    return new SingleRecord(
        new Broken(0, BrokenReason.UNKNOWN_FORMAT, head.firstLine(SAMPLE_CHARS)));
  }

  /** Content that breaks within the head still shows how it begins. */
  private static Head headOf(InputStream in) throws IOException {
    byte[] bytes = new byte[FIRST_HEAD_BYTES];
    int length = 0;
    try {
      int read = in.read(bytes, 0, bytes.length);
      while (read > 0) {
        length += read;
        if (length == bytes.length && length < Head.MAX_BYTES) {
          bytes = Arrays.copyOf(bytes, 2 * length);
        }
        read = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException damaged) {
      if (length == 0) {
        throw damaged;
      }
    }
    return new Head(Arrays.copyOf(bytes, length));
  }

  private RawRecord lastRecord(BrokenReason reason, IOException failure) {
    finished = true;
    String message = failure.getMessage();
    return new Broken(lastPosition, reason, message == null ? "" : message);
  }
}
