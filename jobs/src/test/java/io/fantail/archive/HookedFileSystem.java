package io.fantail.archive;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.RemoteIterators;

/**
 * The local disk as storage that is far away: a test says what happens when an object is opened.
 * One test at a time.
 */
public final class HookedFileSystem extends RawLocalFileSystem {
  /** What comes before the bytes. */
  public interface Opening {
    void of(String name) throws IOException;
  }

  /** The one hook of this JVM, which a test class locks. */
  public static final String LOCK = "the hook of HookedFileSystem";

  private static final String SCHEME = "hooked";
  private static volatile Opening opening = name -> {};

  private static final List<String> FLAT_LISTINGS = new ArrayList<>();

  /** Where objects are opened with the hook. */
  public static Configuration configuration(Opening hook) {
    opening = hook;
    FLAT_LISTINGS.clear();
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs." + SCHEME + ".impl", HookedFileSystem.class, FileSystem.class);
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

  /** The paths under which everything was asked for since the configuration was made. */
  public static List<String> flatListings() {
    return List.copyOf(FLAT_LISTINGS);
  }

  @Override
  public RemoteIterator<LocatedFileStatus> listFiles(Path path, boolean recursive)
      throws IOException {
    FLAT_LISTINGS.add(path.toUri().getPath());
    List<LocatedFileStatus> files = new ArrayList<>();
    addFiles(getFileStatus(path), files);
    return RemoteIterators.remoteIteratorFromIterable(files);
  }

  /** Without the permissions of a local file, which Hadoop starts a process for. */
  private void addFiles(FileStatus status, List<LocatedFileStatus> files) throws IOException {
    if (status.isFile()) {
      FileStatus plain = new FileStatus(status.getLen(), false, 1, 1, 0, status.getPath());
      files.add(new LocatedFileStatus(plain, null));
      return;
    }
    for (FileStatus child : listStatus(status.getPath())) {
      addFiles(child, files);
    }
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    opening.of(path.getName());
    return super.open(path, bufferSize);
  }
}
