package io.fantail.archive;

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
   * @throws IOException only for a failure of the storage, or of the gzip around the content
   */
  @Nullable RawRecord next() throws IOException;
}
