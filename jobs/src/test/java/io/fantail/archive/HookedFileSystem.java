package io.fantail.archive;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local disk as storage that is far away: a test says what happens when an object is opened.
 * One test at a time.
 */
public final class HookedFileSystem extends RawLocalFileSystem {
  /** What comes before the bytes. */
  interface Opening {
    void of(String name) throws IOException;
  }

  private static final String SCHEME = "hooked";
  private static volatile Opening opening = name -> {};

  /** Where objects are opened with the hook. */
  static Configuration configuration(Opening hook) {
    opening = hook;
    Configuration hadoop = new Configuration();
    hadoop.setClass(
        "fs." + SCHEME + ".impl", HookedFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    return hadoop;
  }

  /** The address of a local object in this file system. */
  static String address(String localUri) {
    return localUri.replaceFirst("^file:", SCHEME + ":");
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    opening.of(path.getName());
    return super.open(path, bufferSize);
  }
}
