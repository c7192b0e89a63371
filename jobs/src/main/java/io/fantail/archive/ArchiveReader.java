package io.fantail.archive;

import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.DamagedContent;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.storage.ObjectContent;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * All records of one object, whatever container it is. Damage ends in one {@link Broken} record: a
 * compression cut short or corrupt, an object that vanished or may not be read, bytes of no known
 * form. It stands behind the last whole record, where that begins which is lost.
 */
public final class ArchiveReader implements RawRecords {
  private final ObjectContent content;
  private @Nullable RawRecords records;
  private boolean finished;
  private LogSource namedSource = LogSource.NONE;
  private LogSource nameOfSource;

  /** Reads an object alone, from a stream however small it is. */
  public ArchiveReader(ArchiveObject object, Configuration hadoop, NamesFromKeys names) {
    this(ObjectContent.alone(object, hadoop, names));
  }

  ArchiveReader(ObjectContent content) {
    this.content = content;
    this.nameOfSource = content.named(namedSource);
  }

  public ArchiveObject object() {
    return content.object();
  }

  /**
   * The object, or the entry of the archive of files that it is, in which the last record stood.
   */
  public ArchiveObject place() {
    ArchiveObject entry = records == null ? null : records.entry();
    return entry == null ? content.object() : entry;
  }

  @Override
  public @Nullable ArchiveObject entry() {
    return records == null ? null : records.entry();
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
        records = ArchiveFormat.recordsOf(content, ArchiveReader::new);
      }
      RawRecord record = records.next();
      finished = record == null;
      return record instanceof LogEvent event ? named(event) : record;
    } catch (DamagedContent damage) {
      return lastRecord(damage.reason(), damage);
    } catch (CharConversionException noText) {
      return lastRecord(BrokenReason.INVALID_UTF8, noText);
    } catch (IOException unreadable) {
      return lastRecord(BrokenReason.UNREADABLE_OBJECT, unreadable);
    }
  }

  /**
   * With the names that the object's address tells, whatever container it is. A reader has one
   * source for thousands of events, so what a name tells is found out once.
   */
  @SuppressWarnings("ReferenceEquality") // the same object in almost all cases, and asked per line
  private LogEvent named(LogEvent event) {
    LogSource source = event.source();
    LogSource known = source == namedSource ? nameOfSource : content.named(source);
    namedSource = source;
    nameOfSource = known;
    return known == source ? event : event.from(known);
  }

  @Override
  public long position() {
    return records == null ? 0 : records.position();
  }

  @Override
  public void close() throws IOException {
    if (records != null) {
      records.close();
    }
  }

  private RawRecord lastRecord(BrokenReason reason, IOException failure) {
    finished = true;
    String message = failure.getMessage();
    return new Broken(position(), reason, message == null ? "no more is known" : message);
  }
}
