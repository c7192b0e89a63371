package io.fantail.testing;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Millis;
import io.fantail.shape.Shape;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records by the columns of a table: a test names those that it is about, and looks at those that
 * come of it. Durations are milliseconds, constants the words of the table.
 */
public final class ColumnValues {
  public static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private ColumnValues() {}

  /** The record of these columns; of the others it has nothing, or what means nothing. */
  public static <T> T read(Map<String, ?> columns, Shape<T> shape) {
    Map<String, Object> left = new TreeMap<>(columns);
    T value = shape.walk(new Reading<>(left));
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("no columns " + left.keySet());
    }
    return value;
  }

  /** What a record has in each of its columns. */
  public static <T> Map<String, @Nullable Object> of(T value, Shape<T> shape) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    shape.walk(new Writing<>(value, columns));
    return columns;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // a test says what is not null
  private record Reading<T>(Map<String, Object> columns, AtomicReference<String> named)
      implements Fields<T> {
    Reading(Map<String, Object> columns) {
      this(columns, new AtomicReference<>(""));
    }

    @Override
    public Fields<T> column(String name, String sentence) {
      named.set(name);
      return this;
    }

    @Override
    public <V> V field(FieldType type, Function<T, V> of) {
      V value = fieldOrNull(type, of);
      return value != null
          ? value
          : switch (type) {
            case DAY -> (V) DAY;
            case TIME -> (V) History.EPOCH;
            default -> type.blank();
          };
    }

    @Override
    public <V> @Nullable V fieldOrNull(FieldType type, Function<T, @Nullable V> of) {
      Object value = columns.remove(named.get());
      return (V)
          (value != null && type == FieldType.DURATION
              ? Millis.toDuration((Double) value)
              : value != null && type == FieldType.TEXTS
                  ? new TreeMap<>((Map<String, String>) value)
                  : value);
    }

    @Override
    public <E extends Enum<E>> E constant(E[] all, Function<T, E> of) {
      E constant = constantOrNull(all, of);
      return constant == null ? all[0] : constant;
    }

    @Override
    public <E extends Enum<E>> @Nullable E constantOrNull(E[] all, Function<T, @Nullable E> of) {
      String word = (String) columns.remove(named.get());
      return word == null
          ? null
          : Enum.valueOf(all[0].getDeclaringClass(), word.toUpperCase(Locale.ROOT));
    }

    @Override
    public <R> R record(Function<T, R> of, Shape<R> shape) {
      return shape.walk(new Reading<>(columns, named));
    }

    @Override
    public <R> @Nullable R recordOrNull(Function<T, @Nullable R> of, Shape<R> shape) {
      int left = columns.size();
      R record = record(of, shape);
      return columns.size() < left ? record : null;
    }
  }

  @SuppressWarnings("NullAway") // what a getter gives
  private static final class Writing<T> implements Fields<T> {
    private final T value;
    private final Map<String, @Nullable Object> columns;
    private String named = "";

    Writing(T value, Map<String, @Nullable Object> columns) {
      this.value = value;
      this.columns = columns;
    }

    @Override
    public Fields<T> column(String name, String sentence) {
      named = name;
      return this;
    }

    @Override
    public <V> V field(FieldType type, Function<T, V> of) {
      return fieldOrNull(type, of);
    }

    @Override
    public <V> @Nullable V fieldOrNull(FieldType type, Function<T, @Nullable V> of) {
      V field = of.apply(value);
      columns.put(named, field instanceof Duration duration ? Millis.of(duration) : field);
      return field;
    }

    @Override
    public <E extends Enum<E>> E constant(E[] all, Function<T, E> of) {
      return constantOrNull(all, of);
    }

    @Override
    public <E extends Enum<E>> @Nullable E constantOrNull(E[] all, Function<T, @Nullable E> of) {
      E constant = of.apply(value);
      columns.put(named, constant == null ? null : Column.wordOf(constant));
      return constant;
    }

    @Override
    public <R> R record(Function<T, R> of, Shape<R> shape) {
      R record = of.apply(value);
      shape.walk(new Writing<>(record, columns));
      return record;
    }

    @Override
    public <R> @Nullable R recordOrNull(Function<T, @Nullable R> of, Shape<R> shape) {
      return of.apply(value) == null ? null : record(of, shape);
    }
  }
}
