package io.fantail.table;

import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import io.fantail.spark.parquet.WrittenFile;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import scala.Console;
import scala.Option;

/**
 * Work on the files of tables that leaves their rows alone, or takes whole days of them away.
 *
 * <p>Files are joined by what writes the tables, and not by Delta's {@code OPTIMIZE}: that one
 * would lose what the log says of the hours in a file, and would commit without passing the fence.
 */
public final class Upkeep {
  /** Of 10,000 tasks, as is usual, nearly all have no folder to list. */
  private static final String LISTING_TASKS =
      "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  /** A table without days grows by a file with each run: it is joined now and then. */
  public static final int MANY_FILES = 16;

  /** What takes longer to open than to read. */
  private static final long SMALL_BYTES = 1L << 20;

  private final Lake lake;

  public Upkeep(Lake lake) {
    this.lake = lake;
  }

  /**
   * What a table has of one day.
   *
   * @param day null for a table that has no days
   */
  public record Part(Table table, @Nullable LocalDate day, int files, long bytes) {
    DaySet days() {
      return day == null ? DaySet.ALL : DaySet.NONE.plus(List.of(day));
    }
  }

  /** What a table has, day by day; of one without days, one part. */
  public List<Part> parts(Table table) {
    TableFiles present = lake.files(table);
    if (present == null || present.files().isEmpty()) {
      return List.of();
    }
    if (!table.byDay()) {
      return List.of(partOf(table, null, present.files()));
    }
    Map<LocalDate, List<AddFile>> byDay = new TreeMap<>();
    for (AddFile file : present.files()) {
      Option<String> day = file.partitionValues().get(Table.DAY);
      byDay.computeIfAbsent(LocalDate.parse(day.get()), any -> new ArrayList<>()).add(file);
    }
    return byDay.entrySet().stream()
        .map(entry -> partOf(table, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Part partOf(Table table, @Nullable LocalDate day, List<AddFile> files) {
    return new Part(table, day, files.size(), files.stream().mapToLong(AddFile::size).sum());
  }

  /** Whether all columns of a table are known here: only such a table can be written again. */
  public boolean isKnownWhole(Table table) {
    TableFiles present = lake.files(table);
    return present == null
        || table.columnNames().containsAll(Arrays.asList(present.snapshot().schema().fieldNames()));
  }

  /**
   * Puts the rows of a part into other files.
   *
   * @param order columns by which the rows lie, over all files; none leaves them as they come
   * @param files how many files it becomes at most
   */
  public void rearrange(Part part, List<String> order, int files) {
    StoredTable stored = lake.begin(part.table());
    TableFiles present = presentOf(stored, part.table());
    List<AddFile> former = part.day() == null ? present.files() : present.of(part.days());
    rearrange(part, stored, present, former, order, files);
  }

  /**
   * Joins the small files of a table without days into one, where there are many: each run adds
   * one, and those behind it open them all.
   */
  public void joinSmall(Table table) {
    TableFiles known = lake.files(table);
    if (known == null || smallOf(known).size() < MANY_FILES || !isKnownWhole(table)) {
      return;
    }
    StoredTable stored = lake.begin(table);
    TableFiles present = presentOf(stored, table);
    List<AddFile> small = smallOf(present);
    rearrange(partOf(table, null, small), stored, present, small, List.of(), 1);
  }

  private static List<AddFile> smallOf(TableFiles present) {
    return present.files().stream().filter(file -> file.size() < SMALL_BYTES).toList();
  }

  /** The files of the version that a commit begins with. */
  private TableFiles presentOf(StoredTable stored, Table table) {
    TableFiles present = Objects.requireNonNull(lake.files(table));
    return present.version() == stored.version() ? present : stored.files();
  }

  private void rearrange(
      Part part,
      StoredTable stored,
      TableFiles present,
      List<AddFile> former,
      List<String> order,
      int files) {
    Dataset<Row> rows = Rows.withColumns(present.rows(former, lake.spark()), part.table());
    List<WrittenFile> written =
        lake.write(TableRows.of(part.table(), arranged(rows, order, files)), part.days());
    checkSame(part, former, written);
    List<AddFile> added = written.stream().map(file -> StoredTable.added(file, false)).toList();
    Snapshot now = stored.rearrange(former, added);
    lake.note(part.table(), present.then(now, former, added), present.version());
  }

  private static Dataset<Row> arranged(Dataset<Row> rows, List<String> order, int files) {
    if (order.isEmpty()) {
      return rows.coalesce(files);
    }
    Column[] columns = order.stream().map(functions::col).toArray(Column[]::new);
    return (files == 1 ? rows.coalesce(1) : rows.repartitionByRange(files, columns[0]))
        .sortWithinPartitions(columns);
  }

  /** Nothing of a table may be lost by work that changes none of its rows. */
  private static void checkSame(Part part, List<AddFile> former, List<WrittenFile> written) {
    long before = 0;
    for (AddFile file : former) {
      if (file.numLogicalRecords().isEmpty()) {
        return;
      }
      before += (Long) file.numLogicalRecords().get();
    }
    long after = written.stream().mapToLong(WrittenFile::rows).sum();
    if (before != after) {
      throw new IllegalStateException(
          "%s of %s had %d rows and would have %d"
              .formatted(part.table().name(), part.day(), before, after));
    }
  }

  /** Takes all rows of the days away. */
  public void removeDays(Table table, DaySet days) {
    StoredTable stored = lake.begin(table);
    TableFiles present = presentOf(stored, table);
    List<AddFile> former = present.of(days);
    Snapshot now = stored.replaceDays(former, List.of(), days);
    lake.note(table, present.then(now, former, List.of()), present.version());
  }

  /** Notes what is left of the lake, before anything of it is taken away. */
  public void note(Retained retained) {
    lake.note(retained);
  }

  /**
   * Lets Delta delete the files that no version of a table needs that is younger than some hours.
   *
   * @return how many files that are, where it is only asked, and at most 1,000
   */
  public int vacuum(Table table, int hours, boolean isDry) {
    if (!isDry) {
      lake.checkAlone();
    }
    String sql =
        "VACUUM delta.`%s` RETAIN %d HOURS%s"
            .formatted(lake.path(table).replace("`", "``"), hours, isDry ? " DRY RUN" : "");
    RuntimeConfig settings = lake.spark().conf();
    String usual = settings.get(LISTING_TASKS);
    settings.set(LISTING_TASKS, lake.spark().sparkContext().defaultParallelism());
    try {
      // Delta prints what it does, where a command's answer is expected.
      return Console.withOut(
          OutputStream.nullOutputStream(), () -> lake.spark().sql(sql).collectAsList().size());
    } finally {
      settings.set(LISTING_TASKS, usual);
    }
  }
}
