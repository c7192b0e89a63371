package io.fantail.archive.stored;

import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZUtils;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyInputStream;

/** The streams with which the libraries on Spark's class path take a compression off. */
public final class Decoders {
  /** The largest chunk that a stream of Snappy may say it holds; encoders make 32 KiB. */
  private static final int MAX_SNAPPY_CHUNK_BYTES = 16 << 20;

  /** The dictionary of {@code xz -9} takes 64 MiB. */
  private static final int MAX_XZ_KIB = 80 << 10;

  private Decoders() {}

  public static LibraryStream bzip2(InputStream stored) {
    return new LibraryStream(stored, in -> new BZip2CompressorInputStream(in, true));
  }

  public static LibraryStream lz4(InputStream stored) {
    return new LibraryStream(stored, in -> new FramedLZ4CompressorInputStream(in, true));
  }

  public static LibraryStream zlib(InputStream stored) {
    return new LibraryStream(stored, InflaterInputStream::new);
  }

  /** Whether the library that reads xz, which commons-compress does not bring, is there. */
  public static boolean readXz() {
    return XZUtils.isXZCompressionAvailable();
  }

  public static LibraryStream xz(InputStream stored) {
    return new LibraryStream(stored, in -> new XZCompressorInputStream(in, true, MAX_XZ_KIB));
  }

  /** The format that Snappy itself recommends for files. */
  public static LibraryStream snappyFrames(InputStream stored) {
    return new LibraryStream(stored, SnappyFramedInputStream::new);
  }

  /** What {@code SnappyOutputStream} of snappy-java writes. */
  public static LibraryStream snappyJava(InputStream stored) {
    return new LibraryStream(stored, in -> new SnappyInputStream(in, MAX_SNAPPY_CHUNK_BYTES));
  }

  public static LibraryStream snappyBlock(InputStream stored) {
    return new LibraryStream(
        stored, in -> new SnappyCompressorInputStream(in, Snappy.WINDOW_BYTES));
  }

  public static LibraryStream hadoopSnappy(InputStream stored) {
    return new LibraryStream(stored, HadoopSnappyStream::new);
  }
}
