package io.fantail.job.ledger;

import io.fantail.archive.record.ArchiveObject;
import io.fantail.table.DayRange;
import io.fantail.table.LakeException;
import io.fantail.table.LakeFolder;
import io.fantail.table.Tables;
import io.fantail.table.kernel.KernelTable;
import java.util.List;

/**
 * The objects that a lake has read, in the table {@code ingested_files}. It is read before Spark is
 * started: most of a day's runs may find nothing new.
 */
public final class Ledger {
  private final LakeFolder lake;

  public Ledger(LakeFolder lake) {
    this.lake = lake;
  }

  /**
   * Of the objects of a listing, those that were not read yet, or not for these days, or have
   * changed since; and those that could not be read as long as an object beside them was missing.
   *
   * @param days that are asked for now
   * @param isTracing whether what only {@code ingest} has read is to be read again, for its traces
   * @throws LakeException when the table is damaged
   */
  public Unread unread(List<ArchiveObject> listed, DayRange days, boolean isTracing) {
    if (!lake.has(Tables.INGESTED_FILES, table -> false)) {
      return new Unread(listed, false);
    }
    Listed left = new Listed(listed, days, isTracing);
    new KernelTable(lake.hadoop(), lake.path(Tables.INGESTED_FILES), Tables.INGESTED_FILES)
        .read(KnownObject.COLUMNS, row -> left.note(KnownObject.of(row)));
    return left.unread();
  }
}
