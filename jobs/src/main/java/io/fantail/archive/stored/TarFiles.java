package io.fantail.archive.stored;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a tar, of every kind that GNU tar, bsdtar and POSIX's pax write, and of those that
 * were put one behind the other into one file.
 */
public final class TarFiles implements FileArchive {
  private static final int BLOCK_BYTES = 512;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_BYTES = 8;

  /** The most of the headers of one entry, which are held whole: a name, a list of holes. */
  private static final long MAX_HEADER_BYTES = 1 << 20;

  private final LibraryInput in;
  private final InputStream buffered;
  private TarArchiveInputStream tar;

  public TarFiles(InputStream in) {
    this.in = new LibraryInput(in, 0);
    this.buffered = new BufferedInputStream(this.in, BLOCK_BYTES);
    this.tar = new TarArchiveInputStream(buffered, BLOCK_BYTES, BLOCK_BYTES, "UTF-8");
  }

  /** Whether a tar begins with these bytes: old ones have no mark, but a checksum. */
  public static boolean beginsWith(byte[] head) {
    return head.length >= BLOCK_BYTES
        && head[0] != 0
        && (TarArchiveInputStream.matches(head, head.length) || hasChecksum(head));
  }

  /** Whether the first block is one of those that end a tar. */
  public static boolean isEmpty(byte[] head) {
    return head.length >= BLOCK_BYTES && isZero(head, BLOCK_BYTES);
  }

  private static boolean hasChecksum(byte[] head) {
    // Digits between blanks or zeros: nothing else is a number that can be read there.
    for (int i = CHECKSUM_AT; i < CHECKSUM_AT + CHECKSUM_BYTES; i++) {
      boolean isDigit = head[i] >= '0' && head[i] <= '7' && i < CHECKSUM_AT + CHECKSUM_BYTES - 2;
      if (!isDigit && head[i] != ' ' && head[i] != 0) {
        return false;
      }
    }
    try {
      return TarUtils.verifyCheckSum(Arrays.copyOf(head, BLOCK_BYTES));
    } catch (IllegalArgumentException noNumber) {
      return false;
    }
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public @Nullable Entry next() throws IOException {
    skipRest();
    while (true) {
      ArchiveEntry next = in.limited(MAX_HEADER_BYTES, tar::getNextEntry);
      if (next instanceof TarArchiveEntry entry) {
        if (!entry.isCheckSumOK()) {
          throw new IOException("a header whose checksum is another");
        }
        return entryOf(entry);
      }
      if (in.ended()) {
        throw new EOFException("tar ends without the blocks that end it");
      } else if (!skipToNextTar()) {
        return null;
      }
      tar = new TarArchiveInputStream(buffered, BLOCK_BYTES, BLOCK_BYTES, "UTF-8");
    }
  }

  /** Passes over what nobody has read of an entry: it is no header, and may be long. */
  private void skipRest() throws IOException {
    byte[] skipped = new byte[1 << 13];
    while (tar.getCurrentEntry() != null && read(skipped, 0, skipped.length) > 0) {
      // up to its end
    }
  }

  private Entry entryOf(TarArchiveEntry entry) {
    if (entry.isDirectory()) {
      return new Entry(entry.getName(), EntryKind.FOLDER, "");
    } else if (entry.isSymbolicLink() || entry.isLink()) {
      EntryKind kind = entry.isLink() ? EntryKind.HARD_LINK : EntryKind.LINK;
      return new Entry(entry.getName(), kind, entry.getLinkName());
    } else if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
      return new Entry(entry.getName(), EntryKind.SPECIAL, "");
    } else if (!tar.canReadEntryData(entry)) {
      return new Entry(entry.getName(), EntryKind.UNSUPPORTED, "with holes of an unknown kind");
    }
    return new Entry(entry.getName(), EntryKind.FILE, "");
  }

  /** Two blocks of zeros end a tar, more fill its last record; behind those another may begin. */
  private boolean skipToNextTar() throws IOException {
    byte[] block = Beginning.peek(buffered, BLOCK_BYTES);
    while (block.length == BLOCK_BYTES && isZero(block, BLOCK_BYTES)) {
      buffered.skipNBytes(BLOCK_BYTES);
      block = Beginning.peek(buffered, BLOCK_BYTES);
    }
    if (isZero(block, block.length)) {
      // A damage of the bytes below shows here.
      in.limited(Long.MAX_VALUE, buffered::readAllBytes);
      return false;
    } else if (!beginsWith(block)) {
      throw in.ended()
          ? new EOFException("tar ends within a header")
          : new IOException("no header");
    }
    return true;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return in.limited(Long.MAX_VALUE, () -> tar.read(buffer, offset, length));
  }

  @Override
  public long position() {
    return in.count();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
