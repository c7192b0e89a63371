package io.fantail.table;

import io.fantail.spark.parquet.ValueFiles;
import io.fantail.spark.parquet.WrittenFile;
import java.util.List;
import java.util.function.Consumer;

/**
 * A commit that was begun before its rows were made, so that what another job commits meanwhile is
 * noticed: tasks write the files, and then they take the place of whatever the table holds for the
 * days.
 *
 * @param files where tasks write the rows; those of other days are left out
 * @param end makes files that were written the table's
 */
public record DayWrite<T>(ValueFiles<T> files, Consumer<List<WrittenFile>> end) {

  /** Makes these files the table's, and no other files of the days any longer. */
  public void commit(List<WrittenFile> written) {
    end.accept(written);
  }
}
