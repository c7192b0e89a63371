package io.fantail.archive.lines;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the ends of lines eight bytes at a time: every byte of an archive passes here. */
final class LineFeeds {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private LineFeeds() {}

  /** Returns where the first line feed of {@code [from, to)} is; {@code to} where there is none. */
  static int first(byte[] buffer, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      // A line feed becomes the one zero byte from which subtracting 1 borrows.
      long differences = (long) WORDS.get(buffer, at) ^ LINE_FEEDS;
      long zeros = (differences - ONES) & ~differences & HIGH_BITS;
      if (zeros != 0) {
        return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
      }
    }
    while (at < to && buffer[at] != '\n') {
      at++;
    }
    return at;
  }
}
