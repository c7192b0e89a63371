package io.fantail.archive.storage;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.stored.Decoders;
import io.fantail.archive.stored.GzipMembers;
import io.fantail.archive.stored.Magic;
import io.fantail.archive.stored.Peek;
import io.fantail.archive.stored.Snappy;
import io.fantail.archive.stored.ZstdFrames;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compression that is taken off an object.
 *
 * @param truncated what it is called where its end is missing
 * @param corrupt what it is called where it is damaged in another way
 */
record Compression(Sign sign, Opening opening, BrokenReason truncated, BrokenReason corrupt) {
  /** What a compression is known by. */
  private interface Sign {
    /**
     * Whether this is what stands there.
     *
     * @param content supports marks
     * @param start the first bytes of it
     */
    boolean isAt(InputStream content, byte[] start) throws IOException;
  }

  /** Takes a compression off. */
  interface Opening {
    /**
     * The inflated bytes. Those before a damage are returned first; then {@link
     * java.io.EOFException} says that the end is missing, any other {@link IOException} that the
     * rest is corrupt.
     */
    InputStream open(InputStream compressed) throws IOException;
  }

  /** All magic bytes, and a block's length and first literal. */
  private static final int START_BYTES = 24;

  private static final List<Compression> ALL =
      List.of(
          new Compression(
              magic("\u001f\u008b"),
              GzipMembers::new,
              BrokenReason.TRUNCATED_GZIP,
              BrokenReason.CORRUPT_GZIP),
          new Compression(
              magic("(\u00b5/\u00fd"),
              ZstdFrames::new,
              BrokenReason.TRUNCATED_ZSTD,
              BrokenReason.CORRUPT_ZSTD),
          snappy(magic("\u00ff\u0006\u0000\u0000sNaPpY"), Decoders::snappyFrames),
          // Of snappy-java, which its own streams alone write.
          snappy(magic("\u0082SNAPPY\u0000"), Decoders::snappyJava),
          new Compression(
              Compression::isBzip2,
              Decoders::bzip2,
              BrokenReason.TRUNCATED_BZIP2,
              BrokenReason.CORRUPT_BZIP2),
          new Compression(
              magic("\u0004\"M\u0018"),
              Decoders::lz4,
              BrokenReason.TRUNCATED_LZ4,
              BrokenReason.CORRUPT_LZ4),
          new Compression(
              (content, start) -> Decoders.readXz() && Magic.isAt(start, 0, "\u00fd7zXZ\u0000"),
              Decoders::xz,
              BrokenReason.TRUNCATED_XZ,
              BrokenReason.CORRUPT_XZ),
          new Compression(
              Compression::isZlib,
              Decoders::zlib,
              BrokenReason.TRUNCATED_ZLIB,
              BrokenReason.CORRUPT_ZLIB),
          // Of Hadoop's codec: Firehose's HADOOP_SNAPPY.
          snappy(Snappy::isHadoopBlock, Decoders::hadoopSnappy),
          // The object is one block, with nothing around it.
          snappy(Snappy::isBlock, Decoders::snappyBlock));

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
    for (Compression compression : ALL) {
      if (compression.sign.isAt(content, start)) {
        return compression;
      }
    }
    return null;
  }

  private static Compression snappy(Sign sign, Opening opening) {
    return new Compression(
        sign, opening, BrokenReason.TRUNCATED_SNAPPY, BrokenReason.CORRUPT_SNAPPY);
  }

  private static Sign magic(String magic) {
    return (content, start) -> Magic.isAt(start, 0, magic);
  }

  private static boolean isBzip2(InputStream content, byte[] start) {
    boolean isBlock = Magic.isAt(start, 4, "1AY&SY") || Magic.isAt(start, 4, "\u0017rE8P\u0090");
    return isBlock && start[3] >= '1' && start[3] <= '9' && Magic.isAt(start, 0, "BZh");
  }

  /** "x^", of a level that nobody asks for, is how a text may begin. */
  private static boolean isZlib(InputStream content, byte[] start) {
    return Magic.isAt(start, 0, "x\u0001")
        || Magic.isAt(start, 0, "x\u009c")
        || Magic.isAt(start, 0, "x\u00da");
  }
}
