package io.fantail.table;

import io.fantail.shape.Table;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;

/**
 * All files of one version of a table, as its log names them. The driver holds them as Delta itself
 * does: one for each task and day that wrote into the table.
 *
 * @param arePlain whether the rows of the files are the table's: no deletion vector takes some
 *     away, and columns have their own names and the types of the declaration
 */
record TableFiles(long version, boolean arePlain, List<AddFile> files) {
  static final TableFiles NONE = new TableFiles(-1, true, List.of());

  TableFiles {
    files = List.copyOf(files);
  }

  /** Asks the log, in one Spark job; a table that is new has no files. */
  static TableFiles of(Table table, Snapshot snapshot) {
    if (snapshot.version() < 0) {
      return NONE;
    }
    List<AddFile> files = snapshot.allFiles().collectAsList();
    boolean arePlain =
        new TableMetadata(table).isPlain(snapshot.metadata())
            && files.stream()
                .allMatch(file -> file.deletionVector() == null && !pathOf(file).isAbsolute());
    return new TableFiles(snapshot.version(), arePlain, files);
  }

  /** The files that may have rows of these days. */
  List<AddFile> of(DaySet days) {
    return files.stream().filter(file -> isOf(file, days)).toList();
  }

  /** The next version, in which files stand in the place of all others of their days. */
  TableFiles next(DaySet days, List<AddFile> added) {
    Stream<AddFile> left = files.stream().filter(file -> !isOf(file, days));
    return new TableFiles(version + 1, arePlain, Stream.concat(left, added.stream()).toList());
  }

  /** How many rows the table has; unknown where a file does not say how many it holds. */
  OptionalLong rows() {
    long rows = 0;
    for (AddFile file : files) {
      if (file.numLogicalRecords().isEmpty()) {
        return OptionalLong.empty();
      }
      rows += (Long) file.numLogicalRecords().get();
    }
    return OptionalLong.of(rows);
  }

  static Path pathOf(AddFile file) {
    return new Path(URI.create(file.path()));
  }

  private static boolean isOf(AddFile file, DaySet days) {
    Option<String> day = file.partitionValues().get(Table.DAY);
    return day.isEmpty() ? !days.isEmpty() : days.contains(LocalDate.parse(day.get()));
  }
}
