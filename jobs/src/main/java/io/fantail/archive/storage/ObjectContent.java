package io.fantail.archive.storage;

import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.stored.FileArchive;
import io.fantail.archive.stored.Utf8Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The inflated bytes of one object, or of one that a record of it holds or that is packed in it, to
 * be read from the start as often as a format needs. Text is UTF-8, whatever it is stored as.
 */
public final class ObjectContent {
  private static final int MAX_SIBLING_BYTES = 4 << 20;

  private static final int MAX_SIBLING_DEPTH = 4;
  private static final int MAX_SIBLING_FILES = 8;

  private static final Inflation OF_OBJECTS = new Inflation(1L << 30);

  /** Firehose takes records of at most 1,000 KiB, and there may be thousands in an object. */
  private static final Inflation OF_RECORDS = new Inflation(16 << 20);

  /** Where the stored bytes come from. */
  public interface Stored {
    InputStream open(String uri) throws IOException;

    /** The addresses of what may describe the object, as far as that is known now. */
    default List<String> siblingsOf(ArchiveObject object) {
      return object.siblings();
    }
  }

  /** Reads the records of a content, in whatever form it is. */
  public interface Reader {
    RawRecords recordsOf(ObjectContent content);
  }

  private final ArchiveObject object;
  private final NamesFromKeys names;
  private final Stored stored;
  private final Inflation inflation;
  private final @Nullable String logGroupOfKey;
  private final @Nullable String functionOfKey;
  private final @Nullable Expansion expansion;

  public ObjectContent(ArchiveObject object, NamesFromKeys names, Stored stored) {
    this(object, names, stored, OF_OBJECTS, null);
  }

  private ObjectContent(
      ArchiveObject object,
      NamesFromKeys names,
      Stored stored,
      Inflation inflation,
      @Nullable Expansion expansion) {
    this.object = object;
    this.names = names;
    this.stored = stored;
    this.inflation = inflation;
    this.logGroupOfKey = names.logGroupOf(object);
    this.functionOfKey = names.functionOf(object);
    this.expansion = expansion;
  }

  public static ObjectContent alone(
      ArchiveObject object, Configuration hadoop, NamesFromKeys names) {
    ArchiveStorage storage = new ArchiveStorage(hadoop);
    return new ObjectContent(
        object,
        names,
        uri ->
            storage.open(
                uri, uri.equals(object.uri()) ? object.length() : ArchiveStorage.UNKNOWN_LENGTH));
  }

  /** What a record of this object holds, as if it were an object of its own. */
  public ObjectContent within(byte[] bytes) {
    ArchiveObject alone = new ArchiveObject(object.uri(), bytes.length, List.of());
    return new ObjectContent(
        alone, names, uri -> new ByteArrayInputStream(bytes), OF_RECORDS, expansion);
  }

  /** An entry of the archive of files that this object is, as if it were an object of its own. */
  ObjectContent packed(ArchiveObject entry, Stored packed, Expansion ofArchive) {
    return new ObjectContent(entry, names, packed, inflation, ofArchive);
  }

  /** What all that is packed in this object shares, be it packed itself. */
  Expansion expansionWithin() {
    return expansion == null ? new Expansion(object.length(), inflation) : expansion.deeper();
  }

  public boolean isWithinRecord() {
    return inflation == OF_RECORDS;
  }

  public ArchiveObject object() {
    return object;
  }

  /** The ARN that the user says the object's address tells; null where it tells none. */
  public @Nullable String executionArnOfKey() {
    return names.executionArnOf(object);
  }

  /** A source of log lines in the object, with the names that the object's address tells. */
  public LogSource named(LogSource source) {
    return source.orElse(logGroupOfKey, functionOfKey);
  }

  /** A fresh stream over the whole content, every layer of compression taken off. */
  public InputStream open() throws IOException {
    return inflated(object.uri());
  }

  /**
   * The inflated bytes of the small objects that may describe this one; those that are damaged or
   * gone describe nothing, and are reported when their own turn comes.
   */
  public List<byte[]> siblings() {
    List<byte[]> contents = new ArrayList<>();
    for (String sibling : siblingUris()) {
      try (InputStream in = inflated(sibling)) {
        addFiles(in.readNBytes(MAX_SIBLING_BYTES), 0, contents);
      } catch (IOException damaged) {
        // As if it were not there.
      }
    }
    return contents;
  }

  /** What is packed, or the content itself; an archive of more files than that describes none. */
  private void addFiles(byte[] content, int depth, List<byte[]> files) throws IOException {
    PackedForm form = PackedForm.of(content);
    if (form == null) {
      files.add(content);
      return;
    }
    try (EntryWalk walk = form.walk(new ByteArrayInputStream(content))) {
      FileArchive.Entry entry = walk.next();
      while (entry != null && depth < MAX_SIBLING_DEPTH && files.size() < MAX_SIBLING_FILES) {
        byte[] packed = walk.content().readNBytes(MAX_SIBLING_BYTES);
        try (InputStream in = Utf8Text.of(OF_RECORDS.inflate(new ByteArrayInputStream(packed)))) {
          addFiles(in.readNBytes(MAX_SIBLING_BYTES), depth + 1, files);
        }
        entry = walk.next();
      }
    }
  }

  /** The addresses of those objects. */
  List<String> siblingUris() {
    return stored.siblingsOf(object);
  }

  /** The stored bytes of an object that may describe what is packed in this one. */
  InputStream openStored(String uri) throws IOException {
    return stored.open(uri);
  }

  private InputStream inflated(String uri) throws IOException {
    InputStream inflated = inflation.inflate(stored.open(uri));
    return Utf8Text.of(expansion == null ? inflated : expansion.counting(inflated));
  }
}
