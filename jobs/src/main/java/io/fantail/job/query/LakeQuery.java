package io.fantail.job.query;

import io.fantail.shape.Table;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.view.View;
import io.fantail.view.Views;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Asks the tables and views of a lake one statement, and of the lake only for those that it names.
 */
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
    Map<String, View> views =
        Views.ALL.stream().collect(Collectors.toMap(View::name, Function.identity()));
    Set<String> names = new HashSet<>(tables.keySet());
    names.addAll(views.keySet());
    this.spark = lake.spark();
    this.answer =
        new QueryGuard(
                names,
                name -> {
                  View view = views.get(name);
                  if (view == null) {
                    lake.registerView(Objects.requireNonNull(tables.get(name)));
                  } else {
                    register(lake, view);
                  }
                })
            .answer(spark, sql);
  }

  private static void register(Lake lake, View view) {
    view.reads().forEach(lake::registerView);
    lake.spark().sql(view.sql()).createOrReplaceTempView(view.name());
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

  /**
   * Computes the first rows and prints them as CSV.
   *
   * @return whether there are more
   */
  public boolean printCsv(PrintWriter out, int limit) {
    List<Row> rows = plainRows(limit);
    CsvRows.print(columns(), rows.subList(0, Math.min(limit, rows.size())), out);
    return rows.size() > limit;
  }

  /** The same as a table of Markdown. */
  public boolean printMarkdown(PrintWriter out, int limit) {
    List<Row> rows = plainRows(limit);
    MarkdownRows.print(columns(), rows.subList(0, Math.min(limit, rows.size())), out);
    return rows.size() > limit;
  }

  /** One more than asked for tells that there are more. */
  private List<Row> plainRows(int limit) {
    return FittedPlans.rows(spark, PlainCells.of(answer.limit(limit + 1)));
  }
}
