package io.fantail.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The compressions that are taken off an object, by the bytes it begins with. */
enum Compression {
  GZIP(BrokenReason.TRUNCATED_GZIP, BrokenReason.CORRUPT_GZIP, "\u001f\u008b") {
    @Override
    Inflated inflate(InputStream compressed) {
      return new GzipMembers(compressed);
    }
  },
  ZSTD(BrokenReason.TRUNCATED_ZSTD, BrokenReason.CORRUPT_ZSTD, "(\u00b5/\u00fd") {
    @Override
    Inflated inflate(InputStream compressed) throws IOException {
      return new ZstdFrames(compressed);
    }
  };

  /**
   * The inflated bytes. Those before a damage are returned first; then {@link java.io.EOFException}
   * says that the end is missing, any other {@link IOException} that the rest is corrupt.
   */
  interface Inflated extends Closeable {
    int read(byte[] buffer, int offset, int length) throws IOException;
  }

  private static final int MAGIC_BYTES = 4;

  private final BrokenReason truncated;
  private final BrokenReason corrupt;

  /** One character for each byte. */
  private final String magic;

  Compression(BrokenReason truncated, BrokenReason corrupt, String magic) {
    this.truncated = truncated;
    this.corrupt = corrupt;
    this.magic = magic;
  }

  /**
   * The compression of what stands there, or null when it is none.
   *
   * @param content supports marks
   */
  static @Nullable Compression of(InputStream content) throws IOException {
    content.mark(MAGIC_BYTES);
    String start = new String(content.readNBytes(MAGIC_BYTES), StandardCharsets.ISO_8859_1);
    content.reset();
    for (Compression compression : values()) {
      if (start.startsWith(compression.magic)) {
        return compression;
      }
    }
    return null;
  }

  abstract Inflated inflate(InputStream compressed) throws IOException;

  BrokenReason truncated() {
    return truncated;
  }

  BrokenReason corrupt() {
    return corrupt;
  }
}
