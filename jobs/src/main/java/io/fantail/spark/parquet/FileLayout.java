package io.fantail.spark.parquet;

import io.fantail.shape.Column;
import io.fantail.shape.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * How the files of a table are written.
 *
 * @param folder address of the table
 * @param codec that compresses pages, as Spark's option names it
 * @param withoutDictionary columns in which hardly a value comes twice: the dictionary that Parquet
 *     tries first would be work for nothing
 */
record FileLayout(
    Table table, String folder, String codec, Set<String> withoutDictionary, String sparkVersion)
    implements Serializable {

  static FileLayout of(
      SparkSession spark, Table table, String folder, Set<String> withoutDictionary) {
    String codec = spark.conf().get("spark.sql.parquet.compression.codec");
    return new FileLayout(table, folder, codec, withoutDictionary, spark.version());
  }

  /** The columns that stand in the files: all but the day, which is the folder's. */
  List<Column> columns() {
    return table.columns().stream().filter(column -> placeOf(column) != dayPlace()).toList();
  }

  /** Where the rows of the table have a column. */
  int placeOf(Column column) {
    return table.columns().indexOf(column);
  }

  /** Where the rows have their hour; -1 in a table that has none. */
  int hourPlace() {
    return table.byHour() ? table.columnNames().indexOf(Table.HOUR) : -1;
  }

  /** Where the rows have their day; -1 in a table that has none. */
  int dayPlace() {
    return table.byDay() ? table.columnNames().indexOf(Table.DAY) : -1;
  }
}
