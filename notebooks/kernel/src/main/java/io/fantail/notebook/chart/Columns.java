package io.fantail.notebook.chart;

import io.fantail.notebook.CellMistake;
import io.fantail.text.Printable;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The rows of an answer by the names of their columns. */
record Columns(List<String> names, List<Row> rows) {
  /** What columns are measured in, by how their names end, and what an axis says of it. */
  private static final Map<String, String> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("_ms", "ms");
    UNITS.put("_s", "s");
    UNITS.put("_percent", "%");
    UNITS.put("_mb", "MB");
    UNITS.put("_at", "UTC");
  }

  /**
   * Finds a column.
   *
   * @throws CellMistake when there is none of this name
   */
  int indexOf(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new CellMistake(
          "The chart asks for " + name + ", but the columns are " + String.join(", ", names) + ".");
    }
    return index;
  }

  /** Returns a number, or a time in milliseconds since 1970; null where there is none. */
  @Nullable Double number(Row row, String column) {
    Object value = row.get(indexOf(column));
    if (value == null) {
      return null;
    }
    double number;
    if (value instanceof Number any) {
      number = any.doubleValue();
    } else if (value instanceof Instant time) {
      number = time.toEpochMilli();
    } else if (value instanceof Timestamp time) {
      number = time.getTime();
    } else if (value instanceof LocalDate day) {
      number = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    } else {
      throw new CellMistake("The chart needs numbers or times in " + column + ".");
    }
    return Double.isFinite(number) ? number : null;
  }

  /** Returns a value as text that can be printed; of null, a dash. */
  String text(Row row, String column) {
    Object value = row.get(indexOf(column));
    return value == null ? "–" : Printable.of(Objects.toString(value));
  }

  /** Whether the values of a column are times. */
  boolean isTime(String column) {
    int index = indexOf(column);
    return rows.stream()
        .map(row -> row.get(index))
        .filter(Objects::nonNull)
        .findFirst()
        .filter(
            value ->
                value instanceof Instant
                    || value instanceof Timestamp
                    || value instanceof LocalDate)
        .isPresent();
  }

  /** Says what a column measures, and in which unit. */
  static String title(String column) {
    for (Map.Entry<String, String> unit : UNITS.entrySet()) {
      if (column.endsWith(unit.getKey())) {
        String what = column.substring(0, column.length() - unit.getKey().length());
        return words(what) + " (" + unit.getValue() + ")";
      }
    }
    return words(column);
  }

  /** The same of several that are drawn along one axis. */
  static String title(List<String> columns) {
    if (columns.size() == 1) {
      return title(columns.get(0));
    }
    return UNITS.entrySet().stream()
        .filter(unit -> columns.stream().allMatch(column -> column.endsWith(unit.getKey())))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse("count");
  }

  /** Returns the name without what every other beside it ends with, too. */
  static String shortTitle(String column, List<String> beside) {
    return beside.size() > 1 && title(beside).equals("count") ? words(column) : bare(column);
  }

  private static String bare(String column) {
    for (String unit : UNITS.keySet()) {
      if (column.endsWith(unit)) {
        return words(column.substring(0, column.length() - unit.length()));
      }
    }
    return words(column);
  }

  private static String words(String name) {
    return Printable.of(name).replace('_', ' ');
  }
}
