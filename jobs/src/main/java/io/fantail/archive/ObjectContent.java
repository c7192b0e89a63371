package io.fantail.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
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

  private final ArchiveObject object;
  private final Configuration hadoop;
  private final NamesFromKeys names;
  private final byte @Nullable [] record;

  ObjectContent(ArchiveObject object, Configuration hadoop, NamesFromKeys names) {
    this(object, hadoop, names, null);
  }

  private ObjectContent(
      ArchiveObject object, Configuration hadoop, NamesFromKeys names, byte @Nullable [] record) {
    this.object = object;
    this.names = names;
    this.hadoop = hadoop;
    this.record = record;
  }

  /** What a record of this object holds, as if it were an object of its own. */
  ObjectContent within(byte[] bytes) {
    ArchiveObject alone = new ArchiveObject(object.uri(), bytes.length, List.of());
    return new ObjectContent(alone, hadoop, names, bytes);
  }

  boolean isWithinRecord() {
    return record != null;
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
    return source.orElse(names.logGroupOf(object), names.functionOf(object));
  }

  /** A fresh stream over the whole content, every layer of compression taken off. */
  InputStream open() throws IOException {
    return record == null
        ? inflated(object.uri())
        : OF_RECORDS.inflate(new ByteArrayInputStream(record));
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
    // A Path of an address is taken literally: "[$LATEST]" in a key is no glob here.
    Path path = new Path(uri);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    if (fileSystem instanceof LocalFileSystem checksummed) {
      // Looks for a checksum beside each file, and cannot spell its name when there is a colon in
      // it.
      fileSystem = checksummed.getRawFileSystem();
    }
    return OF_OBJECTS.inflate(new StorageInputStream(fileSystem.open(path)));
  }
}
