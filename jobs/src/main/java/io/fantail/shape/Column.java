package io.fantail.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param nullable whether a row may have none
 * @param unit {@code ms}, {@code bytes}, {@code MB} and so on; null where it counts or names
 * @param sentence what it says
 */
public record Column(
    String name, ColumnType type, boolean nullable, @Nullable String unit, String sentence) {

  /**
   * The columns of a shape, in its order.
   *
   * @throws IllegalStateException when a field has no column, or one that no table can hold
   */
  public static <T> List<Column> of(Shape<T> shape) {
    return ColumnsOf.shape(shape);
  }

  /** A column that every row has. */
  public static Column of(String name, ColumnType type, String sentence) {
    return new Column(name, type, false, null, sentence);
  }

  /** A column that may be null. */
  public static Column orNull(String name, ColumnType type, String sentence) {
    return new Column(name, type, true, null, sentence);
  }

  /** The column {@code day}, that a table is partitioned by. */
  public static Column day(String sentence) {
    return of(Table.DAY, ColumnType.DAY, sentence);
  }

  /** The same column, counted in a unit. */
  public Column in(String otherUnit) {
    return new Column(name, type, nullable, otherUnit, sentence);
  }

  /** What catalogs show of the column: the sentence, and the unit where it has one. */
  public String comment() {
    return unit == null ? sentence : sentence + " In " + unit + ".";
  }
}
