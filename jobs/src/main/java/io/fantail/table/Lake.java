package io.fantail.table;

import io.fantail.shape.RecordTable;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import io.fantail.spark.parquet.ParquetFiles;
import io.fantail.spark.parquet.SlotFilter;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.spark.parquet.WrittenFile;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * The tables under one address, and the only writer of them. Each write is one Delta commit: a job
 * that is killed leaves a table as it was or as it shall be, and a job that runs again writes the
 * same rows in place of the former.
 */
public final class Lake {
  private static final String LISTS_IN_CHECKSUMS = "spark.databricks.delta.allFilesInCrc.enabled";
  private static final int YOUNG_RUNS = 3;

  private final Set<String> present = ConcurrentHashMap.newKeySet();

  /** Of each table the version that was read or written last; see {@link #files}. */
  private final Map<String, TableFiles> files = new ConcurrentHashMap<>();

  private final SparkSession spark;
  private final LakeFolder folder;
  private final Fence fence;

  /** Whether few runs have ended here before; null as long as nobody asked. */
  private @Nullable Boolean isYoung;

  /** Null as long as nobody asked. */
  private @Nullable Retained retained;

  public Lake(SparkSession spark, String uri) {
    this(spark, uri, Fence.OPEN);
  }

  /**
   * @param fence what every commit passes
   */
  public Lake(SparkSession spark, String uri, Fence fence) {
    this.spark = spark;
    this.fence = fence;
    this.folder = new LakeFolder(spark.sparkContext().hadoopConfiguration(), uri);
  }

  public String uri() {
    return folder.uri();
  }

  public SparkSession spark() {
    return spark;
  }

  public String path(Table table) {
    return folder.path(table);
  }

  /**
   * Whether the table was ever written.
   *
   * @throws LakeException when it cannot be told, or a part of the table's log is missing
   */
  public boolean has(Table table) {
    if (present.contains(table.name())) {
      return true;
    }
    boolean isThere = folder.has(table, this::wasWritten);
    if (isThere) {
      present.add(table.name());
    }
    return isThere;
  }

  /** Whether a run that ended knows of rows: else the first that writes it was interrupted. */
  private boolean wasWritten(Table table) {
    return !table.equals(Tables.RUNS)
        && has(Tables.RUNS)
        && !read(Tables.RUNS)
            .filter(functions.col("table_rows").getItem(table.name()).gt(0))
            .isEmpty();
  }

  /**
   * The whole table; no rows where there is none yet. What an earlier version did not write is
   * null.
   */
  public Dataset<Row> read(Table table) {
    return read(table, DaySet.ALL);
  }

  /** The rows of the days. */
  public Dataset<Row> read(Table table, DaySet days) {
    TableFiles present = files(table);
    List<AddFile> ofDays = present == null ? List.of() : present.of(days);
    return present == null || ofDays.isEmpty()
        ? spark.createDataFrame(List.of(), Rows.schema(table))
        : Rows.withColumns(present.rows(ofDays, spark), table);
  }

  /** The rows of the hours; where nothing says the hour of a row, those of its day. */
  public Dataset<Row> read(Table table, HourSet hours) {
    return read(table, hours, any -> true);
  }

  /**
   * The rows of the hours that have something in a column; files that have nothing are not opened.
   */
  public Dataset<Row> readHaving(String column, Table table, HourSet hours) {
    return read(table, hours, file -> FileHours.mayHave(column, file))
        .filter(functions.col(column).isNotNull());
  }

  private Dataset<Row> read(Table table, HourSet hours, Predicate<AddFile> condition) {
    TableFiles present = files(table);
    List<AddFile> ofHours =
        present == null ? List.of() : present.of(hours).stream().filter(condition).toList();
    if (present == null || ofHours.isEmpty()) {
      return spark.createDataFrame(List.of(), Rows.schema(table));
    }
    Dataset<Row> rows = Rows.withColumns(present.rows(ofHours, spark), table);
    return present.reachOf(hours).isEmpty() ? rows : rows.filter(hours.condition());
  }

  /**
   * The rows of what was active in any of the hours, by {@code started_at} and {@code ended_at},
   * but not of executions that started in hours of another set.
   */
  public Dataset<Row> readActive(Table table, HourSet hours, HourSet except) {
    Dataset<Row> rows = readOutside(table, except, file -> FileHours.mayBeActive(file, hours));
    return hours.isEmpty() ? rows.limit(0) : rows.filter(hours.isActive());
  }

