package io.fantail.archive.stored;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a library makes of stored bytes, in calls so small that one that fails loses little, and
 * with the failures of a library in two kinds: {@link EOFException} where it had come to the end of
 * the stored bytes, {@link IOException} where it had not.
 */
public final class LibraryStream extends PieceStream {
  private static final int CALL_BYTES = 4096;
  private static final int BUFFER_BYTES = 1 << 13;

  /** Makes the library's stream, which may read its header at once. */
  public interface Opening {
    InputStream open(InputStream stored) throws IOException;
  }

  private final LibraryInput stored;
  private final InputStream buffered;
  private final Opening opening;
  private @Nullable InputStream decoded;
  private boolean ended;
  private @Nullable IOException failure;

  public LibraryStream(InputStream stored, Opening opening) {
    super(stored);
    this.stored = new LibraryInput(stored, 0);
    this.buffered = new BufferedInputStream(this.stored, BUFFER_BYTES);
    this.opening = opening;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = 0;
    int wanted = Math.min(length, CALL_BYTES);
    while (failure == null && !ended && count < wanted) {
      count += readDecoded(buffer, offset + count, wanted - count);
    }
    if (count == 0 && failure != null) {
      throw failure;
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  /** So many bytes; none where the end or a failure is met, which shows in the next call. */
  private int readDecoded(byte[] buffer, int offset, int length) {
    try {
      int count = stored.limited(Long.MAX_VALUE, () -> decoded().read(buffer, offset, length));
      ended = count < 0;
      if (ended && buffered.read() >= 0) {
        failure = new IOException("something stands behind the end");
      }
      return Math.max(0, count);
    } catch (IOException damaged) {
      failure = damaged;
      return 0;
    }
  }

  private InputStream decoded() throws IOException {
    if (decoded == null) {
      decoded = opening.open(buffered);
    }
    return decoded;
  }

  @Override
  public void close() throws IOException {
    if (decoded == null) {
      super.close();
    } else {
      decoded.close();
    }
  }
}
