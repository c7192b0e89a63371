package io.fantail.job.step;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;

import io.fantail.job.session.Together;
import io.fantail.job.session.Version;
import io.fantail.table.Lake;
import io.fantail.table.TableSpec;
import io.fantail.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Writes what a command did into the table {@code runs}, once it is done. */
public final class RunLog {
  private final SparkSession spark;
  private final Lake lake;

  public RunLog(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * Adds one row.
   *
   * @param account null for a command that read no archive
   * @param tables that the command wrote; their rows are counted
   */
  public void add(
      String runId,
      String command,
      Instant startedAt,
      Instant endedAt,
      List<String> archives,
      @Nullable Account account,
      List<TableSpec> tables) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("run_id", runId);
    row.put("command", command);
    row.put("version", Version.NUMBER);
    row.put("started_at", startedAt);
    row.put("ended_at", endedAt);
    row.put("archives", archives.toArray(String[]::new));
    if (account != null) {
      row.putAll(account.figures());
    }
    StructType schema = Tables.RUNS.schema();
    Object[] values = Arrays.stream(schema.fieldNames()).map(row::get).toArray();
    // A row takes no map of Java's.
    lake.append(
        Tables.RUNS,
        spark
            .createDataFrame(List.of(RowFactory.create(values)), schema)
            .withColumn("table_rows", rowsOf(tables)));
  }

  /** The rows of each table, by its name; Delta knows them from its log. */
  private Column rowsOf(List<TableSpec> tables) {
    List<Callable<Stream<Column>>> counts = new ArrayList<>();
    tables.forEach(
        table -> counts.add(() -> Stream.of(lit(table.name()), lit(lake.read(table).count()))));
    return map(Together.call(counts).stream().flatMap(Function.identity()).toArray(Column[]::new));
  }
}
