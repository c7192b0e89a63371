package io.fantail.archive.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * One stored stream for those who read an object one after the other: its format is recognised by
 * its first bytes, and then it is read from the start. As long as nobody got farther than what is
 * kept, the storage is asked once.
 *
 * <p>For one thread.
 */
final class SharedStream {
  /** More than is looked at of any stored bytes before they are read. */
  private static final int KEPT_BYTES = 1 << 18;

  /** Opens the object from its start. */
  interface Stored {
    InputStream open() throws IOException;
  }

  private final Stored stored;
  private byte[] kept = new byte[0];
  private @Nullable InputStream rest;

  /** How many bytes were read of it, of which the first are kept. */
  private long read;

  SharedStream(Stored stored) {
    this.stored = stored;
  }

  /** A stream from the first byte on. */
  InputStream open() throws IOException {
    if (read > KEPT_BYTES) {
      return stored.open();
    }
    if (rest == null) {
      kept = new byte[KEPT_BYTES];
      rest = stored.open();
    }
    return new View(rest);
  }

  /** Ends it; streams that were opened give no more than what is kept. */
  void close() {
    kept = new byte[0];
    InputStream ended = rest;
    rest = null;
    if (ended != null) {
      try {
        ended.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** What one of those reads. */
  private final class View extends InputStream {
    private final InputStream shared;
    private @Nullable InputStream own;
    private long position;

    View(InputStream shared) {
      this.shared = shared;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = readNext(buffer, offset, length);
      position += Math.max(0, count);
      return count;
    }

    private int readNext(byte[] buffer, int offset, int length) throws IOException {
      if (own != null) {
        return own.read(buffer, offset, length);
      } else if (position < Math.min(read, kept.length)) {
        int count = (int) Math.min(length, Math.min(read, kept.length) - position);
        System.arraycopy(kept, (int) position, buffer, offset, count);
        return count;
      } else if (position < read) {
        // Somebody else read on meanwhile.
        InputStream again = stored.open();
        own = again;
        again.skipNBytes(position);
        return again.read(buffer, offset, length);
      }
      return readShared(buffer, offset, length);
    }

    private int readShared(byte[] buffer, int offset, int length) throws IOException {
      int count = shared.read(buffer, offset, length);
      if (count > 0 && read < kept.length) {
        int further = (int) Math.min(count, kept.length - read);
        System.arraycopy(buffer, offset, kept, (int) read, further);
      }
      read += Math.max(0, count);
      return count;
    }

    @Override
    public void close() throws IOException {
      if (own != null) {
        own.close();
      }
    }
  }
}
