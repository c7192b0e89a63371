package io.fantail.shape;

import java.util.ArrayList;
import java.util.List;

/**
 * A table whose rows are records of one type, each of a UTC day, which is the last column.
 *
 * @param shape from which a row is written, and read where the table is
 */
public record RecordTable<T>(Table table, Shape<T> shape) {

  /**
   * The table whose columns are the fields of a shape.
   *
   * @param ofDay what the column {@code day} is the UTC day of
   */
  public static <T> RecordTable<T> of(String name, String sentence, Shape<T> shape, String ofDay) {
    List<Column> columns = new ArrayList<>(ColumnsOf.shape(shape));
    columns.add(Column.day(ofDay));
    return new RecordTable<>(new Table(name, sentence, columns, true, false), shape);
  }

  /**
   * The same of a table of many rows, which are replaced hour by hour.
   *
   * @param since what the columns {@code day} and {@code hour} are the UTC day and hour of
   */
  public static <T> RecordTable<T> byHour(
      String name, String sentence, Shape<T> shape, String since) {
    List<Column> columns = new ArrayList<>(ColumnsOf.shape(shape));
    columns.add(Column.hour("UTC hour, 0 to 23, in which " + since + "."));
    columns.add(Column.day("UTC day on which " + since + "."));
    return new RecordTable<>(new Table(name, sentence, columns, true, false), shape);
  }

  /**
   * The same with the day in front: a table of few rows a day, which a report makes.
   *
   * @param ofDay what the column {@code day} is the UTC day of
   */
  public static <T> RecordTable<T> report(
      String name, String sentence, Shape<T> shape, String ofDay) {
    List<Column> columns = new ArrayList<>(List.of(Column.day(ofDay)));
    columns.addAll(ColumnsOf.shape(shape));
    return new RecordTable<>(new Table(name, sentence, columns, true, true), shape);
  }
}
