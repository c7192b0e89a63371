package io.fantail.archive.stored;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/**
 * Inflates the blocks of Hadoop's {@code SnappyCodec}: the length of the inflated block in four
 * bytes, the highest first, then chunks of it, each behind its stored length. Hadoop's own stream
 * takes any length on trust and makes an array of it; here none is larger than an encoder makes.
 */
public final class HadoopSnappyStream extends PieceStream {
  /** Hadoop makes chunks of 256 KiB unless told otherwise. */
  private static final int MAX_CHUNK_BYTES = 16 << 20;

  private byte[] chunk = new byte[0];
  private int next;
  private long leftInBlock;

  public HadoopSnappyStream(InputStream in) {
    super(in);
  }

  static boolean isChunkLength(long length) {
    return length > 0 && length <= MAX_CHUNK_BYTES;
  }

  static long numberAt(byte[] bytes, int at) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(at));
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (next == chunk.length) {
      if (leftInBlock == 0 && !startBlock()) {
        return -1;
      }
      if (leftInBlock > 0) {
        readChunk();
      }
    }
    int count = Math.min(length, chunk.length - next);
    System.arraycopy(chunk, next, buffer, offset, count);
    next += count;
    return count;
  }

  /** False at the end, which stands between two blocks. */
  private boolean startBlock() throws IOException {
    byte[] length = in.readNBytes(4);
    if (length.length == 0) {
      return false;
    }
    leftInBlock = numberAt(checked(length, 4), 0);
    return true;
  }

  private void readChunk() throws IOException {
    long length = numberAt(checked(in.readNBytes(4), 4), 0);
    if (!isChunkLength(length)) {
      throw new IOException("a chunk of " + length + " bytes");
    }
    byte[] stored = checked(in.readNBytes((int) length), (int) length);
    int inflatedLength = Snappy.uncompressedLength(stored);
    if (inflatedLength > Math.min(leftInBlock, MAX_CHUNK_BYTES) || inflatedLength <= 0) {
      throw new IOException("a chunk that inflates to " + inflatedLength + " bytes");
    }
    chunk = Snappy.uncompress(stored);
    next = 0;
    leftInBlock -= inflatedLength;
  }

  private static byte[] checked(byte[] bytes, int length) throws EOFException {
    if (bytes.length < length) {
      throw new EOFException("Snappy ends within a block");
    }
    return bytes;
  }
}
