package io.fantail.archive.storage;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.archive.record.BrokenReason;
import io.fantail.archive.record.DamagedContent;
import io.fantail.archive.record.NoiseKind;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.archive.record.RawRecord.Noise;
import io.fantail.archive.record.RawRecords;
import io.fantail.archive.record.SingleRecord;
import io.fantail.archive.stored.FileArchive.Entry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The records of everything that is packed in an archive of files, entry by entry: each is an
 * object of its own, in whatever form, called by the archive's address and its name there. Nothing
 * is extracted and no link is followed. Folders are no records.
 */
public final class PackedEntries implements RawRecords {
  private final ObjectContent archive;
  private final Expansion expansion;
  private final EntryWindow window;
  private final ObjectContent.Reader reader;
  private @Nullable PackedEntry current;
  private @Nullable RawRecords records;
  private @Nullable BrokenReason lastReason;
  private boolean sawEntry;
  private boolean ended;

  private PackedEntries(
      ObjectContent archive,
      Expansion expansion,
      EntryWindow.Walks walks,
      ObjectContent.Reader reader)
      throws IOException {
    this.reader = reader;
    this.archive = archive;
    this.expansion = expansion;
    this.window = new EntryWindow(archive, expansion, walks);
  }

  /**
   * The records of what is packed in the content; null where it is no archive of files.
   *
   * @param head the first bytes of the content
   * @param reader of the entries
   */
  public static @Nullable RawRecords in(
      ObjectContent archive, byte[] head, ObjectContent.Reader reader) throws IOException {
    PackedForm form = PackedForm.of(head);
    if (form == null) {
      return null;
    }
    Expansion expansion = archive.expansionWithin();
    if (expansion.isTooDeep()) {
      return new SingleRecord(
          new Broken(0, BrokenReason.INFLATION_BOMB, "an archive in too many others"));
    }
    return new PackedEntries(archive, expansion, () -> form.walk(archive.open()), reader);
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    while (!ended) {
      RawRecord record = records == null ? null : records.next();
      if (record != null) {
        lastReason = record instanceof Broken broken ? broken.reason() : null;
        return record;
      }
      closeEntry();
      throwUnlessTold();
      current = null;
      current = window.next();
      if (current == null) {
        ended = true;
        return sawEntry ? null : new Broken(0, BrokenReason.EMPTY_OBJECT, "");
      }
      sawEntry = true;
      RawRecord ofEntry = start(current);
      if (ofEntry != null) {
        return ofEntry;
      }
    }
    return null;
  }

  /** What the entry is without being read; null where it is read, or is a folder. */
  private @Nullable RawRecord start(PackedEntry packed) {
    Entry entry = packed.entry();
    return switch (entry.kind()) {
      case FOLDER -> null;
      case FILE -> {
        records = reader.recordsOf(archive.packed(packed.object(), window, expansion));
        yield null;
      }
      case LINK -> link(entry, folderOf(EntryName.of(entry.name(), packed.index())));
      case HARD_LINK -> link(entry, "");
      case SPECIAL -> new Broken(0, BrokenReason.SPECIAL_FILE, "no file: a named pipe or a device");
      case ENCRYPTED ->
          new Broken(0, BrokenReason.ENCRYPTED_ZIP, "encrypted: decrypt it before it is archived");
      case UNSUPPORTED ->
          new Broken(0, BrokenReason.UNSUPPORTED_FORMAT, "packed with " + entry.detail());
    };
  }

  private static RawRecord link(Entry entry, String folder) {
    return EntryName.leadsOut(folder, entry.detail())
        ? new Broken(0, BrokenReason.LINK_OUT_OF_ARCHIVE, "a link to " + entry.detail())
        : new Noise(0, NoiseKind.LINK_WITHIN_ARCHIVE);
  }

  private static String folderOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  /** With an entry that breaks all behind it is lost, which a reject must have said. */
  private void throwUnlessTold() throws IOException {
    IOException damage = current == null ? null : current.damage();
    if (damage == null) {
      return;
    }
    ended = true;
    boolean isTold = damage instanceof DamagedContent content && content.reason() == lastReason;
    if (!isTold) {
      current = null;
      throw damage;
    }
  }

  private void closeEntry() throws IOException {
    if (records != null) {
      records.close();
      records = null;
    }
  }

  @Override
  public @Nullable ArchiveObject entry() {
    if (current == null) {
      return null;
    }
    ArchiveObject within = records == null ? null : records.entry();
    return within == null ? current.object() : within;
  }

  @Override
  public long position() {
    return window.damagePosition();
  }

  @Override
  public void close() throws IOException {
    closeEntry();
    window.close();
  }
}
