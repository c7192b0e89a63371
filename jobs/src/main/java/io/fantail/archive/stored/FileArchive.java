package io.fantail.archive.stored;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An archive of files, walked from its first entry to its last. Nothing is ever extracted. */
public interface FileArchive extends Closeable {
  /** What an entry is, as far as reading it goes. */
  enum EntryKind {
    FILE,
    FOLDER,
    /** Its target, from where the link stands, is {@link Entry#detail}. */
    LINK,
    /** A second name of an entry that is called {@link Entry#detail}. */
    HARD_LINK,
    /** A device or a named pipe. */
    SPECIAL,
    ENCRYPTED,
    /** A file whose compression, {@link Entry#detail}, no library here takes off. */
    UNSUPPORTED
  }

  /**
   * One entry.
   *
   * @param name as it is written in the archive
   * @param detail what is to be said of its kind; "" where there is nothing
   */
  record Entry(String name, EntryKind kind, String detail) {}

  /**
   * Moves on to the next entry, whose content {@link #read} returns; null behind the last.
   *
   * @throws java.io.EOFException where the archive ends before its end
   * @throws IOException where what stands there is no entry, or the one before it was damaged
   */
  @Nullable Entry next() throws IOException;

  /** Reads on in the current entry; negative at its end. */
  int read(byte[] buffer, int offset, int length) throws IOException;

  /** So many bytes of the archive were used. */
  long position();
}
