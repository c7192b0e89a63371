package io.fantail.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_from_arrays;

import io.fantail.table.Lake;
import io.fantail.table.TableSpec;
import io.fantail.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Writes what a command did into the table {@code runs}, once it is done. */
final class RunLog {
  private final SparkSession spark;
  private final Lake lake;

  RunLog(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * Adds one row.
   *
   * @param account null for a command that read no archive
   * @param tables that the command wrote; their rows are counted
   */
  void add(
      String runId,
      String command,
      Instant startedAt,
      Instant endedAt,
      List<String> archives,
      @Nullable Account account,
      List<TableSpec> tables) {
    Map<String, Long> rows = rowsOf(tables);
    Dataset<Row> run =
        spark.createDataFrame(
            Collections.singletonList(
                RowFactory.create(
                    runId,
                    command,
                    Version.NUMBER,
                    startedAt,
                    endedAt,
                    archives.toArray(new String[0]),
                    account == null ? null : account.objects(),
                    account == null ? null : account.bytes(),
                    account == null ? null : account.records(),
                    account == null ? null : account.events(),
                    account == null ? null : account.lambdaRecords(),
                    account == null ? null : account.noise(),
                    account == null ? null : account.duplicates(),
                    account == null ? null : account.rejects(),
                    account == null ? null : account.descriptions(),
                    account == null ? null : account.awsSpans(),
                    account == null ? null : account.outside(),
                    rows.keySet().toArray(String[]::new),
                    rows.values().toArray(Long[]::new))),
            schema());
    Column tableRows = map_from_arrays(col("row_tables"), col("row_counts"));
    lake.append(Tables.RUNS, run.withColumn("table_rows", tableRows));
  }

  /** The rows of each table; Delta knows them from its log. */
  private Map<String, Long> rowsOf(List<TableSpec> tables) {
    List<Callable<Long>> counts = new ArrayList<>();
    tables.forEach(table -> counts.add(() -> lake.read(table).count()));
    List<Long> rows = Together.call(counts);
    Map<String, Long> rowsByTable = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      rowsByTable.put(tables.get(i).name(), rows.get(i));
    }
    return rowsByTable;
  }

  /** The table's columns, the map as two arrays: a row takes no map of Java's. */
  private static StructType schema() {
    StructField[] plain =
        Arrays.stream(Tables.RUNS.schema().fields())
            .filter(field -> !field.name().equals("table_rows"))
            .toArray(StructField[]::new);
    return new StructType(plain)
        .add("row_tables", DataTypes.createArrayType(DataTypes.StringType, false))
        .add("row_counts", DataTypes.createArrayType(DataTypes.LongType, false));
  }
}
