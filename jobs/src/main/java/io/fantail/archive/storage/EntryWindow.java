package io.fantail.archive.storage;

import io.fantail.archive.place.Siblings;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.stored.FileArchive.Entry;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an archive of files that are held around the one that has its turn: those behind
 * it are read ahead, for a description may stand there. All of a small archive are held; of a
 * larger one those within some megabytes, which are those of the same folder, as archives are
 * packed folder by folder.
 */
final class EntryWindow implements ObjectContent.Stored, Closeable {
  /**
   * The most that is held of one entry; the rest is a stream, opened once more where it must be.
   */
  static final int MAX_ENTRY_BYTES = 16 << 20;

  private static final long MAX_AHEAD_BYTES = 16 << 20;
  private static final long MAX_BYTES = 32 << 20;
  private static final int MAX_ENTRIES = 2_000;

  private final ObjectContent archive;
  private final Expansion expansion;
  private final Walks walks;
  private final EntryWalk walk;
  private final Deque<PackedEntry> ahead = new ArrayDeque<>();

  /** Had their turn; the last one has it. */
  private final Deque<PackedEntry> behind = new ArrayDeque<>();

  private long bytesAhead;
  private long bytesBehind;
  private boolean ended;
  private @Nullable IOException damage;
  private long damagePosition;

  /** Makes walks over the archive, each from its beginning. */
  interface Walks {
    EntryWalk start() throws IOException;
  }

  EntryWindow(ObjectContent archive, Expansion expansion, Walks walks) throws IOException {
    this.archive = archive;
    this.expansion = expansion;
    this.walks = walks;
    this.walk = walks.start();
  }

  /**
   * The entry that has its turn now; null behind the last.
   *
   * @throws IOException the damage of the archive, once, behind all entries before it
   */
  @Nullable PackedEntry next() throws IOException {
    fill();
    PackedEntry next = ahead.poll();
    if (next == null) {
      IOException met = damage;
      damage = null;
      if (met != null) {
        throw met;
      }
      return null;
    }
    bytesAhead -= next.heldBytes();
    behind.add(next);
    bytesBehind += next.heldBytes();
    while (behind.size() > 1 && (bytesBehind > MAX_BYTES || behind.size() > MAX_ENTRIES)) {
      bytesBehind -= behind.remove().heldBytes();
    }
    return next;
  }

  /** Where in the archive that begins which is lost to its damage. */
  long damagePosition() {
    return damagePosition;
  }

  private void fill() {
    while (!ended
        && ahead.size() < MAX_ENTRIES
        && bytesAhead < MAX_AHEAD_BYTES
        && (ahead.isEmpty() || ahead.getLast().isHeld())) {
      readOne();
    }
  }

  private void readOne() {
    try {
      Entry entry = walk.next();
      if (entry == null) {
        ended = true;
        return;
      }
      expansion.addEntry();
      PackedEntry packed = PackedEntry.of(archive.object(), entry, walk, MAX_ENTRY_BYTES);
      ahead.add(packed);
      bytesAhead += packed.heldBytes();
      ended = packed.damage() != null;
    } catch (IOException damaged) {
      ended = true;
      damage = damaged;
      damagePosition = walk.entryPosition();
    }
  }

  @Override
  public InputStream open(String uri) throws IOException {
    PackedEntry current = behind.getLast();
    if (current.object().uri().equals(uri)) {
      return current.open(this::again);
    }
    for (PackedEntry entry : held()) {
      if (entry.object().uri().equals(uri)) {
        return entry.open(this::again);
      }
    }
    if (archive.siblingUris().contains(uri)) {
      return archive.openStored(uri);
    }
    throw new FileNotFoundException(uri);
  }

  /**
   * The held entries of the same folder that may describe it, and what stands beside the archive.
   */
  @Override
  public List<String> siblingsOf(ArchiveObject entry) {
    List<ArchiveObject> folder =
        held().stream()
            .map(PackedEntry::object)
            .filter(object -> object.folder().equals(entry.folder()))
            .sorted(Comparator.comparing(ArchiveObject::uri))
            .toList();
    return Stream.concat(new Siblings(folder).of(entry).stream(), archive.siblingUris().stream())
        .toList();
  }

  private List<PackedEntry> held() {
    return Stream.concat(behind.stream(), ahead.stream()).filter(PackedEntry::isHeld).toList();
  }

  /** A large entry is looked through once more, from another walk over the archive. */
  private InputStream again(PackedEntry entry) throws IOException {
    EntryWalk another = walks.start();
    while (another.index() < entry.index()) {
      if (another.next() == null) {
        another.close();
        throw new FileNotFoundException(entry.object().uri());
      }
    }
    return new ClosedWith(another.content(), another);
  }

  @Override
  public void close() throws IOException {
    walk.close();
  }

  private static final class ClosedWith extends FilterInputStream {
    private final EntryWalk walk;

    ClosedWith(InputStream content, EntryWalk walk) {
      super(content);
      this.walk = walk;
    }

    @Override
    public void close() throws IOException {
      walk.close();
    }
  }
}
