package io.fantail.archive.storage;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.stored.FileArchive.Entry;
import io.fantail.archive.stored.FileArchive.EntryKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
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
  private byte[] held = new byte[0];
  private @Nullable InputStream rest;
  private @Nullable IOException damage;
  private boolean restUsed;

  private PackedEntry(ArchiveObject object, Entry entry, int index) {
    this.object = object;
    this.entry = entry;
    this.index = index;
  }

  /**
   * The current entry of a walk, which may go on once this one {@link #isHeld}.
   *
   * @param archive that it is packed in
   * @param maxBytes that are held of it
   */
  static PackedEntry of(ArchiveObject archive, Entry entry, EntryWalk walk, int maxBytes) {
    byte[] bytes = new byte[1 << 12];
    int length = 0;
    InputStream content = walk.content();
    IOException damage = null;
    int read = entry.kind() == EntryKind.FILE ? 0 : -1;
    try {
      while (read >= 0 && length < maxBytes) {
        length += read;
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(2 * length, maxBytes));
        }
        read = length < bytes.length ? content.read(bytes, length, bytes.length - length) : 0;
      }
    } catch (IOException damaged) {
      damage = damaged;
    }
    String uri = archive.uri() + "/" + EntryName.of(entry.name(), walk.index());
    boolean isWhole = read < 0 || damage != null;
    ArchiveObject object =
        new ArchiveObject(uri, isWhole ? length : Long.MAX_VALUE, List.of(), archive, null);
    PackedEntry packed = new PackedEntry(object, entry, walk.index());
    packed.held = Arrays.copyOf(bytes, length);
    packed.rest = isWhole ? null : content;
    packed.damage = damage;
    return packed;
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
    return held.length;
  }

  /** Whether nothing more of it is to be read from the archive. */
  boolean isHeld() {
    return rest == null;
  }

  /** What its content broke with; null where it is whole, as far as it is held. */
  @Nullable IOException damage() {
    return damage;
  }

  /**
   * Its content from the start.
   *
   * @param anew gives the rest of it from another walk: the one that met it goes on only once
   */
  InputStream open(Anew anew) {
    InputStream start = new ByteArrayInputStream(held);
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
  private final class Rest extends InputStream {
    private final Anew anew;
    private @Nullable InputStream source;

    Rest(Anew anew) {
      this.anew = anew;
    }

    @Override
    public int read() throws IOException {
      return source().read();
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
        source.skipNBytes(held.length);
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

  private static final class Breaking extends InputStream {
    private final IOException damage;

    Breaking(IOException damage) {
      this.damage = damage;
    }

    @Override
    public int read() throws IOException {
      throw damage;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      throw damage;
    }
  }
}
