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
  private final ZstdInputStreamNoFinalizer frames;

  public ZstdFrames(InputStream in) throws IOException {
    this.input = new SmallReads(in);
    this.frames = new ZstdInputStreamNoFinalizer(input);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return frames.read(buffer, offset, Math.min(length, CALL_OUTPUT_BYTES));
    } catch (ZstdIOException damage) {
      if (input.ended) {
        throw new EOFException("Zstandard ends within a frame");
      }
      throw damage;
    }
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }

  private static final class SmallReads extends PieceStream {
    private final InputStream in;
    private boolean ended;

    SmallReads(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = in.read(buffer, offset, Math.min(length, CALL_INPUT_BYTES));
      ended = count < 0;
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
