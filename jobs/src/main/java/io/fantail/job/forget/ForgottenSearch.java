package io.fantail.job.forget;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.substring_index;

import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.LinkedDays;
import io.fantail.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Finds the executions that are to be forgotten: those that are meant, and all that these started,
 * to any depth, by the links that the tables have.
 */
record ForgottenSearch(Lake lake, ForgetTarget target) {
  private static final String ARN = "execution_arn";

  /** Executions start each other no deeper than this. */
  private static final int MOST_LEVELS = 64;

  private static final List<Table> WITH_TEXTS =
      List.of(Tables.EVENTS, Tables.DESCRIPTIONS, Tables.SPANS, Tables.EXECUTIONS);

  /** What belongs to them; nothing where there is none. */
  Forgotten find() {
    Dataset<Row> meant = meant().distinct().persist();
    Dataset<Row> all = meant;
    Dataset<Row> found = meant;
    for (int i = 0; i < MOST_LEVELS && !found.isEmpty(); i++) {
      found = startedBy(found).distinct().join(all, new String[] {ARN}, "left_anti").persist();
      all = all.union(found);
    }
    Dataset<Row> executions = all.distinct().persist();
    Dataset<Row> ofSpans = of(Tables.SPANS, executions);
    Dataset<Row> mapRuns =
        ofSpans
            .filter("kind = 'map_run'")
            .select(substring_index(col("map_run_arn"), ":", -1).as("map_run_id"));
    return Forgotten.once(
        Forgotten.of(Forgotten.EXECUTION, executions, ARN)
            .union(Forgotten.of(Forgotten.REQUEST, ofSpans, "request_id"))
            .union(Forgotten.of(Forgotten.REQUEST, of(Tables.EVENTS, executions), "request_id"))
            .union(Forgotten.of(Forgotten.MAP_RUN, mapRuns, "map_run_id"))
            .union(Forgotten.of(Forgotten.DAY, days(executions), "value")));
  }

  private Dataset<Row> of(Table table, Dataset<Row> executions) {
    return lake.read(table).join(executions, new String[] {ARN}, "left_semi");
  }

  private Dataset<Row> meant() {
    return WITH_TEXTS.stream()
        .map(table -> target.key() == null ? named(table) : withKeyAlone(table))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private Dataset<Row> named(Table table) {
    return lake.read(table).filter(col(ARN).equalTo(target.arn())).select(ARN);
  }

  /** Those that have the key with its value, and nowhere with another one. */
  private Dataset<Row> withKeyAlone(Table table) {
    return having(table, Objects.requireNonNull(target.key()).withValue())
        .join(withOtherValue(), new String[] {ARN}, "left_anti");
  }

  private Dataset<Row> withOtherValue() {
    String regex = Objects.requireNonNull(target.key()).withOtherValue();
    return WITH_TEXTS.stream()
        .map(table -> having(table, regex))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private Dataset<Row> having(Table table, String regex) {
    return lake.read(table).filter(any(table, text -> text.rlike(regex))).select(ARN).distinct();
  }

  private Column isNamed(Table table) {
    return any(table, target::isNamedIn);
  }

  private static Column any(Table table, UnaryOperator<Column> condition) {
    return TextColumns.of(table).stream()
        .map(column -> condition.apply(col(column)))
        .reduce(Column::or)
        .orElseThrow();
  }

  private Dataset<Row> startedBy(Dataset<Row> found) {
    Dataset<Row> starters = broadcast(found.withColumnRenamed(ARN, "starter"));
    Dataset<Row> executions = lake.read(Tables.EXECUTIONS);
    return executions
        .join(starters, col("parent_execution_arn").equalTo(col("starter")), "left_semi")
        .select(ARN)
        .union(
            executions
                .join(starters, col("root_execution_arn").equalTo(col("starter")), "left_semi")
                .select(ARN))
        .union(
            of(Tables.EVENTS, found)
                .filter("started_execution_arn IS NOT NULL")
                .select(col("started_execution_arn").as(ARN)));
  }

  /** The days whose reports tell of them. */
  private Dataset<Row> days(Dataset<Row> executions) {
    DaySet days = DaySet.NONE;
    for (Table table : WITH_TEXTS) {
      days = days.plus(LinkedDays.of(of(table, executions)));
      days = days.plus(LinkedDays.of(lake.read(table).filter(isNamed(table))));
    }
    days = days.plus(LinkedDays.ofMapRuns(lake, HourSet.of(days)));
    return rowsOf(days);
  }

  private Dataset<Row> rowsOf(DaySet days) {
    List<Row> rows = new ArrayList<>();
    days.ranges()
        .forEach(
            range ->
                range
                    .from()
                    .datesUntil(range.to())
                    .map(LocalDate::toString)
                    .forEach(day -> rows.add(RowFactory.create(day))));
    return lake.spark().createDataFrame(rows, Rows.schema(List.of(TextColumns.text("value"))));
  }
}
