package io.fantail.table;

import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import io.fantail.spark.parquet.ParquetFiles;
import io.fantail.spark.parquet.WrittenFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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

  /** All files of each table that had none before. */
  private final Map<String, List<WrittenFile>> written = new ConcurrentHashMap<>();

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
    List<WrittenFile> files = written.get(table.name());
    if (files != null) {
      return read(table, files);
    }
    return has(table)
        ? Rows.withColumns(spark.read().format("delta").load(path(table)), table)
        : none(table);
  }

  /** The rows of the days. */
  public Dataset<Row> read(Table table, DaySet days) {
    List<WrittenFile> files = written.get(table.name());
    return files == null
        ? read(table).filter(days.condition())
        : read(table, files.stream().filter(file -> file.isOf(days::contains)).toList());
  }

  /** Delta would have to be asked for what is known here. */
  private Dataset<Row> read(Table table, List<WrittenFile> files) {
    if (files.isEmpty()) {
      return none(table);
    }
    String[] paths =
        files.stream().map(file -> path(table) + "/" + file.path()).toArray(String[]::new);
    return spark
        .read()
        .schema(Rows.schema(table))
        .option("basePath", path(table))
        // The names are files', whatever signs are in them.
        .option(DataSource.GLOB_PATHS_KEY(), "false")
        .parquet(paths)
        .select(Rows.columns(table));
  }

  private Dataset<Row> none(Table table) {
    return spark.createDataFrame(List.of(), Rows.schema(table));
  }

  /** Whether the table can have rows of these days; asks no more than its log. */
  public boolean hasDays(Table table, DaySet days) {
    List<WrittenFile> files = written.get(table.name());
    return files == null
        ? has(table) && read(table, days).inputFiles().length > 0
        : files.stream().anyMatch(file -> file.isOf(days::contains));
  }

  /** Puts {@code rows} in the place of whatever the table holds for these days. */
  public void replaceDays(TableRows rows, DaySet days) {
    StoredTable stored = begin(rows.table());
    List<WrittenFile> files = files(rows, days);
    stored.replaceDays(files, days);
    note(stored, others -> others.filter(file -> !file.isOf(days::contains)), files);
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
    List<WrittenFile> files = files(TableRows.of(table, rows), DaySet.ALL);
    stored.append(files);
    note(stored, others -> others, files);
  }

  /** Begins before the rows are made: what another job commits meanwhile is noticed. */
  private StoredTable begin(Table table) {
    has(table);
    return new StoredTable(spark, path(table), table);
  }

  private List<WrittenFile> files(TableRows rows, DaySet days) {
    return ParquetFiles.write(
        spark, rows, path(rows.table()), days::contains, Tables.WITHOUT_DICTIONARY);
  }

  /** Remembers the files of tables that this lake object has made itself. */
  private void note(
      StoredTable stored, UnaryOperator<Stream<WrittenFile>> left, List<WrittenFile> added) {
    String name = stored.table().name();
    List<WrittenFile> former = stored.isNew() ? List.of() : written.get(name);
    if (former != null) {
      written.put(name, Stream.concat(left.apply(former.stream()), added.stream()).toList());
    }
  }

  /** How many rows a table has. */
  public long count(Table table) {
    List<WrittenFile> files = written.get(table.name());
    if (files == null) {
      return has(table) ? read(table).count() : 0;
    }
    return files.stream().mapToLong(WrittenFile::rows).sum();
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
