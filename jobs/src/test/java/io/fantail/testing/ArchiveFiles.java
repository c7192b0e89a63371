package io.fantail.testing;

import com.github.luben.zstd.Zstd;
import io.fantail.archive.place.ArchiveDays;
import io.fantail.archive.place.ArchiveListing;
import io.fantail.archive.record.ArchiveObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** Writes the files of small archives and lists them as the job does. */
public final class ArchiveFiles {
  public static final Configuration HADOOP = new Configuration();

  private ArchiveFiles() {}

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** One gzip member per text, one after the other. */
  public static byte[] gzipMembers(String... texts) {
    return concat(Arrays.stream(texts).map(text -> gzip(utf8(text))).toArray(byte[][]::new));
  }

  /** One Zstandard frame. */
  public static byte[] zstd(byte[] content) {
    return Zstd.compress(content);
  }

  public static boolean isGzip(byte[] content) {
    return content.length > 1 && content[0] == 0x1f && content[1] == (byte) 0x8b;
  }

  /** Takes off whatever gzip there is, all of it, as the JDK does. */
  public static byte[] inflate(byte[] content) throws IOException {
    byte[] inflated = content;
    while (isGzip(inflated)) {
      try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(inflated))) {
        inflated = gzip.readAllBytes();
      }
    }
    return inflated;
  }

  public static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  public static ArchiveObject write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, content);
    return object(file);
  }

  public static ArchiveObject write(Path file, String content) throws IOException {
    return write(file, utf8(content));
  }

  /** The object as if nothing else were in its folder. */
  public static ArchiveObject object(Path file) throws IOException {
    ArchiveObject listed = listed(file);
    return new ArchiveObject(listed.uri(), listed.length(), List.of());
  }

  /** All objects under a root, of whatever day their folders are. */
  public static List<ArchiveObject> list(Path root) throws IOException {
    return new ArchiveListing(HADOOP, false)
        .list(List.of(root.toString()), ArchiveDays.ALL, folder -> {});
  }

  /** The object as a listing of its folder shows it, with those beside it. */
  public static ArchiveObject besideOthers(Path file) throws IOException {
    ArchiveObject alone = listed(file);
    return list(file.resolveSibling("")).stream()
        .filter(object -> object.uri().equals(alone.uri()))
        .findFirst()
        .orElseThrow();
  }

  private static ArchiveObject listed(Path file) throws IOException {
    return list(file.toAbsolutePath()).get(0);
  }
}
