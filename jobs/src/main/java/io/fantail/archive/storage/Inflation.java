package io.fantail.archive.storage;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.DamagedContent;
import io.fantail.archive.stored.PieceStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes compressions off by their magic bytes, all members and frames of them, layer by layer and
 * in any mixture: Firehose concatenates gzip members without an extension, and compresses once more
 * when told to ({@code .gz} around gzip).
 *
 * <p>Whatever size comes out, it streams. What no log inflates to is refused: layers of gzip or one
 * of Zstandard can make terabytes of a stored megabyte, and nobody waits for those.
 */
final class Inflation {
  /**
   * Logs inflate ten- to sixtyfold, and one line over and over a few hundredfold; a layer of gzip
   * can do 1032, two of them a million.
   */
  private static final int MAX_RATIO = 500;

  private static final int MAX_LAYERS = 4;
  private static final int BUFFER_BYTES = 1 << 16;

  private final long freeBytes;

  /** Up to {@code freeBytes} the ratio of inflated to stored bytes does not matter. */
  Inflation(long freeBytes) {
    this.freeBytes = freeBytes;
  }

  /**
   * The stream with every layer taken off. It returns all bytes before a damage and then fails with
   * {@link DamagedContent}.
   */
  InputStream inflate(InputStream stored) throws IOException {
    CountedStream counted = new CountedStream(stored);
    InputStream content =
        stored.markSupported() ? counted : new BufferedInputStream(counted, BUFFER_BYTES);
    try {
      Compression compression = Compression.of(content);
      for (int layer = 0; layer < MAX_LAYERS && compression != null; layer++) {
        content =
            new BufferedInputStream(
                new InflatedStream(content, compression, counted), BUFFER_BYTES);
        compression = Compression.of(content);
      }
      return content;
    } catch (IOException damaged) {
      content.close();
      throw damaged;
    }
  }

  /**
   * Refuses what no log inflates to.
   *
   * @throws DamagedContent where so many bytes came out of so few
   */
  void check(long inflatedBytes, long storedBytes) throws DamagedContent {
    if (inflatedBytes > freeBytes && inflatedBytes / MAX_RATIO > storedBytes) {
      throw new DamagedContent(
          BrokenReason.INFLATION_BOMB,
          inflatedBytes + " bytes came out of " + storedBytes + ", the rest is left alone");
    }
  }

  private static final class CountedStream extends FilterInputStream {
    private long count;

    CountedStream(InputStream stored) {
      super(stored);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }

  /** One layer taken off. */
  private final class InflatedStream extends PieceStream {
    private final Compression compression;
    private final CountedStream stored;
    private long count;
    private @Nullable DamagedContent damage;

    InflatedStream(InputStream compressed, Compression compression, CountedStream stored)
        throws IOException {
      super(compression.opening().open(compressed));
      this.compression = compression;
      this.stored = stored;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = readLayer(buffer, offset, length);
      count += Math.max(0, read);
      check(count, stored.count);
      return read;
    }

    private int readLayer(byte[] buffer, int offset, int length) throws IOException {
      if (damage != null) {
        // Whoever looked at what comes meets it once more.
        throw damage;
      }
      try {
        return in.read(buffer, offset, length);
      } catch (DamagedContent ofLayerBelow) {
        damage = ofLayerBelow;
      } catch (EOFException cutShort) {
        damage = damage(compression.truncated(), cutShort.getMessage());
      } catch (IOException corrupt) {
        damage = damage(compression.corrupt(), corrupt.getMessage());
      }
      throw damage;
    }

    private static DamagedContent damage(BrokenReason reason, @Nullable String message) {
      return new DamagedContent(reason, message == null ? "" : message);
    }
  }
}
