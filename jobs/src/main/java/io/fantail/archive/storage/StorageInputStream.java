package io.fantail.archive.storage;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.DamagedContent;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.security.AccessControlException;

/**
 * Tells a failure of the storage (the task fails and Spark tries it again) from damage in the
 * content (a reject): the former leaves here unchecked, so that nothing above takes it for bad gzip
 * or bad JSON. That the object is gone or forbidden is no failure, and may show only here.
 */
final class StorageInputStream extends FilterInputStream {
  private static final long ANY = Long.MAX_VALUE;

  private final long listedBytes;
  private long count;

  /** Takes whatever there is. */
  StorageInputStream(InputStream stored) {
    this(stored, ANY);
  }

  /** Fails with {@link DamagedContent} where there is less or more than the listing said. */
  StorageInputStream(InputStream stored, long listedBytes) {
    super(stored);
    this.listedBytes = listedBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (count == listedBytes && length > 0) {
      return readEnd();
    }
    int read = readStored(buffer, offset, (int) Math.min(length, listedBytes - count));
    if (read < 0 && listedBytes != ANY) {
      throw changed("shorter");
    }
    count += Math.max(0, read);
    return read;
  }

  private int readEnd() throws IOException {
    if (readStored(new byte[1], 0, 1) > 0) {
      throw changed("longer");
    }
    return -1;
  }

  private static DamagedContent changed(String now) {
    return new DamagedContent(
        BrokenReason.CHANGED_OBJECT, "is now " + now + " than when it was listed");
  }

  private int readStored(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException failure) {
      throw unreadableOrUnchecked(failure);
    }
  }

  /**
   * An object that is gone, forbidden or another one is a reject; any other failure is the
   * storage's.
   */
  static IOException unreadableOrUnchecked(IOException failure) {
    // A class of S3A, which not every cluster has.
    if (failure.getClass().getSimpleName().equals("RemoteFileChangedException")) {
      return new DamagedContent(BrokenReason.CHANGED_OBJECT, "was overwritten while it was read");
    }
    if (isUnreadable(failure)) {
      return failure;
    }
    throw new UncheckedIOException(failure);
  }

  private static boolean isUnreadable(IOException failure) {
    return failure instanceof FileNotFoundException
        || failure instanceof AccessControlException
        || failure instanceof AccessDeniedException;
  }

  /** Whether there is a buffer below is the storage's affair, and no place to go back to. */
  @Override
  public boolean markSupported() {
    return false;
  }
}
