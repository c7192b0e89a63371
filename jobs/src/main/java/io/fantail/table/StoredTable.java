package io.fantail.table;

import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.CreateTableWriter;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One table as Delta stores it, with what it says of itself: its sentence and the comments of its
 * columns, which catalogs and {@code DESCRIBE} show.
 */
final class StoredTable {
  /**
   * Of none but the day: executions lie in the files of their day by a hash, so the least and the
   * greatest value of a file would skip none.
   */
  private static final String INDEXED_COLUMNS = "delta.dataSkippingNumIndexedCols";

  /** A table that an earlier version wrote gains what this one adds. */
  private static final String NEW_COLUMNS = "mergeSchema";

  private final SparkSession spark;
  private final String path;
  private final Table table;

  StoredTable(SparkSession spark, String path, Table table) {
    this.spark = spark;
    this.path = path;
    this.table = table;
  }

  /**
   * Makes the table of its first rows, in one commit.
   *
   * @param rows whose columns bear their comments
   */
  void create(Dataset<Row> rows) {
    DataFrameWriterV2<Row> first = rows.writeTo(name());
    CreateTableWriter<Row> writer =
        table.byDay() ? first.partitionedBy(functions.col(Table.DAY)) : first;
    try {
      writer
          .using("delta")
          .tableProperty(INDEXED_COLUMNS, "0")
          .tableProperty("comment", table.sentence())
          .create();
    } catch (TableAlreadyExistsException leftover) {
      // A first commit that was interrupted left files, but no table.
      write(rows, SaveMode.Overwrite, Map.of());
    }
  }

  /** Writes rows into the table that is there, and makes it say what the declaration says. */
  void write(Dataset<Row> rows, SaveMode mode, Map<String, String> options) {
    DataFrameWriter<Row> writer =
        rows.write()
            .format("delta")
            .option(INDEXED_COLUMNS, 0)
            .option(NEW_COLUMNS, true)
            .options(options)
            .mode(mode);
    (table.byDay() ? writer.partitionBy(Table.DAY) : writer).save(path);
    describe();
  }

  /**
   * Brings what an earlier version said up to the declaration: a commit for the columns and one for
   * the sentence. It looks at what the write has left in memory; where nothing differs, nothing is
   * written.
   */
  private void describe() {
    Metadata metadata = DeltaLog.forTable(spark, path).unsafeVolatileSnapshot().metadata();
    StructType present = metadata.schema();
    if (Arrays.stream(Rows.schema(table).fields()).anyMatch(field -> differs(field, present))) {
      String columns =
          Arrays.stream(present.fields()).map(this::described).collect(Collectors.joining(", "));
      spark.sql("ALTER TABLE " + name() + " REPLACE COLUMNS (" + columns + ")");
    }
    if (!table.sentence().equals(metadata.description())) {
      spark.sql("COMMENT ON TABLE " + name() + " IS " + literal(table.sentence()));
    }
  }

  private static boolean differs(StructField declared, StructType present) {
    return !declared.getComment().equals(present.apply(declared.name()).getComment());
  }

  /** A column as SQL declares it; one that this version does not know stays as it is. */
  private String described(StructField present) {
    boolean isKnown = table.columnNames().contains(present.name());
    StructField declared = isKnown ? Rows.schema(table).apply(present.name()) : present;
    String column = quoted(present.name()) + " " + present.dataType().sql();
    return declared.getComment().isEmpty()
        ? column
        : column + " COMMENT " + literal(declared.getComment().get());
  }

  /** The table in SQL. */
  private String name() {
    Path folder = new Path(path);
    try {
      // A relative path would be a name of the catalog.
      return "delta."
          + quoted(
              folder.isAbsolute()
                  ? path
                  : folder
                      .getFileSystem(spark.sparkContext().hadoopConfiguration())
                      .makeQualified(folder)
                      .toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
