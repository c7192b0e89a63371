package io.fantail.archive.stored;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates gzip members one after the other, as RFC 1952 lays them out.
 *
 * <p>Neither the JDK's stream (ends silently at bytes that are no member) nor Hadoop's codec or
 * commons-compress (forget what they inflated in the call that fails): of a damaged member every
 * byte before the damage is returned first.
 */
public final class GzipMembers extends PieceStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA_FIELD = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;
  private static final int DEFLATE = 8;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] input = new byte[1 << 16];
  private int next;
  private int limit;
  private boolean inMember;
  private @Nullable IOException damage;

  public GzipMembers(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      if (damage != null) {
        throw damage;
      } else if (!inMember) {
        if (next == limit && !fill()) {
          return -1;
        }
        startMember();
      } else if (inflater.finished()) {
        endMember();
      } else {
        int count = inflate(buffer, offset, length);
        if (count > 0) {
          crc.update(buffer, offset, count);
          return count;
        }
      }
    }
  }

  private int inflate(byte[] buffer, int offset, int length) throws IOException {
    if (inflater.needsInput()) {
      if (!fill()) {
        throw new EOFException("gzip ends within a member");
      }
      inflater.setInput(input, 0, limit);
    }
    long before = inflater.getBytesWritten();
    try {
      return inflater.inflate(buffer, offset, length);
    } catch (DataFormatException corrupt) {
      damage = new IOException("gzip is corrupt: " + corrupt.getMessage());
      return (int) (inflater.getBytesWritten() - before);
    }
  }

  private void startMember() throws IOException {
    if (nextByte() != 0x1f || nextByte() != 0x8b || nextByte() != DEFLATE) {
      throw new IOException("no gzip member where the next one should begin");
    }
    int flags = nextByte();
    if ((flags & RESERVED) != 0) {
      throw new IOException("gzip header with reserved flags");
    }
    skip(6);
    if ((flags & EXTRA_FIELD) != 0) {
      skip(nextByte() | nextByte() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(input, next, limit - next);
    crc.reset();
    inMember = true;
  }

  private void endMember() throws IOException {
    next = limit - inflater.getRemaining();
    long length = inflater.getBytesWritten() & 0xFFFFFFFFL;
    if (nextNumber() != crc.getValue() || nextNumber() != length) {
      throw new IOException("gzip member whose checksum is another");
    }
    inMember = false;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      nextByte();
    }
  }

  private void skipText() throws IOException {
    while (nextByte() != 0) {
      // up to the zero that ends it
    }
  }

  private long nextNumber() throws IOException {
    return nextByte() | nextByte() << 8 | nextByte() << 16 | (long) nextByte() << 24;
  }

  private int nextByte() throws IOException {
    if (next == limit && !fill()) {
      throw new EOFException("gzip ends around a member");
    }
    return input[next++] & 0xFF;
  }

  private boolean fill() throws IOException {
    next = 0;
    limit = Math.max(0, in.read(input, 0, input.length));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    super.close();
  }
}