  /**
   * The same of what is done some time behind its start, also where nothing tells its end.
   *
   * @param longest hours that it goes on at most
   */
  public Dataset<Row> readActiveFor(int longest, Table table, HourSet hours, HourSet except) {
    Duration most = Duration.ofHours(longest);
    Dataset<Row> rows =
        readOutside(table, except, file -> FileHours.mayBeActive(file, hours, most));
    return hours.isEmpty() ? rows.limit(0) : rows.filter(hours.isActiveFor(longest));
  }

  /**
   * The rows of executions in other hours that have not ended or lack events; others may be, too.
   */
  public Dataset<Row> readOpen(Table table, HourSet except) {
    return readOutside(table, except, FileHours::mayBeOpen);
  }

  private Dataset<Row> readOutside(Table table, HourSet except, Predicate<AddFile> condition) {
    TableFiles present = files(table);
    HourSet others = HourSet.ALL.without(except);
    List<AddFile> wanted =
        present == null ? List.of() : present.of(others).stream().filter(condition).toList();
    if (present == null || wanted.isEmpty()) {
      return spark.createDataFrame(List.of(), Rows.schema(table));
    }
    Dataset<Row> rows = Rows.withColumns(present.rows(wanted, spark), table);
    return table.byHour() && !present.reachOf(others).isEmpty()
        ? rows.filter(others.condition())
        : rows;
  }

  /** Whether there are executions that started in other hours. */
  public boolean hasOtherHours(HourSet hours) {
    return hasHours(Tables.EXECUTIONS, HourSet.ALL.without(hours));
  }

  /** Whether the table can have rows of these hours. */
  public boolean hasHours(Table table, HourSet hours) {
    TableFiles present = files(table);
    return present != null && !present.of(hours).isEmpty();
  }

  /** Adds the hours that share files with the given ones in any of these tables. */
  public HourSet closed(HourSet hours, List<Table> tables) {
    HourSet closed = hours;
    HourSet added = hours;
    while (!added.isEmpty()) {
      HourSet reach = HourSet.NONE;
      for (Table table : tables) {
        TableFiles present = files(table);
        reach = present == null ? reach : reach.plus(present.reachOf(closed));
      }
      added = reach.without(closed);
      closed = closed.plus(reach);
    }
    return closed;
  }

  /** Whether the table can have rows of these days. */
  public boolean hasDays(Table table, DaySet days) {
    TableFiles present = files(table);
    return present != null && !present.of(days).isEmpty();
  }

  /** How many rows a table has. */
  public long count(Table table) {
    TableFiles present = files(table);
    return present == null ? 0 : present.count().orElseGet(() -> read(table).count());
  }

  /**
   * The files of a table, for which its log is asked once: a run sees one version of each table,
   * until it writes the next. Null where there is no table.
   */
  @Nullable TableFiles files(Table table) {
    TableFiles known = files.get(table.name());
    if (known == null && has(table)) {
      known = begin(table).files();
      files.put(table.name(), known);
    }
    return known;
  }

  /** Puts {@code rows} in the place of whatever the table holds for these days. */
  public void replaceDays(TableRows rows, DaySet days) {
    StoredTable stored = begin(rows.table());
    commit(rows.table(), stored, write(rows, days), files -> files.of(days), days);
  }

  /** Puts {@code rows} in the place of whatever the table holds for these hours. */
  public void replaceHours(TableRows rows, HourSet hours) {
    StoredTable stored = begin(rows.table());
    commit(rows.table(), stored, write(rows, hours), files -> whole(files, hours), hours.days());
  }

  /** Begins to put other rows in the place of whatever the table holds for these hours. */
  public <T> DayWrite<T> replaceHours(RecordTable<T> table, HourSet hours) {
    StoredTable stored = begin(table.table());
    return new DayWrite<>(
        ValueFiles.of(spark, table, path(table.table()), hours, Tables.WITHOUT_DICTIONARY),
        written ->
            commit(table.table(), stored, written, files -> whole(files, hours), hours.days()));
  }

  private static List<AddFile> whole(TableFiles files, HourSet hours) {
    if (!files.reachOf(hours).isEmpty()) {
      throw new IllegalStateException(
          "a file has rows of other hours, too: " + files.reachOf(hours));
    }
    return files.of(hours);
  }

  /** Begins to put other rows in the place of whatever the table holds for these days. */
  public <T> DayWrite<T> replaceDays(RecordTable<T> table, DaySet days) {
    StoredTable stored = begin(table.table());
    return new DayWrite<>(
        ValueFiles.of(spark, table, path(table.table()), days, Tables.WITHOUT_DICTIONARY),
        written -> commit(table.table(), stored, written, files -> files.of(days), days));
  }

