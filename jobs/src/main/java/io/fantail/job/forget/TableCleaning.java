package io.fantail.job.forget;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.map_values;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.fantail.shape.Slot;
import io.fantail.shape.Table;
import io.fantail.spark.TableRows;
import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows out of a table that belong to what is forgotten, and empties the texts of other rows
 * that name it. Each table is one commit, of the hours or days that are touched.
 */
record TableCleaning(Lake lake, ForgetTarget target, ForgottenRows forgotten) {
  private static final String IS_GONE = "is_gone";
  private static final String IS_NAMED = "is_named";

  /**
   * What became of a table.
   *
   * @param rows that were deleted
   * @param texts rows of others of which texts were emptied
   */
  record Cleaned(Table table, long rows, long texts) {
    boolean isChanged() {
      return rows + texts > 0;
    }
  }

  /** Cleans the table, or only counts. */
  Cleaned clean(Table table, boolean isDry) {
    Dataset<Row> judged = judged(table, lake.read(table));
    Dataset<Row> hits = judged.filter(IS_GONE + " OR " + IS_NAMED);
    List<Row> places =
        hits.groupBy(
                table.byDay() ? col(Table.DAY) : lit(null).cast("date").as(Table.DAY),
                table.byHour() ? col(Table.HOUR) : lit(null).cast("int").as(Table.HOUR),
                col(IS_GONE))
            .count()
            .collectAsList();
    long rows =
        places.stream().filter(row -> row.getBoolean(2)).mapToLong(row -> row.getLong(3)).sum();
    long all = places.stream().mapToLong(row -> row.getLong(3)).sum();
    if (!isDry && all > 0) {
      write(table, places);
    }
    return new Cleaned(table, rows, all - rows);
  }

  private void write(Table table, List<Row> places) {
    if (table.byHour()) {
      HourSet hours = HourSet.NONE;
      for (Row place : places) {
        hours = hours.plus(hoursOf(place.getAs(0), place.isNullAt(1) ? null : place.getInt(1)));
      }
      HourSet touched = lake.closed(hours, List.of(table));
      lake.replaceHours(TableRows.of(table, left(table, lake.read(table, touched))), touched);
    } else {
      lake.replace(table, left(table, lake.read(table)));
    }
  }

  private static HourSet hoursOf(LocalDate day, @Nullable Integer hour) {
    return hour == null
        ? HourSet.of(DaySet.NONE.plus(List.of(day)))
        : HourSet.of(List.of(new Slot(day, hour)));
  }

  private Dataset<Row> judged(Table table, Dataset<Row> rows) {
    Dataset<Row> marked = forgotten.marked(table, rows, IS_GONE);
    return table.columnNames().contains("sample")
        ? marked
            .withColumn(IS_GONE, col(IS_GONE).or(target.isNamedIn(col("sample"))))
            .withColumn(IS_NAMED, lit(false))
        : marked.withColumn(IS_NAMED, isNamed(table));
  }

  private Column isNamed(Table table) {
    return Stream.concat(
            TextColumns.of(table).stream().map(name -> target.isNamedIn(col(name))),
            TextColumns.mapsOf(table).stream()
                .map(name -> exists(map_values(col(name)), target::isNamedIn)))
        .map(named -> coalesce(named, lit(false)))
        .reduce(Column::or)
        .orElse(lit(false));
  }

  /** The rows that stay, without the texts that name what is forgotten. */
  private Dataset<Row> left(Table table, Dataset<Row> rows) {
    Dataset<Row> left = judged(table, rows).filter(not(col(IS_GONE)));
    for (String name : TextColumns.of(table)) {
      Column text = col(name);
      left = left.withColumn(name, when(not(coalesce(target.isNamedIn(text), lit(false))), text));
    }
    for (String name : TextColumns.mapsOf(table)) {
      left =
          left.withColumn(
              name, map_filter(col(name), (key, value) -> not(target.isNamedIn(value))));
    }
    return left;
  }
}
