package io.fantail.archive.stored;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The stored bytes under a library that takes a compression off or walks an archive of files.
 * Counts them, and gives no more in one call than that call may hold in memory, as a long name or a
 * long header is held whole, however long somebody has made it.
 */
final class LibraryInput extends PieceStream {
  /** One call of a library, which may fail for what the content is. */
  interface Call<T> {
    T run() throws IOException;
  }

  /** The last bytes that were read, in a ring. */
  private final byte[] last;

  private long count;
  private long limit = Long.MAX_VALUE;
  private boolean ended;
  private @Nullable IOException damage;

  LibraryInput(InputStream in, int keptBytes) {
    super(in);
    this.last = new byte[keptBytes];
  }

  /** The last bytes that were read, as many as are kept and were read. */
  byte[] last() {
    int length = (int) Math.min(count, last.length);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = last[(int) ((count - length + i) % last.length)];
    }
    return bytes;
  }

  long count() {
    return count;
  }

  boolean ended() {
    return ended;
  }

  /**
   * What the call gives; what it throws is the damage below, or says whether the end was missing.
   *
   * @param maxBytes that the call may read
   */
  <T> T limited(long maxBytes, Call<T> call) throws IOException {
    limit = maxBytes == Long.MAX_VALUE ? maxBytes : count + maxBytes;
    try {
      return call.run();
    } catch (UncheckedIOException ofStorage) {
      throw ofStorage;
    } catch (IOException | RuntimeException damaged) {
      if (damage != null) {
        throw damage;
      }
      String message = damaged.getMessage() == null ? "damaged" : damaged.getMessage();
      throw ended ? new EOFException(message) : new IOException(message, damaged);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (count > limit) {
      throw new IOException("more is to be held at once than an archive needs");
    }
    try {
      int read = in.read(buffer, offset, length);
      keep(buffer, offset, read);
      count += Math.max(0, read);
      ended |= read < 0;
      return read;
    } catch (IOException below) {
      damage = below;
      throw below;
    }
  }

  private void keep(byte[] buffer, int offset, int length) {
    for (int i = Math.max(0, length - last.length); i < length; i++) {
      last[(int) ((count + i) % last.length)] = buffer[offset + i];
    }
  }

  /** Skips by reading, so that what is skipped is counted, too. */
  @Override
  public long skip(long bytes) throws IOException {
    byte[] skipped = new byte[(int) Math.max(0, Math.min(bytes, 8192))];
    return Math.max(0, read(skipped, 0, skipped.length));
  }
}