  /** Ends a commit: files that were written in the place of former ones, which are of the days. */
  private void commit(
      Table table,
      StoredTable stored,
      List<WrittenFile> written,
      Function<TableFiles, List<AddFile>> formerOf,
      DaySet days) {
    TableFiles known = files.get(table.name());
    TableFiles former =
        known == null || known.version() != stored.version() ? stored.files() : known;
    List<AddFile> replaced = formerOf.apply(former);
    List<AddFile> added = written.stream().map(file -> StoredTable.added(file, true)).toList();
    Snapshot now = stored.replaceDays(replaced, added, days);
    note(table, former.then(now, replaced, added), former.version());
  }

  /** The same of rows that have the columns of the table in any order. */
  public void replaceDays(Table table, Dataset<Row> rows, DaySet days) {
    replaceDays(TableRows.of(table, rows), days);
  }

  /** Puts {@code rows} in the place of whatever the table holds; they may be read from it. */
  public void replace(Table table, Dataset<Row> rows) {
    replaceDays(table, rows, DaySet.ALL);
  }

  public void append(Table table, Dataset<Row> rows) {
    StoredTable stored = begin(table);
    List<AddFile> added =
        write(TableRows.of(table, rows), DaySet.ALL).stream()
            .map(file -> StoredTable.added(file, true))
            .toList();
    Snapshot now = stored.append(added);
    TableFiles former = stored.version() < 0 ? stored.files() : files.get(table.name());
    if (former != null) {
      note(table, former.then(now, List.of(), added), former.version());
    }
  }

  /** Begins a commit before the rows are made: what another job commits meanwhile is noticed. */
  StoredTable begin(Table table) {
    has(table);
    leaveOutListsWhereYoung();
    return new StoredTable(spark, path(table), table, fence);
  }

  /**
   * A commit of a table asks Spark for the files that the one before it does not list in its
   * checksum. A few commits are read sooner than that takes, and have no lists therefore.
   */
  private synchronized void leaveOutListsWhereYoung() {
    if (isYoung == null) {
      isYoung =
          !has(Tables.RUNS)
              || DeltaLog.forTable(spark, path(Tables.RUNS)).unsafeVolatileSnapshot().version()
                  < YOUNG_RUNS;
      if (isYoung) {
        spark.conf().set(LISTS_IN_CHECKSUMS, false);
      }
    }
  }

  /** Writes rows into files, which nobody sees until they are committed. */
  public List<WrittenFile> write(TableRows rows, SlotFilter wanted) {
    return ParquetFiles.write(spark, rows, path(rows.table()), wanted, Tables.WITHOUT_DICTIONARY);
  }

  /** Remembers what a table is now, if nobody else has committed in between. */
  void note(Table table, TableFiles now, long former) {
    if (now.version() == former + 1) {
      files.put(table.name(), now);
    } else {
      files.remove(table.name());
    }
  }

  /** Ends the job where the lake is another's, as a commit would. */
  void checkAlone() {
    fence.pass(() -> true);
  }

  /** What retention has left of the lake, as a property of {@code events} says. */
  public synchronized Retained retained() {
    if (retained == null) {
      retained = has(Tables.EVENTS) ? begin(Tables.EVENTS).retained() : Retained.ALL;
    }
    return retained;
  }

  /** Notes what is left of the lake, before anything of it is taken away. */
  synchronized void note(Retained left) {
    begin(Tables.EVENTS).set(left);
    files.remove(Tables.EVENTS.name());
    retained = left;
  }

  /** Adds the rows whose {@code key} the table does not hold yet. */
  public void addMissing(Table table, Dataset<Row> rows, String... key) {
    Dataset<Row> known = read(table).select(columns(Arrays.asList(key)));
    append(table, rows.join(known, key, "left_anti"));
  }

  /** Makes the table a view of its name; the log of one that nobody asks for is not read. */
  public void registerView(Table table) {
    Dataset<Row> rows =
        files.containsKey(table.name()) || !has(table)
            ? read(table)
            : Rows.withColumns(opened(table), table);
    rows.createOrReplaceTempView(table.name());
  }

  /** The rows of a table that is there, of which only what it says of itself is read yet. */
  private Dataset<Row> opened(Table table) {
    Dataset<Row> rows = spark.read().format("delta").load(path(table));
    TableLayout.check(
        table, DeltaLog.forTable(spark, path(table)).unsafeVolatileSnapshot().metadata());
    return rows;
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
