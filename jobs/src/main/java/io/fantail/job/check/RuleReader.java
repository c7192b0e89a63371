package io.fantail.job.check;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.fantail.job.message.Suggestion;
import io.fantail.shape.FieldType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one rule, and refuses with a {@link RuleMistake} what is not understood. */
final class RuleReader {
  private static final List<String> KEYS =
      List.of("name", "sentence", "table", "column", "where", "min", "max", "required");

  private static final double NANOS_PER_MILLI = 1e6;

  private final ConfigObject object;

  private RuleReader(ConfigObject object) {
    this.object = object;
  }

  static Rule read(ConfigObject object) {
    return new RuleReader(object).rule();
  }

  /** Refuses keys that mean nothing. */
  static void checkKeys(ConfigObject object, Collection<String> known) {
    object.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw new RuleMistake(
                value.origin(),
                "there is no key '%s', only %s.%s"
                    .formatted(key, String.join(", ", known), Suggestion.of(key, known)));
          }
        });
  }

  private Rule rule() {
    checkKeys(object, KEYS);
    String name = text("name");
    String sentence = text("sentence");
    CheckedTable table = CheckedTable.named(oneOf("table", "no table", CheckedTable.names()));
    if (table == null) {
      throw new IllegalStateException("a table without a name");
    }
    String column = oneOf("column", "no number in " + table.tableName(), table.numbers());
    Double min = limit("min", column);
    Double max = limit("max", column);
    if (min == null && max == null) {
      throw new RuleMistake(object.origin(), "it has neither min nor max");
    }
    if (min != null && max != null && min > max) {
      throw new RuleMistake(value("min").origin(), "min is above max");
    }
    return new Rule(name, sentence, table, column, where(table), min, max, required());
  }

  private ConfigValue value(String key) {
    ConfigValue value = object.get(key);
    if (value == null) {
      throw new RuleMistake(object.origin(), "it has no " + key);
    }
    return value;
  }

  private String text(String key) {
    ConfigValue value = value(key);
    if (!(value.unwrapped() instanceof String text) || text.isBlank()) {
      throw new RuleMistake(value.origin(), key + " is no text");
    }
    return text;
  }

  private String oneOf(String key, String what, List<String> known) {
    String word = text(key);
    if (!known.contains(word)) {
      String suggestion = Suggestion.of(word, known);
      throw new RuleMistake(
          value(key).origin(),
          "%s '%s' is %s%s"
              .formatted(
                  key,
                  word,
                  what,
                  suggestion.isEmpty()
                      ? "; there are " + String.join(", ", known)
                      : "." + suggestion));
    }
    return word;
  }

  /** A number, or a duration with its unit where the column is in milliseconds. */
  private @Nullable Double limit(String key, String column) {
    ConfigValue value = object.get(key);
    if (value == null) {
      return null;
    }
    if (value.unwrapped() instanceof Number number) {
      if (!Double.isFinite(number.doubleValue())) {
        throw new RuleMistake(value.origin(), key + " is too large for a number");
      }
      return number.doubleValue();
    }
    if (column.endsWith("_ms") && value.unwrapped() instanceof String) {
      try {
        return object.toConfig().getDuration(key).toNanos() / NANOS_PER_MILLI;
      } catch (ConfigException | ArithmeticException noDuration) {
        throw new RuleMistake(value.origin(), key + " is neither a number nor a duration");
      }
    }
    throw new RuleMistake(value.origin(), key + " is no number");
  }

  private boolean required() {
    ConfigValue value = object.get("required");
    if (value == null) {
      return false;
    }
    if (!(value.unwrapped() instanceof Boolean required)) {
      throw new RuleMistake(value.origin(), "required is neither true nor false");
    }
    return required;
  }

  private Map<String, List<Object>> where(CheckedTable table) {
    ConfigValue value = object.get("where");
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof ConfigObject columns)) {
      throw new RuleMistake(value.origin(), "where is no object in braces");
    }
    Map<String, List<Object>> where = new LinkedHashMap<>();
    columns.forEach(
        (column, wanted) -> {
          if (!table.comparable().contains(column)) {
            throw new RuleMistake(
                wanted.origin(),
                "where: %s has no column '%s' to choose rows by.%s"
                    .formatted(
                        table.tableName(), column, Suggestion.of(column, table.comparable())));
          }
          where.put(column, wantedValues(column, wanted, table.typeOf(column)));
        });
    return where;
  }

  private static List<Object> wantedValues(String column, ConfigValue wanted, FieldType type) {
    List<?> all =
        wanted.unwrapped() instanceof List<?> list
            ? list
            : Collections.singletonList(wanted.unwrapped());
    List<Object> values = new ArrayList<>();
    for (Object one : all) {
      Object value = valueOf(one, type);
      if (value == null) {
        throw new RuleMistake(
            wanted.origin(), "where: %s cannot be %s, it is %s".formatted(column, one, type.sql()));
      }
      values.add(value);
    }
    if (values.isEmpty()) {
      throw new RuleMistake(wanted.origin(), "where: " + column + " is an empty list");
    }
    return values;
  }

  private static @Nullable Object valueOf(@Nullable Object given, FieldType type) {
    return switch (type) {
      case TEXT -> given instanceof String || given instanceof Number ? given.toString() : null;
      case FLAG -> given instanceof Boolean ? given : null;
      case DAY -> given instanceof String text ? dayOf(text) : null;
      default -> given instanceof Number number ? (Object) number.doubleValue() : null;
    };
  }

  private static @Nullable LocalDate dayOf(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException noDay) {
      return null;
    }
  }
}
