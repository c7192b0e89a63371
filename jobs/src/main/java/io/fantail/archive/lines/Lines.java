package io.fantail.archive.lines;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.RawRecord.Broken;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into records without making strings of them: a record is a line and the
 * lines that continue it. The current record is {@code [start, end)} of {@link #buffer()} until the
 * next one is asked for.
 */
final class Lines implements Closeable {
  /** CloudWatch Logs takes at most 1 MB per event; what is longer than this is no log line. */
  private static final int MAX_RECORD_BYTES = 16 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final int SAMPLE_BYTES = 200;

  /** Says by its first bytes whether a line begins a record or continues the one before. */
  interface StartTest {
    boolean isAt(byte[] buffer, int start, int limit);
  }

  /**
   * How a record begins.
   *
   * @param prefixBytes how many bytes of a line must be seen; 0 when every line is a record
   */
  record RecordStart(int prefixBytes, StartTest test) {
    static final RecordStart EVERY_LINE = new RecordStart(0, (buffer, start, limit) -> true);
  }

  private final InputStream in;
  private final RecordStart recordStart;
  private byte[] buffer = new byte[1 << 17];
  private long bufferPosition;
  private int start;
  private int length;
  private int next;
  private int limit;

  /** Where the line begins that the test has looked at last, and that begins a record. */
  private int knownStart = -1;

  private boolean endOfStream;
  private boolean tooLong;
  private boolean lineEnded;
  private @Nullable IOException damage;

  Lines(InputStream in, RecordStart recordStart) {
    this.in = in;
    this.recordStart = recordStart;
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  /** Where the record ends; its line end is not part of it. */
  int end() {
    return start + length;
  }

  /** Whether the test has said of the record that it begins one; the first is not asked. */
  boolean isKnownToBegin() {
    return start == knownStart;
  }

  /** The record as text; bytes that are no UTF-8 become U+FFFD. */
  String text() {
    return new String(buffer, start, length, StandardCharsets.UTF_8);
  }

  /** A line that is no record, and why. */
  Broken broken(BrokenReason reason) {
    String sample =
        new String(buffer, start, Math.min(SAMPLE_BYTES, length), StandardCharsets.UTF_8);
    return new Broken(position(), reason, sample);
  }

  /** Where the record begins, in bytes from the start of the stream. */
  long position() {
    return bufferPosition + start;
  }

  /** Whether the record was cut at the limit; the rest of its line is skipped. */
  boolean isTooLong() {
    return tooLong;
  }

  /**
   * Moves to the next record; false at the end.
   *
   * @throws IOException the damage of the stream, once every record before it was returned; {@link
   *     #position} is then where the record begins that it cut
   */
  boolean next() throws IOException {
    start = next;
    if (tooLong) {
      skipToLineEnd();
    }
    if (start == limit || buffer[start] == BYTE_ORDER_MARK[0]) {
      // Not only at the beginning: somebody may have put marked files one behind the other.
      skipByteOrderMark();
    }
    int lineEnd = lineEndFrom(0);
    if (lineEnd == 0 && start == limit) {
      if (damage != null) {
        throw damage;
      }
      return false;
    }
    int following = Math.min(lineEnd + 1, limit - start);
    while (!tooLong && continuesAt(following)) {
      lineEnd = lineEndFrom(following);
      following = Math.min(lineEnd + 1, limit - start);
      tooLong |= following >= MAX_RECORD_BYTES;
    }
    boolean cutShort = damage != null && start + following >= limit && !lineEnded;
    if (cutShort && !tooLong) {
      throw damage;
    }
    next = start + following;
    length = withoutLineEnds(lineEnd);
    return true;
  }

  /** Offsets are from the record's start: reading more may move the record within the buffer. */
  private boolean continuesAt(int offset) {
    if (recordStart.prefixBytes == 0) {
      return false;
    }
    int seen = offset + BYTE_ORDER_MARK.length + recordStart.prefixBytes;
    while (limit - start < seen && fill()) {
      // until the prefix of the next line is there, or the stream has ended
    }
    boolean cutWithinPrefix = damage != null && limit - start < offset + recordStart.prefixBytes;
    if (limit - start <= offset || cutWithinPrefix) {
      return false;
    }
    int lineStart = start + offset + (isMarkAt(start + offset) ? BYTE_ORDER_MARK.length : 0);
    boolean begins = recordStart.test.isAt(buffer, lineStart, limit);
    knownStart = begins ? lineStart : -1;
    return !begins;
  }

  private int lineEndFrom(int offset) {
    int scanned = offset;
    while (true) {
      int lineFeed = LineFeeds.first(buffer, start + scanned, limit);
      if (lineFeed < limit) {
        lineEnded = true;
        return lineFeed - start;
      }
      scanned = limit - start;
      lineEnded = false;
      if (scanned >= MAX_RECORD_BYTES) {
        tooLong = true;
        return scanned;
      }
      if (!fill()) {
        return limit - start;
      }
    }
  }

  private void skipByteOrderMark() {
    while (limit - start < BYTE_ORDER_MARK.length && fill()) {
      // until there are three bytes, or the stream has ended
    }
    if (isMarkAt(start)) {
      start += BYTE_ORDER_MARK.length;
    }
  }

  private boolean isMarkAt(int at) {
    return limit - at >= BYTE_ORDER_MARK.length
        && buffer[at] == BYTE_ORDER_MARK[0]
        && buffer[at + 1] == BYTE_ORDER_MARK[1]
        && buffer[at + 2] == BYTE_ORDER_MARK[2];
  }

  private int withoutLineEnds(int lineEnd) {
    int trimmed = lineEnd;
    while (trimmed > 0
        && (buffer[start + trimmed - 1] == '\n' || buffer[start + trimmed - 1] == '\r')) {
      trimmed--;
    }
    return trimmed;
  }

  private void skipToLineEnd() {
    tooLong = false;
    do {
      int lineFeed = LineFeeds.first(buffer, start, limit);
      start = Math.min(lineFeed + 1, limit);
      if (lineFeed < limit) {
        return;
      }
    } while (fill());
  }

  /** Reads more behind what is there; false when there is no more. */
  private boolean fill() {
    if (endOfStream) {
      return false;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      bufferPosition += start;
      limit -= start;
      knownStart -= start;
      start = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = read();
    endOfStream = read < 0;
    limit += Math.max(0, read);
    return !endOfStream;
  }

  private int read() {
    try {
      return in.read(buffer, limit, buffer.length - limit);
    } catch (IOException damaged) {
      damage = damaged;
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
