package io.fantail.archive.storage;

import io.fantail.archive.record.ArchiveObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.functional.FutureIO;

/** Opens objects where they are stored, each with as few requests as its storage allows. */
public final class ArchiveStorage {
  /** For an object whose length no listing has told. */
  public static final long UNKNOWN_LENGTH = -1;

  private static final int BUFFER_BYTES = 1 << 16;

  /** From the first byte to the last; the other names are for storage that knows no whole file. */
  private static final String READ_POLICY = "whole-file, sequential, adaptive";

  private static final String STREAM_TYPE = "fs.s3a.input.stream.type";
  private static final String CLASSIC = "classic";
  private static final String PREFETCH = "fs.s3a.prefetch.enabled";

  private final Configuration hadoop;

  public ArchiveStorage(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * A fresh stream over the bytes as they are stored. An object store that is told the length asks
   * for nothing before the bytes themselves, so that what is wrong may show at the first read.
   *
   * @param length as the listing has it; where the storage shows that it is another now, the
   *     content is damaged
   * @throws FileNotFoundException when the object is gone
   * @throws AccessDeniedException when it may not be read; also {@link AccessControlException}
   * @throws UncheckedIOException when the storage fails: worth another try
   */
  public InputStream open(String uri, long length) throws IOException {
    try {
      // A Path of an address is taken literally: "[$LATEST]" in a key is no glob here.
      Path path = new Path(uri);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      return fileSystem instanceof LocalFileSystem checksummed
          // Looks for a checksum beside each file, and cannot spell its name when there is a
          // colon in it.
          ? new StorageInputStream(checksummed.getRawFileSystem().open(path, bufferFor(length)))
          : openTold(fileSystem, path, length);
    } catch (IOException failure) {
      throw StorageInputStream.unreadableOrUnchecked(failure);
    }
  }

  /** Whether the object is on a disk of this machine. */
  boolean isLocal(ArchiveObject object) {
    return object.uri().startsWith("file:");
  }

  private InputStream openTold(FileSystem fileSystem, Path path, long length) throws IOException {
    boolean isChecked = length > 0 && readsPast(fileSystem, path);
    FutureDataInputStreamBuilder opening =
        fileSystem.openFile(path).opt(OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY, READ_POLICY);
    if (length != UNKNOWN_LENGTH) {
      opening.opt(
          OpenFileOptions.FS_OPTION_OPENFILE_LENGTH,
          Long.toString(isChecked ? length + 1 : length));
    }
    InputStream stored = FutureIO.awaitFuture(opening.build());
    return isChecked ? new StorageInputStream(stored, length) : new StorageInputStream(stored);
  }

  /**
   * Whether the storage, told of one byte more than there is, gives what there is. It would
   * otherwise give no byte behind the length that it was told, be they there or not. Not all
   * streams of S3A do; one that holds nothing is not even asked for.
   */
  private boolean readsPast(FileSystem fileSystem, Path path) throws IOException {
    return CLASSIC.equals(hadoop.get(STREAM_TYPE))
        && !hadoop.getBoolean(PREFETCH, false)
        && fileSystem.hasPathCapability(path, CommonPathCapabilities.ETAGS_AVAILABLE);
  }

  private static int bufferFor(long length) {
    return length == UNKNOWN_LENGTH
        ? BUFFER_BYTES
        : (int) Math.max(1, Math.min(BUFFER_BYTES, length));
  }
}
