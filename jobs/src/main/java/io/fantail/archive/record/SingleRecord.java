package io.fantail.archive.record;

import org.jspecify.annotations.Nullable;

/** An object that is one record as a whole. */
public final class SingleRecord implements RawRecords {
  private @Nullable RawRecord record;

  public SingleRecord(RawRecord record) {
    this.record = record;
  }

  @Override
  public @Nullable RawRecord next() {
    RawRecord only = record;
    record = null;
    return only;
  }

  @Override
  public long position() {
    return 0;
  }

  @Override
  public void close() {}
}
