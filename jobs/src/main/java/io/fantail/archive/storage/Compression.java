package io.fantail.archive.storage;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.stored.Decoders;
import io.fantail.archive.stored.LibraryStream;
import io.fantail.archive.stored.Peek;
import io.fantail.archive.stored.Snappy;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
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
  },
  SNAPPY_FRAMES(
      BrokenReason.TRUNCATED_SNAPPY,
      BrokenReason.CORRUPT_SNAPPY,
      "\u00ff\u0006\u0000\u0000sNaPpY") {
    @Override
    Inflated inflate(InputStream compressed) {
      return inflatedBy(Decoders.snappyFrames(compressed));
    }
  },
  /** Of snappy-java, which its own streams alone write. */
  SNAPPY_JAVA(BrokenReason.TRUNCATED_SNAPPY, BrokenReason.CORRUPT_SNAPPY, "\u0082SNAPPY\u0000") {
    @Override
    Inflated inflate(InputStream compressed) {
      return inflatedBy(Decoders.snappyJava(compressed));
    }
  },
  BZIP2(BrokenReason.TRUNCATED_BZIP2, BrokenReason.CORRUPT_BZIP2, "BZh") {
    @Override
    boolean begins(InputStream content, byte[] start) {
      boolean isBlock = has(start, 4, "1AY&SY") || has(start, 4, "\u0017rE8P\u0090");
      return isBlock && start[3] >= '1' && start[3] <= '9' && has(start, 0, magic());
    }

    @Override
    Inflated inflate(InputStream compressed) {
      return inflatedBy(Decoders.bzip2(compressed));
    }
  },
  LZ4(BrokenReason.TRUNCATED_LZ4, BrokenReason.CORRUPT_LZ4, "\u0004\"M\u0018") {
    @Override
    Inflated inflate(InputStream compressed) {
      return inflatedBy(Decoders.lz4(compressed));
    }
  },
  XZ(BrokenReason.TRUNCATED_XZ, BrokenReason.CORRUPT_XZ, "\u00fd7zXZ\u0000") {
    @Override
    boolean begins(InputStream content, byte[] start) {
      return Decoders.readXz() && has(start, 0, magic());
    }

    @Override
    Inflated inflate(InputStream compressed) {
      return inflatedBy(Decoders.xz(compressed));
    }
  },
  ZLIB(BrokenReason.TRUNCATED_ZLIB, BrokenReason.CORRUPT_ZLIB, "x") {
    @Override
    boolean begins(InputStream content, byte[] start) {
      // "x^", of a level that nobody asks for, is how a text may begin.
      return has(start, 0, "x\u0001") || has(start, 0, "x\u009c") || has(start, 0, "x\u00da");
    }

    @Override
    Inflated inflate(InputStream compressed) {
      return inflatedBy(Decoders.zlib(compressed));
    }
  },
  /** Of Hadoop's codec: Firehose's {@code HADOOP_SNAPPY}. */
  HADOOP_SNAPPY(BrokenReason.TRUNCATED_SNAPPY, BrokenReason.CORRUPT_SNAPPY, "") {
    @Override
    boolean begins(InputStream content, byte[] start) throws IOException {
      return Snappy.isHadoopBlock(content, start);
    }

    @Override
    Inflated inflate(InputStream compressed) {
      return inflatedBy(Decoders.hadoopSnappy(compressed));
    }
  },
  /** The object is one block, with nothing around it. */
  SNAPPY_BLOCK(BrokenReason.TRUNCATED_SNAPPY, BrokenReason.CORRUPT_SNAPPY, "") {
    @Override
    boolean begins(InputStream content, byte[] start) throws IOException {
      return Snappy.isBlock(content, start);
    }

    @Override
    Inflated inflate(InputStream compressed) {
      return inflatedBy(Decoders.snappyBlock(compressed));
    }
  };

  /**
   * The inflated bytes. Those before a damage are returned first; then {@link java.io.EOFException}
   * says that the end is missing, any other {@link IOException} that the rest is corrupt.
   */
  interface Inflated extends Closeable {
    int read(byte[] buffer, int offset, int length) throws IOException;
  }

  /** All magic bytes, and a block's length and first literal. */
  private static final int START_BYTES = 24;

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
    byte[] start = Peek.at(content, START_BYTES);
    if (start.length == 0 || start[0] == '{') {
      return null;
    }
    for (Compression compression : values()) {
      if (compression.begins(content, start)) {
        return compression;
      }
    }
    return null;
  }

  /**
   * Whether this is what stands there.
   *
   * @param start the first bytes of the content
   */
  boolean begins(InputStream content, byte[] start) throws IOException {
    return has(start, 0, magic);
  }

  String magic() {
    return magic;
  }

  static boolean has(byte[] start, int at, String bytes) {
    if (start.length < at + bytes.length()) {
      return false;
    }
    for (int i = 0; i < bytes.length(); i++) {
      if ((start[at + i] & 0xFF) != bytes.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static Inflated inflatedBy(LibraryStream stream) {
    return new Inflated() {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return stream.read(buffer, offset, length);
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  abstract Inflated inflate(InputStream compressed) throws IOException;

  BrokenReason truncated() {
    return truncated;
  }

  BrokenReason corrupt() {
    return corrupt;
  }
}
