package io.fantail.archive;

import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A raw record copied out of the reader's buffers, so that all records of an object can be looked
 * at.
 *
 * @param kind {@code LOG_EVENT}, {@code HISTORY_ITEM}, {@code DOCUMENT}, or the name of the noise
 *     or the damage
 * @param text the message, the JSON, or the sample
 */
public record SeenRecord(
    String kind,
    long position,
    String text,
    @Nullable Instant loggedAt,
    LogSource source,
    @Nullable String eventId,
    @Nullable String executionArn) {

  public static List<SeenRecord> in(ArchiveObject object) throws IOException {
    return in(object, NamesFromKeys.NONE);
  }

  public static List<SeenRecord> in(ArchiveObject object, NamesFromKeys names) throws IOException {
    try (ArchiveReader reader = new ArchiveReader(object, ArchiveFiles.HADOOP, names)) {
      return in(reader, Integer.MAX_VALUE);
    }
  }

  /** Fails when there are more records than an object of that size can hold. */
  public static List<SeenRecord> in(ArchiveObject object, long maxRecords) throws IOException {
    try (ArchiveReader reader =
        new ArchiveReader(object, ArchiveFiles.HADOOP, NamesFromKeys.NONE)) {
      return in(reader, maxRecords);
    }
  }

  public static List<SeenRecord> in(ArchiveReader reader) {
    return in(reader, Integer.MAX_VALUE);
  }

  private static List<SeenRecord> in(ArchiveReader reader, long maxRecords) {
    List<SeenRecord> seen = new ArrayList<>();
    for (RawRecord record = reader.next(); record != null; record = reader.next()) {
      seen.add(of(record));
      if (seen.size() > maxRecords) {
        throw new AssertionError("no end of records: " + record);
      }
    }
    return seen;
  }

  public static List<String> kindsIn(ArchiveObject object) throws IOException {
    return in(object).stream().map(SeenRecord::kind).toList();
  }

  public static List<String> textsIn(ArchiveObject object) throws IOException {
    return in(object).stream().map(SeenRecord::text).toList();
  }

  /** Whether it is neither noise nor damage. */
  public boolean isWhole() {
    return Set.of("LOG_EVENT", "HISTORY_ITEM", "DOCUMENT").contains(kind);
  }

  /** The same anywhere else, of any execution. */
  SeenRecord withoutPlace() {
    return new SeenRecord(kind, 0, text, loggedAt, source, eventId, null);
  }

  public static SeenRecord of(RawRecord record) {
    if (record instanceof RawRecord.LogEvent event) {
      return new SeenRecord(
          "LOG_EVENT",
          event.position(),
          event.text(),
          event.loggedAt(),
          event.source(),
          event.eventId(),
          null);
    } else if (record instanceof RawRecord.HistoryItem item) {
      String arn = item.executionArn();
      return without("HISTORY_ITEM", item.position(), item.event().toString(), arn);
    } else if (record instanceof RawRecord.Document document) {
      return without("DOCUMENT", document.position(), document.json().toString(), null);
    } else if (record instanceof RawRecord.Noise noise) {
      return without(noise.kind().name(), noise.position(), "", null);
    }
    RawRecord.Broken broken = (RawRecord.Broken) record;
    return without(broken.reason().name(), broken.position(), broken.sample(), null);
  }

  private static SeenRecord without(
      String kind, long position, String text, @Nullable String executionArn) {
    return new SeenRecord(kind, position, text, null, LogSource.NONE, null, executionArn);
  }
}
