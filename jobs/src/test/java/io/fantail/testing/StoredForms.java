package io.fantail.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/** Writes compressions and archives of files as the tools do that people use. */
public final class StoredForms {
  private StoredForms() {}

  /** Makes the stream that compresses. */
  interface Writing {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] through(byte[] content, Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = writing.over(bytes)) {
      out.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  public static byte[] snappyFrames(byte[] content) {
    return through(content, SnappyFramedOutputStream::new);
  }

  public static byte[] snappyJava(byte[] content) {
    return through(content, SnappyOutputStream::new);
  }

  public static byte[] snappyBlock(byte[] content) {
    try {
      return Snappy.compress(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Blocks of Hadoop's codec, each of one chunk. */
  public static byte[] hadoopSnappy(byte[] content, int blockBytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < content.length; at += blockBytes) {
      int length = Math.min(blockBytes, content.length - at);
      byte[] chunk = snappyBlock(Arrays.copyOfRange(content, at, at + length));
      bytes.writeBytes(ByteBuffer.allocate(8).putInt(length).putInt(chunk.length).array());
      bytes.writeBytes(chunk);
    }
    return bytes.toByteArray();
  }

  public static byte[] bzip2(byte[] content) {
    return through(content, BZip2CompressorOutputStream::new);
  }

  public static byte[] lz4(byte[] content) {
    return through(content, FramedLZ4CompressorOutputStream::new);
  }

  public static byte[] zlib(byte[] content) {
    return through(content, out -> new DeflaterOutputStream(out, new Deflater(6)));
  }

  /** A ZIP as a stream is written: lengths and checksums behind the entries. */
  public static byte[] streamedZip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** A ZIP with the lengths before the entries, which are stored as they are. */
  public static byte[] zipWithoutCompression(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setMethod(ZipEntry.STORED);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
        CRC32 crc = new CRC32();
        crc.update(file.getValue());
        entry.setCrc(crc.getValue());
        entry.setSize(file.getValue().length);
        zip.putArchiveEntry(entry);
        zip.write(file.getValue());
        zip.closeArchiveEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** A tar of POSIX: long names and large numbers in headers of pax. */
  public static byte[] tar(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = newTar(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(file.getValue().length);
        entry.setModTime(1_790_000_000_000L);
        put(tar, entry, file.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Entries of any kind: links, folders, pipes. */
  public static byte[] tarOf(TarArchiveEntry... entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = newTar(bytes)) {
      for (TarArchiveEntry entry : entries) {
        put(tar, entry, new byte[0]);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static TarArchiveOutputStream newTar(OutputStream out) {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    return tar;
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content)
      throws IOException {
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
