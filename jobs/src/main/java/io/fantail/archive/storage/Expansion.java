package io.fantail.archive.storage;

import io.fantail.archive.record.DamagedContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What comes out of one stored object by all the archives of files and compressions in it together:
 * each alone may be harmless, and thousands of them in one another endless.
 */
final class Expansion {
  /** Archives in archives; people have one, or two. */
  private static final int MAX_DEPTH = 4;

  /** To look at a small entry, to look into it and to read it: so often may it be opened. */
  private static final int OPENED = 3;

  /** What an entry without content takes: its header, and its place in the tables. */
  private static final int ENTRY_BYTES = 1 << 10;

  private final long storedBytes;
  private final Inflation inflation;
  private final int depth;
  private final AtomicLong expanded;

  Expansion(long storedBytes, Inflation inflation) {
    this(storedBytes, inflation, 1, new AtomicLong());
  }

  private Expansion(long storedBytes, Inflation inflation, int depth, AtomicLong expanded) {
    this.storedBytes = storedBytes;
    this.inflation = inflation;
    this.depth = depth;
    this.expanded = expanded;
  }

  /** The expansion that an archive in this one shares. */
  Expansion deeper() {
    return new Expansion(storedBytes, inflation, depth + 1, expanded);
  }

  boolean isTooDeep() {
    return depth > MAX_DEPTH;
  }

  /** Counts an entry that is met. */
  void addEntry() throws DamagedContent {
    add(ENTRY_BYTES);
  }

  /** Counts the bytes of a content while they are read. */
  InputStream counting(InputStream content) {
    return new Counted(content);
  }

  private void add(long bytes) throws DamagedContent {
    inflation.check(expanded.addAndGet(bytes) / OPENED, storedBytes);
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream content) {
      super(content);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      add(Math.max(0, count));
      return count;
    }
  }
}
