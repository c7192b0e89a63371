package io.fantail.event;

import io.fantail.archive.ArchiveObject;
import io.fantail.archive.ArchiveReader;
import io.fantail.archive.NoiseKind;
import io.fantail.archive.RawRecord;
import io.fantail.archive.TimeWindow;
import io.fantail.event.ParsedRecord.Noise;
import io.fantail.event.ParsedRecord.Reject;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The parsed records of one object, and the account of them once they were all read. */
final class ObjectRecords implements Closeable {
  private static final Noise OUTSIDE = new Noise(NoiseKind.OUTSIDE_WINDOW);

  private final ArchiveReader reader;
  private final PayloadPolicy payloadPolicy;
  private final TimeWindow window;
  private ArchiveObject place;
  private RecordParser parser;
  private long events;
  private long lambdaRecords;
  private long descriptions;
  private long awsSpans;
  private long noise;
  private long outside;
  private long rejects;
  private @Nullable Instant firstAt;
  private @Nullable Instant lastAt;
  private UnknownTypes unknownTypes = UnknownTypes.NONE;

  /**
   * Parses.
   *
   * @param reader closed with this
   */
  ObjectRecords(ArchiveReader reader, PayloadPolicy payloadPolicy, TimeWindow window) {
    this.reader = reader;
    this.payloadPolicy = payloadPolicy;
    this.place = reader.object();
    this.parser = new RecordParser(payloadPolicy, place.uri());
    this.window = window;
  }

  /** The next record that is kept (noise is only counted), or null at the end. */
  @Nullable ParsedRecord next() {
    RawRecord raw = reader.next();
    while (raw != null) {
      moveTo(reader.place());
      ParsedRecord record = withinWindow(parser.parse(raw));
      count(record);
      if (!(record instanceof Noise)) {
        return record;
      }
      raw = reader.next();
    }
    return null;
  }

  /** Every entry of an archive of files names its own records. */
  private void moveTo(ArchiveObject placeOfRecord) {
    if (!placeOfRecord.uri().equals(place.uri())) {
      place = placeOfRecord;
      parser = new RecordParser(payloadPolicy, place.uri());
    }
  }

  /** The address of the object, or of the entry in it, in which the last record stood. */
  String sourceFile() {
    return place.uri();
  }

  /** Of the stored object; complete once {@link #next} has returned null. */
  ObjectAccount account() {
    ArchiveObject object = reader.object();
    return new ObjectAccount(
        object.uri(),
        object.length(),
        events,
        lambdaRecords,
        descriptions,
        awsSpans,
        noise,
        outside,
        rejects,
        firstAt,
        lastAt,
        unknownTypes);
  }

  private ParsedRecord withinWindow(ParsedRecord record) {
    Instant at = timeOf(record);
    return at == null || window.contains(at) ? record : OUTSIDE;
  }

  /** Null for what becomes no row of a day. */
  private static @Nullable Instant timeOf(ParsedRecord record) {
    if (record instanceof HistoryEvent event) {
      return event.at();
    } else if (record instanceof LambdaRecord lambdaRecord) {
      return lambdaRecord.at();
    }
    if (record instanceof Description description) {
      return description.startedAt();
    }
    return record instanceof AwsSpan awsSpan ? awsSpan.startedAt() : null;
  }

  private void count(ParsedRecord record) {
    Instant at = timeOf(record);
    if (at != null) {
      spanTime(at);
    }
    if (record instanceof HistoryEvent event) {
      events++;
      unknownTypes = unknownTypes.with(event.type());
    } else if (record instanceof LambdaRecord) {
      lambdaRecords++;
    } else if (record instanceof Description) {
      descriptions++;
    } else if (record instanceof AwsSpan) {
      awsSpans++;
    } else if (record instanceof Reject) {
      rejects++;
    } else if (record == OUTSIDE) {
      outside++;
    } else {
      noise++;
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
