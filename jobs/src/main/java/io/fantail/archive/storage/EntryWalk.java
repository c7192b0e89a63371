package io.fantail.archive.storage;

import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.DamagedContent;
import io.fantail.archive.stored.FileArchive;
import io.fantail.archive.stored.FileArchive.Entry;
import io.fantail.archive.stored.FileArchive.EntryKind;
import io.fantail.archive.stored.PieceStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks an archive of files from its beginning; what is wrong with it is {@link DamagedContent}.
 */
final class EntryWalk implements AutoCloseable {
  private final FileArchive archive;
  private final BrokenReason truncated;
  private final BrokenReason corrupt;
  private EntryKind lastKind = EntryKind.FILE;
  private long entryPosition;
  private int index = -1;

  EntryWalk(FileArchive archive, BrokenReason truncated, BrokenReason corrupt) {
    this.archive = archive;
    this.truncated = truncated;
    this.corrupt = corrupt;
  }

  /** The next entry, or null behind the last. */
  @Nullable Entry next() throws IOException {
    entryPosition = archive.position();
    try {
      Entry next = archive.next();
      if (next != null) {
        lastKind = next.kind();
        index++;
      }
      return next;
    } catch (IOException damaged) {
      throw damageOf(damaged);
    }
  }

  /** How many entries stand before the current one. */
  int index() {
    return index;
  }

  /** About where the current entry begins, or the one that could not be read. */
  long entryPosition() {
    return entryPosition;
  }

  /** What is left of the current entry; closing it changes nothing. */
  InputStream content() {
    return new Content();
  }

  private DamagedContent damageOf(IOException damaged) {
    if (damaged instanceof DamagedContent ofLayerBelow) {
      return ofLayerBelow;
    }
    String message = damaged.getMessage() == null ? "" : damaged.getMessage();
    // Where an entry that is not read says not how long it is, nobody finds the next one.
    return switch (lastKind) {
      case ENCRYPTED -> new DamagedContent(BrokenReason.ENCRYPTED_ZIP, message);
      case UNSUPPORTED -> new DamagedContent(BrokenReason.UNSUPPORTED_FORMAT, message);
      default -> new DamagedContent(damaged instanceof EOFException ? truncated : corrupt, message);
    };
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }

  private final class Content extends PieceStream {
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return archive.read(buffer, offset, length);
      } catch (IOException damaged) {
        throw damageOf(damaged);
      }
    }
  }
}
