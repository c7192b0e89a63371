package io.fantail.archive.stored;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a ZIP in the order in which they stand, whatever the directory at its end says: it
 * may be read from a stream, and written to one, with the lengths behind the entries. See section 4
 * of the ZIP File Format Specification.
 */
public final class ZipFiles implements FileArchive {
  /** The most of an entry that is stored as it is, its length behind it: the library holds it. */
  private static final long MAX_HELD_BYTES = 16 << 20;

  /** Where the end of the directory begins. */
  private static final String END = "PK\u0005\u0006";

  private static final int CALL_BYTES = 4096;

  /** What ends the directory, 22 bytes and a comment, and as much as the library reads at once. */
  private static final int MAX_END_BYTES = 22 + (1 << 16) + 512;

  private final LibraryInput in;
  private final ZipArchiveInputStream zip;
  private final CRC32 checksum = new CRC32();
  private @Nullable ZipArchiveEntry current;
  private boolean readToItsEnd;

  public ZipFiles(InputStream in) {
    this.in = new LibraryInput(in, MAX_END_BYTES);
    this.zip = new ZipArchiveInputStream(this.in, "UTF-8", true, true, true);
  }

  /** Whether a ZIP begins with these bytes: an entry, or, of one in parts, a mark before it. */
  public static boolean beginsWith(byte[] head) {
    return Magic.isAt(head, 0, "PK\u0003\u0004")
        || Magic.isAt(head, 0, "PK\u0007\b")
        || Magic.isAt(head, 0, "PK00");
  }

  /** Whether nothing but the end of a ZIP stands there. */
  public static boolean isEmpty(byte[] head) {
    return Magic.isAt(head, 0, END);
  }

  @Override
  public @Nullable Entry next() throws IOException {
    ArchiveEntry next = in.limited(Long.MAX_VALUE, zip::getNextEntry);
    checkLast();
    if (!(next instanceof ZipArchiveEntry entry)) {
      if (!endsWithDirectory()) {
        throw new EOFException("ZIP ends without its directory");
      }
      return null;
    }
    current = entry;
    checksum.reset();
    readToItsEnd = false;
    return entryOf(entry);
  }

  /** The library takes an end before an entry for the end of all. */
  private boolean endsWithDirectory() {
    String end = new String(in.last(), StandardCharsets.ISO_8859_1);
    return end.contains(END);
  }

  private Entry entryOf(ZipArchiveEntry entry) throws IOException {
    if (entry.isDirectory()) {
      return new Entry(entry.getName(), EntryKind.FOLDER, "");
    } else if (entry.getGeneralPurposeBit().usesEncryption()) {
      return new Entry(entry.getName(), EntryKind.ENCRYPTED, "");
    } else if (!zip.canReadEntryData(entry)) {
      ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
      String name = method == null ? "method " + entry.getMethod() : method.name();
      return new Entry(entry.getName(), EntryKind.UNSUPPORTED, name);
    } else if (entry.isUnixSymlink()) {
      byte[] target = new byte[CALL_BYTES];
      int length = Math.max(0, read(target, 0, target.length));
      return new Entry(
          entry.getName(), EntryKind.LINK, new String(target, 0, length, StandardCharsets.UTF_8));
    }
    return new Entry(entry.getName(), EntryKind.FILE, "");
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int wanted = Math.min(length, CALL_BYTES);
    int count = in.limited(MAX_HELD_BYTES, () -> zip.read(buffer, offset, wanted));
    if (count > 0) {
      checksum.update(buffer, offset, count);
    } else if (count < 0) {
      readToItsEnd = true;
      checkLast();
    }
    return count;
  }

  /** The library compares no checksum; of some entries it is known once the next one is met. */
  private void checkLast() throws IOException {
    ZipArchiveEntry last = current;
    if (last != null && readToItsEnd && last.getCrc() >= 0) {
      current = null;
      if (last.getCrc() != checksum.getValue()) {
        throw new IOException("an entry whose checksum is another: " + last.getName());
      }
    }
  }

  @Override
  public long position() {
    return in.count();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
