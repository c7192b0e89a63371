package io.fantail.event.parse;

import io.fantail.archive.ArchiveReader;
import io.fantail.archive.place.TimeWindow;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.event.HistoryEvent;
import io.fantail.event.ParsedRecord;
import io.fantail.event.ParsedRecord.Noise;
import io.fantail.event.policy.PayloadPolicy;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The parsed records of one object, and the account of them once they were all read. */
public final class ObjectRecords implements Closeable {
  private static final Noise OUTSIDE = new Noise(NoiseKind.OUTSIDE_WINDOW);

  private final ArchiveReader reader;
  private final PayloadPolicy payloadPolicy;
  private final TimeWindow window;
  private ArchiveObject place;
  private RecordParser parser;
  private long events;
  private long lambdaRecords;
  private long descriptions;
  private long pendingChildren;
  private long awsSpans;
  private long noise;
  private long outside;
  private long rejects;
  private @Nullable Instant firstAt;
  private @Nullable Instant lastAt;
  private UnknownTypes unknownTypes = UnknownTypes.NONE;

  /** Closes the reader with itself. */
  public ObjectRecords(ArchiveReader reader, PayloadPolicy payloadPolicy, TimeWindow window) {
    this.reader = reader;
    this.payloadPolicy = payloadPolicy;
    this.place = reader.object();
    this.parser = new RecordParser(payloadPolicy, place.storedAddress());
    this.window = window;
  }

  /** The next record, noise included, or null at the end. */
  public @Nullable ParsedRecord next() {
    RawRecord raw = reader.next();
    if (raw == null) {
      return null;
    }
    moveTo(reader.place());
    ParsedRecord record = withinWindow(parser.parse(raw));
    count(record);
    return record;
  }

  /** Every entry of an archive of files names its own records. */
  private void moveTo(ArchiveObject placeOfRecord) {
    if (!placeOfRecord.uri().equals(place.uri())) {
      place = placeOfRecord;
      parser = new RecordParser(payloadPolicy, place.storedAddress());
    }
  }

  /** The address of the object, or of the entry in it, in which the last record stood. */
  public String sourceFile() {
    return place.storedAddress();
  }

  /** The stored object with what became of it; complete once {@link #next} has returned null. */
  public FinishedObject whole() {
    return FinishedObject.of(reader.object(), account());
  }

  /** Counts the records of the stored object; complete once {@link #next} has returned null. */
  public ArchiveAccount account() {
    return new ArchiveAccount(
        1,
        reader.object().length(),
        events,
        lambdaRecords,
        descriptions,
        pendingChildren,
        awsSpans,
        noise,
        outside,
        rejects,
        firstAt,
        lastAt,
        unknownTypes);
  }

  private ParsedRecord withinWindow(ParsedRecord record) {
    Instant at = record.at();
    return at == null || window.contains(at) ? record : OUTSIDE;
  }

  private void count(ParsedRecord record) {
    Instant at = record.at();
    if (at != null) {
      spanTime(at);
    }
    switch (record.outcome()) {
      case EVENT -> {
        events++;
        unknownTypes = unknownTypes.with(((HistoryEvent) record).type());
      }
      case LAMBDA_RECORD -> lambdaRecords++;
      case DESCRIPTION -> descriptions++;
      case PENDING_CHILD -> pendingChildren++;
      case AWS_SPAN -> awsSpans++;
      case NOISE -> noise++;
      case OUTSIDE -> outside++;
      case REJECT -> rejects++;
    }
  }

  private void spanTime(Instant at) {
    if (firstAt == null || at.isBefore(firstAt)) {
      firstAt = at;
    }
    if (lastAt == null || at.isAfter(lastAt)) {
      lastAt = at;
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
