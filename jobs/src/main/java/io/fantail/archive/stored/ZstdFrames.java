package io.fantail.archive.stored;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Inflates Zstandard frames one after the other, as RFC 8878 lays them out.
 *
 * <p>The decoder forgets what it made in the call that fails, so every call is a small one: in goes
 * less than a block, out come a few lines. Of a damaged frame every block before the damage is
 * returned first, but for those few lines when it is the head of a block that is damaged.
 */
public final class ZstdFrames extends PieceStream {
  private static final int CALL_INPUT_BYTES = 64;
  private static final int CALL_OUTPUT_BYTES = 4096;

  private final SmallReads input;

  public ZstdFrames(InputStream in) throws IOException {
    this(new SmallReads(in));
  }

  private ZstdFrames(SmallReads input) throws IOException {
    super(new ZstdInputStreamNoFinalizer(input));
    this.input = input;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, Math.min(length, CALL_OUTPUT_BYTES));
    } catch (ZstdIOException damage) {
      if (input.ended) {
        throw new EOFException("Zstandard ends within a frame");
      }
      throw damage;
    }
  }

  private static final class SmallReads extends PieceStream {
    private boolean ended;

    SmallReads(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = in.read(buffer, offset, Math.min(length, CALL_INPUT_BYTES));
      ended = count < 0;
      return count;
    }
  }
}
