package io.fantail.notebook;

import io.fantail.job.query.FittedPlans;
import io.fantail.job.query.QueryGuard;
import io.fantail.shape.Table;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.view.View;
import io.fantail.view.Views;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.LocalTempView$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.apache.spark.sql.execution.command.CreateViewCommand;
import org.apache.spark.sql.execution.command.SetCommand;
import org.apache.spark.sql.execution.datasources.CreateTempViewUsing;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of a notebook, one after the other, as EMR's Spark would, but for one thing:
 * nothing is written and nothing but the lake is read. {@code SET fantail.NAME} and temporary views
 * live in this session and end with it; all else has to pass {@link QueryGuard}.
 */
final class LakeCells {
  private static final Map<String, Table> TABLES =
      Tables.ALL.stream().collect(Collectors.toMap(Table::name, Function.identity()));

  private static final Map<String, View> VIEWS =
      Views.ALL.stream().collect(Collectors.toMap(View::name, Function.identity()));

  private final SparkSession spark;
  private final Variables variables;
  private final SparkSqlParser parser = new SparkSqlParser();

  /** The temporary views that cells have made. */
  private final Set<String> own = new HashSet<>();

  /** Those of the lake's tables and views that Spark knows by their names. */
  private final Set<String> registered = new HashSet<>();

  private @Nullable Lake lake;

  LakeCells(SparkSession spark, Variables variables) {
    this.spark = spark;
    this.variables = variables;
    // Variables does it.
    spark.conf().set("spark.sql.variable.substitute", false);
  }

  /**
   * Runs one statement.
   *
   * @param limit most rows that are computed
   */
  Answer answer(String statement, int limit) {
    String sql = variables.replacedIn(statement);
    LogicalPlan plan = parser.parsePlan(sql);
    if (plan instanceof SetCommand set) {
      return set(set);
    }
    if (plan instanceof CreateTempViewUsing view) {
      nameTable(view);
      return new Answer.Done();
    }
    if (plan instanceof CreateViewCommand view) {
      makeView(view);
      return new Answer.Done();
    }
    Dataset<Row> rows = guard().answer(spark, sql);
    List<Row> some = FittedPlans.rows(spark, rows.limit(limit + 1));
    boolean hasMore = some.size() > limit;
    return new Answer.Rows(rows.schema(), hasMore ? some.subList(0, limit) : some, hasMore);
  }

  /** Stops what is being computed. */
  void stop() {
    spark.sparkContext().cancelAllJobs();
  }

  private Answer set(SetCommand set) {
    if (set.kv().isEmpty()) {
      throw new CellMistake("Write SET fantail.NAME = VALUE.");
    }
    String name = set.kv().get()._1();
    if (set.kv().get()._2().isEmpty()) {
      return new Answer.Said(name + " = " + Objects.requireNonNullElse(variables.get(name), ""));
    }
    String asked = set.kv().get()._2().get();
    String value = variables.set(name, asked);
    if (lake != null && name.strip().equalsIgnoreCase(Variables.LAKE)) {
      // What the views show is of another lake.
      lake = null;
      registered.clear();
      own.clear();
    }
    String instead =
        value.equals(asked.strip()) ? "" : " (given from outside, in place of the cell's)";
    return new Answer.Said(name.strip() + " = " + value + instead);
  }

  /** A table is known by its name already, and is looked up when a statement first names it. */
  private void nameTable(CreateTempViewUsing view) {
    String name = lower(view.tableIdent().table());
    String path = view.options().get("path").getOrElse(() -> "").toString();
    if (view.global()
        || view.userSpecifiedSchema().isDefined()
        || view.tableIdent().database().isDefined()
        || !lower(view.provider()).equals("delta")
        || !TABLES.containsKey(name)
        || !isPath(path, lake().uri() + "/" + name)) {
      throw new CellMistake(
          "Only tables of the lake get a name: CREATE OR REPLACE TEMPORARY VIEW spans USING delta"
              + " OPTIONS (path '${fantail.lake}/spans').");
    }
    registered.remove(name);
    own.remove(name);
  }

  private void makeView(CreateViewCommand view) {
    String name = lower(view.name().table());
    if (!view.viewType().equals(LocalTempView$.MODULE$)
        || view.name().database().isDefined()
        || !view.userSpecifiedColumns().isEmpty()
        || view.originalText().isEmpty()) {
      throw new CellMistake(
          "Only CREATE OR REPLACE TEMPORARY VIEW name AS SELECT ... makes a view here.");
    }
    if (TABLES.containsKey(name)) {
      throw new CellMistake(name + " is a table of the lake: give the view another name.");
    }
    guard().answer(spark, view.originalText().get()).createOrReplaceTempView(name);
    own.add(name);
  }

  private QueryGuard guard() {
    Set<String> names = new HashSet<>(own);
    names.addAll(TABLES.keySet());
    names.addAll(VIEWS.keySet());
    return new QueryGuard(names, this::register);
  }

  private void register(String name) {
    if (own.contains(name) || !registered.add(name)) {
      return;
    }
    View view = VIEWS.get(name);
    if (view == null) {
      lake().registerView(Objects.requireNonNull(TABLES.get(name)));
    } else {
      view.reads().forEach(table -> register(table.name()));
      spark.sql(view.sql()).createOrReplaceTempView(name);
    }
  }

  private Lake lake() {
    if (lake == null) {
      String address = variables.get(Variables.LAKE);
      if (address == null) {
        throw new CellMistake("No lake is named: run the cell with SET fantail.lake first.");
      }
      Lake named = new Lake(spark, address);
      if (!named.has(Tables.RUNS)) {
        throw new CellMistake("There is no lake at " + address + ".");
      }
      lake = named;
    }
    return lake;
  }

  /** Whether both are the same place, however many slashes are between its folders. */
  private static boolean isPath(String path, String other) {
    return !path.isBlank() && new Path(path).equals(new Path(other));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
