package io.fantail.archive.storage;

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
  StorageInputStream(InputStream stored) {
    super(stored);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException failure) {
      throw unreadableOrUnchecked(failure);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException failure) {
      throw unreadableOrUnchecked(failure);
    }
  }

  /** An object that is gone or forbidden is one reject; any other failure is the storage's. */
  static IOException unreadableOrUnchecked(IOException failure) {
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
