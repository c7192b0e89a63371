package io.fantail.archive.record;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one container, one record at a time, in memory bounded by one record. Bad content becomes a
 * {@link RawRecord.Broken} and reading goes on behind it where that is possible.
 */
public interface RawRecords extends Closeable {
  /**
   * The next record, or null at the end.
   *
   * @throws IOException only for a failure of the storage, or of the compression around the content
   */
  @Nullable RawRecord next() throws IOException;

  /**
   * Where that begins which is lost once {@link #next} has failed: behind the last whole record, in
   * bytes of the inflated object.
   */
  long position();

  /**
   * The entry that the last record stands in, where this is an archive of files; null where records
   * stand in the object itself.
   */
  default @Nullable ArchiveObject entry() {
    return null;
  }
}
