package io.fantail.table;

import io.fantail.shape.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;
import scala.collection.Seq;
import scala.collection.mutable.ListBuffer;

/**
 * All files of one version of a table, as its log names them. The driver holds them as Delta itself
 * does: one for each task and day that wrote into the table.
 */
record TableFiles(Snapshot snapshot, List<AddFile> files) {
  TableFiles {
    files = List.copyOf(files);
  }

  /**
   * The files of this version. Where its checksum lists them, or its log has no checkpoint yet, no
   * Spark job is needed; a table that is new has none.
   */
  static TableFiles of(Snapshot snapshot) {
    if (snapshot.version() < 0) {
      return new TableFiles(snapshot, List.of());
    }
    return new TableFiles(
        snapshot,
        inChecksum(snapshot)
            .or(() -> CommittedFiles.of(snapshot))
            .orElseGet(() -> snapshot.allFiles().collectAsList()));
  }

  /** What Delta writes beside a commit, of a table that is not of too many files. */
  private static Optional<List<AddFile>> inChecksum(Snapshot snapshot) {
    if (snapshot.checksumOpt().isEmpty() || snapshot.checksumOpt().get().allFiles().isEmpty()) {
      return Optional.empty();
    }
    VersionChecksum checksum = snapshot.checksumOpt().get();
    Seq<AddFile> all = checksum.allFiles().get();
    if (all.size() != checksum.numFiles()) {
      return Optional.empty();
    }
    List<AddFile> files = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      files.add(all.apply(i));
    }
    return Optional.of(files);
  }

  long version() {
    return snapshot.version();
  }

  /** The files that may have rows of these days. */
  List<AddFile> of(DaySet days) {
    return files.stream().filter(file -> isOf(file, days)).toList();
  }

  /** The files that may have rows of these hours. */
  List<AddFile> of(HourSet hours) {
    return files.stream().filter(file -> isOf(file, hours)).toList();
  }

  /** The hours that files have rows of, as far as these are not all within the given ones. */
  HourSet reachOf(HourSet hours) {
    HourSet reach = HourSet.NONE;
    for (AddFile file : of(hours)) {
      HourSet.Range range = FileHours.of(file);
      if (range != null && !hours.containsAll(range)) {
        reach = reach.plus(new HourSet(List.of(range)));
      }
    }
    return reach;
  }

  /**
   * The rows of some of the files; Delta is not asked which these are.
   *
   * @param spark whose data they are; Delta takes the session that is active
   */
  Dataset<Row> rows(List<AddFile> some, SparkSession spark) {
    ListBuffer<AddFile> wanted = new ListBuffer<>();
    some.forEach(wanted::$plus$eq);
    Option<SparkSession> active = SparkSession.getActiveSession();
    SparkSession.setActiveSession(spark);
    try {
      return snapshot.deltaLog().createDataFrame(snapshot, wanted.toList(), false, Option.empty());
    } finally {
      if (active.isDefined()) {
        SparkSession.setActiveSession(active.get());
      } else {
        SparkSession.clearActiveSession();
      }
    }
  }

  /** A later version, in which files stand in the place of former ones. */
  TableFiles then(Snapshot later, List<AddFile> former, List<AddFile> added) {
    Set<AddFile> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    gone.addAll(former);
    Stream<AddFile> left = files.stream().filter(file -> !gone.contains(file));
    return new TableFiles(later, Stream.concat(left, added.stream()).toList());
  }

  /** How many rows the table has; unknown where a file does not say how many it holds. */
  OptionalLong count() {
    long rows = 0;
    for (AddFile file : files) {
      if (file.numLogicalRecords().isEmpty()) {
        return OptionalLong.empty();
      }
      rows += (Long) file.numLogicalRecords().get();
    }
    return OptionalLong.of(rows);
  }

  private static boolean isOf(AddFile file, HourSet hours) {
    HourSet.Range range = FileHours.of(file);
    return range == null ? !hours.isEmpty() : hours.overlaps(range);
  }

  private static boolean isOf(AddFile file, DaySet days) {
    Option<String> day = file.partitionValues().get(Table.DAY);
    return day.isEmpty() ? !days.isEmpty() : days.contains(LocalDate.parse(day.get()));
  }
}
