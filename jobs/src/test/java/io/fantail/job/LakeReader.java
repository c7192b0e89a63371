package io.fantail.job;

import io.fantail.job.query.LakeQuery;
import io.fantail.shape.Table;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.SoftAssertions;

/** Reads the tables that commands have written. */
final class LakeReader implements AutoCloseable {
  private static final int SHOWN_ROWS = 3;

  private final SparkSession spark;
  private final Lake lake;
  private final Set<Table> registered = new HashSet<>();

  private LakeReader(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  static LakeReader open(Path folder) {
    SparkSession spark = SharedSpark.newSession();
    spark.conf().set("spark.sql.adaptive.enabled", false);
    return new LakeReader(spark, new Lake(spark, folder.toString()));
  }

  /** The folder of the tables. */
  String uri() {
    return lake.uri();
  }

  /** Whether its Spark has ended. */
  boolean isClosed() {
    return spark.sparkContext().isStopped();
  }

  List<Row> rows(String sql) {
    for (Table table : Tables.ALL) {
      if (sql.contains(table.name()) && registered.add(table)) {
        lake.registerView(table);
      }
    }
    return spark.sql(sql).collectAsList();
  }

  /** What {@code query} answers, of tables and views. */
  List<Row> answer(String sql) {
    return new LakeQuery(lake, sql).rows(Integer.MAX_VALUE);
  }

  /** The one number that a query answers. */
  long number(String sql) {
    return rows(sql).get(0).getLong(0);
  }

  /**
   * Every row of every table but {@code runs} and {@code ingested_files} as text, sorted, by the
   * name of the table; without the run that first met a reject.
   */
  static Map<String, List<String>> contents(Path folder, String... withoutColumns) {
    Set<String> without = new HashSet<>(List.of(withoutColumns));
    without.add("run_id");
    Map<String, List<String>> contents = new TreeMap<>();
    for (Table table : Tables.ALL) {
      if (!table.equals(Tables.RUNS) && !table.equals(Tables.INGESTED_FILES)) {
        contents.put(table.name(), KernelRows.of(folder, table, without));
      }
    }
    return contents;
  }

  /** Fails with the rows that only one of the two has. */
  static void assertSame(Map<String, List<String>> actual, Map<String, List<String>> expected) {
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(actual.keySet()).as("tables").isEqualTo(expected.keySet());
    for (String table : expected.keySet()) {
      List<String> has = actual.getOrDefault(table, List.of());
      List<String> wants = expected.getOrDefault(table, List.of());
      softly.assertThat(without(has, wants)).as("rows too many in " + table).isEmpty();
      softly.assertThat(without(wants, has)).as("rows missing in " + table).isEmpty();
    }
    softly.assertAll();
  }

  private static List<String> without(List<String> rows, List<String> others) {
    List<String> rest = new ArrayList<>(rows);
    others.forEach(rest::remove);
    return rest.size() <= SHOWN_ROWS ? rest : rest.subList(0, SHOWN_ROWS);
  }

  @Override
  public void close() {
    registered.forEach(table -> spark.catalog().dropTempView(table.name()));
  }
}
