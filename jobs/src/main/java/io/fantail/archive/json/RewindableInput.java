package io.fantail.archive.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream that can go back over the last 64 KiB (or what else it is made for) and more of what was
 * read from it, and that gives no more than a limit for one record.
 */
public final class RewindableInput extends InputStream {
  private static final int KEPT_BYTES = 1 << 16;
  private static final int FIRST_BYTES = 1 << 13;

  private final InputStream in;
  private final int keptBytes;

  /** Grows with the content, which in most objects is small. */
  private byte[] window = new byte[FIRST_BYTES];

  private long windowPosition;
  private int next;
  private int limit;
  private long recordPosition;
  private long recordBytes = Long.MAX_VALUE;
  private boolean ended;

  public RewindableInput(InputStream in) {
    this(in, KEPT_BYTES);
  }

  /** Can go back over {@code keptBytes} in any case, and holds four times as many at most. */
  public RewindableInput(InputStream in, int keptBytes) {
    this.in = in;
    this.keptBytes = keptBytes;
  }

  /** Passes over the mark of UTF-8 that some tools begin a text with. */
  public void skipByteOrderMark() throws IOException {
    boolean isMark = read() == 0xEF && read() == 0xBB && read() == 0xBF;
    if (!isMark) {
      rewind(0);
    }
  }

  /** Where the next byte stands, from the start of the stream. */
  public long position() {
    return windowPosition + next;
  }

  /** Goes back to a position that was read, or to the first one still held behind it. */
  public void rewind(long position) {
    next = (int) Math.max(0, Math.min(limit, position - windowPosition));
  }

  /**
   * From now on, reading that gets farther than this fails with {@link RecordTooLong}; in steps of
   * the buffer, not to the byte.
   */
  public void limitRecord(long position, long maxBytes) {
    recordPosition = position;
    recordBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    return next < limit || fill() ? window[next++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (next == limit && !fill()) {
      return -1;
    }
    int count = Math.min(length, limit - next);
    System.arraycopy(window, next, buffer, offset, count);
    next += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (position() - recordPosition > recordBytes) {
      throw new RecordTooLong(recordPosition);
    }
    if (limit == window.length && limit < 4 * keptBytes) {
      window = Arrays.copyOf(window, 2 * window.length);
    } else if (limit == window.length) {
      int dropped = limit - keptBytes;
      System.arraycopy(window, dropped, window, 0, keptBytes);
      windowPosition += dropped;
      limit = keptBytes;
      next = keptBytes;
    }
    // Jackson closes a stream whose end it meets, and damage there makes us look once more.
    int count = ended ? -1 : in.read(window, limit, window.length - limit);
    ended = count < 0;
    limit += Math.max(0, count);
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
