package io.fantail.archive.storage;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.stored.Beginning;
import io.fantail.archive.stored.FileArchive.Entry;
import io.fantail.archive.stored.FileArchive.EntryKind;
import io.fantail.archive.stored.PieceStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an archive of files whose content is held, as far as it is not too large for that;
 * the rest is read from the archive when it is needed.
 */
final class PackedEntry {
  private final ArchiveObject object;
  private final Entry entry;
  private final int index;
  private final Beginning held;
  private final @Nullable InputStream rest;
  private boolean restUsed;

  private PackedEntry(
      ArchiveObject object, Entry entry, int index, Beginning held, @Nullable InputStream rest) {
    this.object = object;
    this.entry = entry;
    this.index = index;
    this.held = held;
    this.rest = rest;
  }

  /** The current entry of a walk, which may go on once this one {@link #isHeld}. */
  static PackedEntry of(ArchiveObject archive, Entry entry, EntryWalk walk, int maxBytes) {
    InputStream content =
        entry.kind() == EntryKind.FILE ? walk.content() : InputStream.nullInputStream();
    Beginning held = Beginning.of(content, maxBytes);
    String uri = archive.uri() + "/" + EntryName.of(entry.name(), walk.index());
    boolean isAllThereIs = held.isWhole() || held.damage() != null;
    ArchiveObject object =
        new ArchiveObject(
            uri,
            isAllThereIs ? held.bytes().length : Long.MAX_VALUE,
            null,
            List.of(),
            archive,
            null);
    return new PackedEntry(object, entry, walk.index(), held, isAllThereIs ? null : content);
  }

  ArchiveObject object() {
    return object;
  }

  Entry entry() {
    return entry;
  }

  int index() {
    return index;
  }

  int heldBytes() {
    return held.bytes().length;
  }

  /** Whether nothing more of it is to be read from the archive. */
  boolean isHeld() {
    return rest == null;
  }

  /** What its content broke with; null where it is whole, as far as it is held. */
  @Nullable IOException damage() {
    return held.damage();
  }

  /**
   * Its content from the start; the walk that met it goes on only once, then another gives the
   * rest.
   */
  InputStream open(Anew anew) {
    InputStream start = new ByteArrayInputStream(held.bytes());
    IOException damage = held.damage();
    if (damage != null) {
      return new SequenceInputStream(start, new Breaking(damage));
    }
    return rest == null ? start : new SequenceInputStream(start, new Rest(anew));
  }

  /** Opens the content of the entry once more. */
  interface Anew {
    InputStream open(PackedEntry entry) throws IOException;
  }

  /** What is not held: of the walk that met the entry for whoever comes there first. */
  private final class Rest extends PieceStream {
    private final Anew anew;
    private @Nullable InputStream source;

    Rest(Anew anew) {
      this.anew = anew;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return source().read(buffer, offset, length);
    }

    private InputStream source() throws IOException {
      if (source == null && !restUsed) {
        restUsed = true;
        source = rest;
      } else if (source == null) {
        source = anew.open(PackedEntry.this);
        source.skipNBytes(held.bytes().length);
      }
      return Objects.requireNonNull(source);
    }

    @Override
    public void close() throws IOException {
      if (source != null) {
        source.close();
      }
    }
  }

  private static final class Breaking extends PieceStream {
    private final IOException damage;

    Breaking(IOException damage) {
      this.damage = damage;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      throw damage;
    }
  }
}
