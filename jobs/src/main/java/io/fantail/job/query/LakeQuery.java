package io.fantail.job.query;

import io.fantail.shape.Table;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Asks the tables of a lake one statement, and of the lake only for the tables that it names. */
public final class LakeQuery {
  private final SparkSession spark;
  private final Dataset<Row> answer;

  /**
   * Looks at the statement; its rows are computed when they are asked for.
   *
   * @throws RefusedSql when it does something else than read the tables
   */
  public LakeQuery(Lake lake, String sql) {
    Map<String, Table> tables =
        Tables.ALL.stream().collect(Collectors.toMap(Table::name, Function.identity()));
    this.spark = lake.spark();
    this.answer =
        new QueryGuard(
                tables.keySet(),
                name -> lake.registerView(Objects.requireNonNull(tables.get(name))))
            .answer(spark, sql);
  }

  /** Returns the names of the columns. */
  public List<String> columns() {
    return Arrays.asList(answer.columns());
  }

  /** Computes the first rows. */
  public List<Row> rows(int limit) {
    return FittedPlans.rows(spark, answer.limit(limit));
  }

  /** Computes the first rows, each as an object of JSON. */
  public List<String> json(int limit) {
    return FittedPlans.rows(spark, answer.limit(limit).toJSON());
  }
}
