package io.fantail.shape;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param nullable whether a row may have none
 * @param sentence what it says
 */
public record Column(String name, FieldType type, boolean nullable, String sentence)
    implements Serializable {
  /** See {@link Table#DAY}. */
  static final String DAY = "day";

  /** See {@link Table#HOUR}. */
  static final String HOUR = "hour";

  private static final Map<String, String> UNITS =
      Map.of("_ms", "ms", "_mb", "MB", "_gb_seconds", "GB s", "bytes", "bytes");

  /** A column that every row has. */
  public static Column of(String name, FieldType type, String sentence) {
    return new Column(name, type, false, sentence);
  }

  /** A column that may be null. */
  public static Column orNull(String name, FieldType type, String sentence) {
    return new Column(name, type, true, sentence);
  }

  /** The column {@code day}, that a table is partitioned by. */
  public static Column day(String sentence) {
    return of(DAY, FieldType.DAY, sentence);
  }

  /**
   * The column {@code hour}, by which the rows of a day are replaced. Former versions wrote none.
   */
  static Column hour(String sentence) {
    return orNull(HOUR, FieldType.INTEGER, sentence);
  }

  /** What a column holds of a constant: its name in lower case. */
  public static String wordOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The unit that the end of the name tells; null where the column counts or names. */
  public @Nullable String unit() {
    return UNITS.entrySet().stream()
        .filter(unit -> name.endsWith(unit.getKey()))
        .map(Map.Entry::getValue)
        .findAny()
        .orElse(null);
  }
}
