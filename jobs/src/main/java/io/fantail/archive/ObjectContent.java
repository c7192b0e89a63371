package io.fantail.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The inflated bytes of one object, to be read from the start as often as a format needs. */
final class ObjectContent {
  private static final int MAX_SIBLING_BYTES = 4 << 20;

  private final ArchiveObject object;
  private final Configuration hadoop;
  private final Inflation inflation;

  ObjectContent(ArchiveObject object, Configuration hadoop) {
    this.object = object;
    this.hadoop = hadoop;
    this.inflation = new Inflation(hadoop);
  }

  ArchiveObject object() {
    return object;
  }

  /** A fresh stream over the whole object, every gzip layer and member taken off. */
  InputStream open() throws IOException {
    return inflated(object.uri());
  }

  /** The inflated bytes of the small objects that may describe this one. */
  List<byte[]> siblings() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (String sibling : object.siblings()) {
      try (InputStream in = inflated(sibling)) {
        contents.add(in.readNBytes(MAX_SIBLING_BYTES));
      }
    }
    return contents;
  }

  private InputStream inflated(String uri) throws IOException {
    // A Path of an address is taken literally: "[$LATEST]" in a key is no glob here.
    Path path = new Path(uri);
    return inflation.inflate(new StorageInputStream(path.getFileSystem(hadoop).open(path)));
  }
}
