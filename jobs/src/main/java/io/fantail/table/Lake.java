package io.fantail.table;

import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/**
 * The tables under one address, and the only writer of them. Each write is one Delta commit: a job
 * that is killed leaves a table as it was or as it shall be, and a job that runs again writes the
 * same rows in place of the former.
 */
public final class Lake {
  private static final String DICTIONARY = "parquet.enable.dictionary#";

  /** A page that was damaged would be decoded to other values, in silence. */
  private static final String WRITE_CHECKSUMS = "parquet.page.write-checksum.enabled";

  private static final String VERIFY_CHECKSUMS = "parquet.page.verify-checksum.enabled";

  private final Set<String> present = ConcurrentHashMap.newKeySet();
  private final SparkSession spark;
  private final String uri;

  public Lake(SparkSession spark, String uri) {
    this.spark = spark;
    this.uri = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    hadoop.setBoolean(WRITE_CHECKSUMS, true);
    hadoop.setBoolean(VERIFY_CHECKSUMS, true);
    Tables.WITHOUT_DICTIONARY.forEach(column -> hadoop.setBoolean(DICTIONARY + column, false));
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
    return has(table)
        ? withColumns(table, spark.read().format("delta").load(path(table)))
        : spark.createDataFrame(List.of(), Rows.schema(table));
  }

  /** The rows of the days. */
  public Dataset<Row> read(Table table, DaySet days) {
    return read(table).filter(days.condition());
  }

  /** The rows of all other days. */
  public Dataset<Row> readWithout(Table table, DaySet days) {
    return read(table).filter("NOT (" + days.condition() + ")");
  }

  /** Whether rows that were read here can be any; asks no more than the table's log. */
  public static boolean hasFile(Dataset<Row> rows) {
    return rows.inputFiles().length > 0;
  }

  /** Puts {@code rows} in the place of whatever the table holds for these days. */
  public void replaceDays(Table table, Dataset<Row> rows, DaySet days) {
    Map<String, String> where =
        days.equals(DaySet.ALL) ? Map.of() : Map.of("replaceWhere", days.condition());
    write(table, rows.filter(days.condition()), SaveMode.Overwrite, where);
  }

  /** Puts {@code rows} in the place of whatever the table holds; they may be read from it. */
  public void replace(Table table, Dataset<Row> rows) {
    write(table, rows, SaveMode.Overwrite, Map.of());
  }

  public void append(Table table, Dataset<Row> rows) {
    write(table, rows, SaveMode.Append, Map.of());
  }

  private void write(Table table, Dataset<Row> rows, SaveMode mode, Map<String, String> options) {
    StoredTable stored = new StoredTable(spark, path(table), table);
    if (has(table)) {
      stored.write(shaped(table, rows), mode, options);
    } else {
      stored.create(shaped(table, rows));
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

  /** The columns of the table in their order and types, each with its comment. */
  private static Dataset<Row> shaped(Table table, Dataset<Row> rows) {
    Dataset<Row> shaped =
        withColumns(table, rows)
            .select(
                Arrays.stream(Rows.schema(table).fields())
                    .map(
                        field ->
                            functions
                                .col(field.name())
                                .cast(field.dataType())
                                .as(field.name(), field.metadata()))
                    .toArray(Column[]::new));
    return table.fewRows() ? shaped.coalesce(1) : shaped;
  }

  /** With the columns of the table that the rows have not, all null. */
  private static Dataset<Row> withColumns(Table table, Dataset<Row> rows) {
    List<String> present = Arrays.asList(rows.columns());
    Dataset<Row> whole = rows;
    for (StructField field : Rows.schema(table).fields()) {
      if (!present.contains(field.name())) {
        whole = whole.withColumn(field.name(), functions.lit(null).cast(field.dataType()));
      }
    }
    return whole;
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
