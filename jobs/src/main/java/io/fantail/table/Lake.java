package io.fantail.table;

import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import io.fantail.spark.parquet.ParquetFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.functions;

/**
 * The tables under one address, and the only writer of them. Each write is one Delta commit: a job
 * that is killed leaves a table as it was or as it shall be, and a job that runs again writes the
 * same rows in place of the former.
 */
public final class Lake {
  /** A page that was damaged would be decoded to other values, in silence. */
  private static final String VERIFY_CHECKSUMS = "parquet.page.verify-checksum.enabled";

  private final Set<String> present = ConcurrentHashMap.newKeySet();

  /** Of each table the version that was read or written last; see {@link #files}. */
  private final Map<String, TableFiles> files = new ConcurrentHashMap<>();

  private final SparkSession spark;
  private final String uri;

  public Lake(SparkSession spark, String uri) {
    this.spark = spark;
    this.uri = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    spark.sparkContext().hadoopConfiguration().setBoolean(VERIFY_CHECKSUMS, true);
  }

  public String uri() {
    return uri;
  }

  public SparkSession spark() {
    return spark;
  }

  public String path(Table table) {
    return uri + "/" + table.name();
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
    Path folder = new Path(path(table));
    try {
      FileSystem fileSystem = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      TableLog log = TableLog.of(fileSystem, folder);
      if (log.isTable()) {
        present.add(table.name());
      } else if (TableLog.hasFiles(fileSystem, folder) && wasWritten(table)) {
        throw log.missing();
      }
      return log.isTable();
    } catch (IOException failure) {
      throw new LakeException(
          "The lake cannot be read: "
              + folder
              + " ("
              + LakeFaults.reasonOf(failure)
              + ").\nCheck --lake and the right to list and to read there.",
          failure);
    }
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
    if (!present.arePlain()) {
      Dataset<Row> rows = spark.read().format("delta").load(path(table));
      return Rows.withColumns(rows, table).filter(days.condition());
    }
    Path folder = new Path(path(table));
    String[] paths =
        present.of(days).stream()
            .map(file -> new Path(folder, TableFiles.pathOf(file)).toString())
            .toArray(String[]::new);
    return paths.length == 0
        ? spark.createDataFrame(List.of(), Rows.schema(table))
        : spark
            .read()
            .schema(Rows.schema(table))
            .option("basePath", path(table))
            // The names are files', whatever signs are in them.
            .option(DataSource.GLOB_PATHS_KEY(), "false")
            .parquet(paths)
            .select(Rows.columns(table));
  }

  /** Whether the table can have rows of these days. */
  public boolean hasDays(Table table, DaySet days) {
    return !files(table).of(days).isEmpty();
  }

  /** How many rows a table has. */
  public long count(Table table) {
    return files(table).rows().orElseGet(() -> read(table).count());
  }

  /**
   * The files of a table, for which its log is asked once: a run sees one version of each table,
   * until it writes the next.
   */
  private TableFiles files(Table table) {
    TableFiles known = files.get(table.name());
    if (known == null) {
      known = has(table) ? new StoredTable(spark, path(table), table).files() : TableFiles.NONE;
      files.put(table.name(), known);
    }
    return known;
  }

  /** Puts {@code rows} in the place of whatever the table holds for these days. */
  public void replaceDays(TableRows rows, DaySet days) {
    StoredTable stored = begin(rows.table());
    TableFiles known = files.get(rows.table().name());
    TableFiles former =
        known == null || known.version() != stored.version() ? stored.files() : known;
    List<AddFile> added = write(rows, days);
    long version = stored.replaceDays(former.of(days), added, days);
    note(rows.table(), version, former.next(days, added));
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
    List<AddFile> added = write(TableRows.of(table, rows), DaySet.ALL);
    long version = stored.append(added);
    TableFiles former = stored.version() < 0 ? TableFiles.NONE : files.get(table.name());
    if (former != null) {
      note(table, version, former.next(DaySet.NONE, added));
    }
  }

  /** Begins a commit before the rows are made: what another job commits meanwhile is noticed. */
  private StoredTable begin(Table table) {
    has(table);
    return new StoredTable(spark, path(table), table);
  }

  private List<AddFile> write(TableRows rows, DaySet days) {
    return ParquetFiles.write(
            spark, rows, path(rows.table()), days::contains, Tables.WITHOUT_DICTIONARY)
        .stream()
        .map(StoredTable::added)
        .toList();
  }

  private void note(Table table, long version, TableFiles next) {
    if (next.version() == version) {
      files.put(table.name(), next);
    } else {
      // Another job has committed in between what did not disturb this commit.
      files.remove(table.name());
    }
  }

  /** Adds the rows whose {@code key} the table does not hold yet. */
  public void addMissing(Table table, Dataset<Row> rows, String... key) {
    Dataset<Row> known = read(table).select(columns(Arrays.asList(key)));
    append(table, rows.join(known, key, "left_anti"));
  }

  /** Makes the table a view of its name. */
  public void registerView(Table table) {
    read(table).createOrReplaceTempView(table.name());
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
