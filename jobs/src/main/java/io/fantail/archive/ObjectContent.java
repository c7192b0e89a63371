package io.fantail.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The inflated bytes of one object, to be read from the start as often as a format needs. */
final class ObjectContent {
  private static final int MAX_SIBLING_BYTES = 4 << 20;

  /** Where the stored bytes come from. */
  interface Stored {
    InputStream open(String uri) throws IOException;
  }

  private final ArchiveObject object;
  private final Inflation inflation;
  private final Stored stored;

  ObjectContent(ArchiveObject object, Inflation inflation, Stored stored) {
    this.object = object;
    this.inflation = inflation;
    this.stored = stored;
  }

  static ObjectContent alone(ArchiveObject object, Configuration hadoop) {
    ArchiveStorage storage = new ArchiveStorage(hadoop);
    return new ObjectContent(
        object,
        new Inflation(hadoop),
        uri ->
            storage.open(
                uri, uri.equals(object.uri()) ? object.length() : ArchiveStorage.UNKNOWN_LENGTH));
  }

  ArchiveObject object() {
    return object;
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
    return inflation.inflate(stored.open(uri));
  }
}
