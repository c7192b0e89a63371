package io.fantail.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** The inflated bytes of one object, to be read from the start as often as a format needs. */
final class ObjectContent {
  private static final int MAX_SIBLING_BYTES = 4 << 20;

  private final ArchiveObject object;
  private final Configuration hadoop;
  private final Inflation inflation;
  private final NamesFromKeys names;

  ObjectContent(ArchiveObject object, Configuration hadoop, NamesFromKeys names) {
    this.object = object;
    this.names = names;
    this.hadoop = hadoop;
    this.inflation = new Inflation(hadoop);
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

  /** A fresh stream over the whole object, every gzip layer and member taken off. */
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
    // A Path of an address is taken literally: "[$LATEST]" in a key is no glob here.
    Path path = new Path(uri);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    if (fileSystem instanceof LocalFileSystem checksummed) {
      // Looks for a checksum beside each file, and cannot spell its name when there is a colon in
      // it.
      fileSystem = checksummed.getRawFileSystem();
    }
    return inflation.inflate(new StorageInputStream(fileSystem.open(path)));
  }
}
