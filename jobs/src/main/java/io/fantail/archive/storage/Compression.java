package io.fantail.archive.storage;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.stored.Beginning;
import io.fantail.archive.stored.GzipMembers;
import io.fantail.archive.stored.HadoopSnappyStream;
import io.fantail.archive.stored.LibraryStream;
import io.fantail.archive.stored.Magic;
import io.fantail.archive.stored.Snappy;
import io.fantail.archive.stored.ZstdFrames;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZUtils;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyInputStream;

/**
 * A compression that is taken off an object.
 *
 * @param truncated what it is called where its end is missing
 * @param corrupt what it is called where it is damaged in another way
 */
record Compression(Sign sign, Opening opening, BrokenReason truncated, BrokenReason corrupt) {
  /** What a compression is known by. */
  private interface Sign {
    /** Whether this is what stands there: {@code start}, the first bytes, tells it mostly. */
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

  /** The largest chunk that a stream of Snappy may say it holds; encoders make 32 KiB. */
  private static final int MAX_SNAPPY_CHUNK_BYTES = 16 << 20;

  /** The dictionary of {@code xz -9} takes 64 MiB. */
  private static final int MAX_XZ_KIB = 80 << 10;

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
          snappy(magic("\u00ff\u0006\u0000\u0000sNaPpY"), library(SnappyFramedInputStream::new)),
          // Of snappy-java, which its own streams alone write.
          snappy(
              magic("\u0082SNAPPY\u0000"),
              library(in -> new SnappyInputStream(in, MAX_SNAPPY_CHUNK_BYTES))),
          new Compression(
              Compression::isBzip2,
              library(in -> new BZip2CompressorInputStream(in, true)),
              BrokenReason.TRUNCATED_BZIP2,
              BrokenReason.CORRUPT_BZIP2),
          new Compression(
              magic("\u0004\"M\u0018"),
              library(in -> new FramedLZ4CompressorInputStream(in, true)),
              BrokenReason.TRUNCATED_LZ4,
              BrokenReason.CORRUPT_LZ4),
          new Compression(
              (content, start) ->
                  XZUtils.isXZCompressionAvailable() && Magic.isAt(start, 0, "\u00fd7zXZ\u0000"),
              library(in -> new XZCompressorInputStream(in, true, MAX_XZ_KIB)),
              BrokenReason.TRUNCATED_XZ,
              BrokenReason.CORRUPT_XZ),
          new Compression(
              Compression::isZlib,
              library(InflaterInputStream::new),
              BrokenReason.TRUNCATED_ZLIB,
              BrokenReason.CORRUPT_ZLIB),
          // Of Hadoop's codec: Firehose's HADOOP_SNAPPY.
          snappy(Snappy::isHadoopBlock, library(HadoopSnappyStream::new)),
          // The object is one block, with nothing around it.
          snappy(
              Snappy::isBlock,
              library(in -> new SnappyCompressorInputStream(in, Snappy.WINDOW_BYTES))));

  /** Returns the compression of what stands there, or null; the content supports marks. */
  static @Nullable Compression of(InputStream content) throws IOException {
    byte[] start = Beginning.peek(content, START_BYTES);
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

  /** With a library that is on Spark's class path; of xz, where it is. */
  private static Opening library(LibraryStream.Opening opening) {
    return stored -> new LibraryStream(stored, opening);
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
