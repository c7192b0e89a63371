package io.fantail.job.check;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every row of a table has to keep: a column lies within limits.
 *
 * @param name of it, which no other rule has
 * @param sentence that says for people what holds as long as it is kept
 * @param column a number
 * @param where of the rows that it is about, by column: one of these values each
 * @param min the least that keeps it; null where any is little enough
 * @param max the most that keeps it; null the same
 * @param required whether it is broken where there is no such row
 */
record Rule(
    String name,
    String sentence,
    CheckedTable table,
    String column,
    Map<String, List<Object>> where,
    @Nullable Double min,
    @Nullable Double max,
    boolean required)
    implements Serializable {

  /** Whether it is about a row, which has a value then. */
  boolean isAbout(Function<String, @Nullable Object> row) {
    return row.apply(column) instanceof Number
        && where.entrySet().stream().allMatch(one -> has(row.apply(one.getKey()), one.getValue()));
  }

  private static boolean has(@Nullable Object value, List<Object> wanted) {
    Object comparable = value instanceof Number number ? (Object) number.doubleValue() : value;
    return comparable != null && wanted.contains(comparable);
  }

  /** How far a value lies beyond the limits; 0 where it keeps them, as what is no number does. */
  double beyond(double value) {
    if (max != null && value > max) {
      return value - max;
    }
    return min != null && value < min ? min - value : 0;
  }
}
