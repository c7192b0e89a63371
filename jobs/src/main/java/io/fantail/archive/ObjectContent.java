package io.fantail.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The inflated bytes of one object, or of one that a record of it holds, to be read from the start
 * as often as a format needs.
 */
final class ObjectContent {
  private static final int MAX_SIBLING_BYTES = 4 << 20;

  private static final Inflation OF_OBJECTS = new Inflation(1L << 30);

  /** Firehose takes records of at most 1,000 KiB, and there may be thousands in an object. */
  private static final Inflation OF_RECORDS = new Inflation(16 << 20);

  /** Where the stored bytes come from. */
  interface Stored {
    InputStream open(String uri) throws IOException;
  }

  private final ArchiveObject object;
  private final NamesFromKeys names;
  private final Stored stored;
  private final Inflation inflation;
  private final @Nullable String logGroupOfKey;
  private final @Nullable String functionOfKey;

  ObjectContent(ArchiveObject object, NamesFromKeys names, Stored stored) {
    this(object, names, stored, OF_OBJECTS);
  }

  private ObjectContent(
      ArchiveObject object, NamesFromKeys names, Stored stored, Inflation inflation) {
    this.object = object;
    this.names = names;
    this.stored = stored;
    this.inflation = inflation;
    this.logGroupOfKey = names.logGroupOf(object);
    this.functionOfKey = names.functionOf(object);
  }

  static ObjectContent alone(ArchiveObject object, Configuration hadoop, NamesFromKeys names) {
    ArchiveStorage storage = new ArchiveStorage(hadoop);
    return new ObjectContent(
        object,
        names,
        uri ->
            storage.open(
                uri, uri.equals(object.uri()) ? object.length() : ArchiveStorage.UNKNOWN_LENGTH));
  }

  /** What a record of this object holds, as if it were an object of its own. */
  ObjectContent within(byte[] bytes) {
    ArchiveObject alone = new ArchiveObject(object.uri(), bytes.length, List.of());
    return new ObjectContent(alone, names, uri -> new ByteArrayInputStream(bytes), OF_RECORDS);
  }

  boolean isWithinRecord() {
    return inflation == OF_RECORDS;
  }

  ArchiveObject object() {
    return object;
  }

  /** The ARN that the user says the object's address tells; null where it tells none. */
  @Nullable String executionArnOfKey() {
    return names.executionArnOf(object);
  }

  /** A source of log lines in the object, with the names that the object's address tells. */
  LogSource named(LogSource source) {
    return source.orElse(logGroupOfKey, functionOfKey);
  }

  /** A fresh stream over the whole content, every layer of compression taken off. */
  InputStream open() throws IOException {
    return inflated(object.uri());
  }

  /**
   * The inflated bytes of the small objects that may describe this one; those that are damaged or
   * gone describe nothing, and are reported when their own turn comes.
   */
  List<byte[]> siblings() {
    List<byte[]> contents = new ArrayList<>();
    for (String sibling : object.siblings()) {
      try (InputStream in = inflated(sibling)) {
        contents.add(in.readNBytes(MAX_SIBLING_BYTES));
      } catch (IOException damaged) {
        // As if it were not there.
      }
    }
    return contents;
  }

  private InputStream inflated(String uri) throws IOException {
    return inflation.inflate(stored.open(uri));
  }
}
