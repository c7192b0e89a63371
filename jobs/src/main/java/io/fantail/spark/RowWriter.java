package io.fantail.spark;

import io.fantail.shape.Column;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import io.fantail.shape.Shape;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of values, a column of each field. Texts that are the very same object as in the row
 * before, such as the ARN that all events of an execution share, are encoded once.
 */
final class RowWriter<T> {
  static final double NANOS_PER_MILLI = 1e6;

  private final Shape<T> shape;
  private final Walk<Object> walk = new Walk<>();
  private final @Nullable Object[] texts;
  private final @Nullable UTF8String[] encoded;
  private @Nullable Object[] columns = {};
  private int next;

  RowWriter(Shape<T> shape, int width) {
    this.shape = shape;
    this.texts = new Object[width];
    this.encoded = new UTF8String[width];
  }

  /** The row of a value. */
  InternalRow row(T value) {
    columns = new Object[texts.length];
    next = 0;
    walk(value, shape);
    return new GenericInternalRow(columns);
  }

  /** The same, with its day behind. */
  InternalRow row(T value, LocalDate day) {
    InternalRow row = row(value);
    add(columnOf(FieldType.DAY, day));
    return row;
  }

  @SuppressWarnings("unchecked") // one walk serves values of all types, one after the other
  private <R> R walk(@Nullable R value, Shape<R> shapeOfValue) {
    Object outer = walk.value;
    walk.value = value;
    R walked = shapeOfValue.walk((Fields<R>) (Fields<?>) walk);
    walk.value = outer;
    return walked;
  }

  private void add(@Nullable Object column) {
    columns[next++] = column;
  }

  /** Adds a text or an enum's constant. */
  @SuppressWarnings("ReferenceEquality") // another object is encoded anew, and that is all
  private void addText(@Nullable Object text) {
    if (text != texts[next]) {
      texts[next] = text;
      encoded[next] =
          UTF8String.fromString(text instanceof Enum<?> one ? Column.wordOf(one) : (String) text);
    }
    add(encoded[next]);
  }

  @SuppressWarnings("unchecked") // a field is what its type says
  private static Object columnOf(FieldType type, Object value) {
    return switch (type) {
      case TEXT, SPAN_ID -> UTF8String.fromString((String) value);
      case FLAG, INTEGER, WHOLE, NUMBER -> value;
      case TIME -> Micros.of((Instant) value);
      case DURATION -> ((Duration) value).toNanos() / NANOS_PER_MILLI;
      case DAY -> (int) ((LocalDate) value).toEpochDay();
      case TEXTS, COUNTS -> {
        Map<String, ?> map = (Map<String, ?>) value;
        yield new ArrayBasedMapData(arrayOf(map.keySet()), arrayOf(map.values()));
      }
      case TEXT_LIST -> arrayOf((Collection<?>) value);
      case WHOLE_LIST -> new GenericArrayData((long[]) value);
    };
  }

  private static GenericArrayData arrayOf(Collection<?> values) {
    return new GenericArrayData(
        values.stream()
            .map(value -> value instanceof String text ? UTF8String.fromString(text) : value)
            .toArray());
  }

  @SuppressWarnings("NullAway") // what a shape makes of a record that is missing, nobody looks at
  private final class Walk<V> implements Fields<V> {
    private @Nullable V value;

    private <F> F get(Function<V, F> of) {
      return value == null ? null : of.apply(value);
    }

    @Override
    public <F> F field(FieldType type, Function<V, F> of) {
      F field = fieldOrNull(type, of);
      return field == null ? type.blank() : field;
    }

    @Override
    public <F> @Nullable F fieldOrNull(FieldType type, Function<V, @Nullable F> of) {
      F field = get(of);
      if (type == FieldType.TEXT) {
        addText(field);
      } else {
        add(field == null ? null : columnOf(type, field));
      }
      return field;
    }

    @Override
    public <E extends Enum<E>> E constant(E[] all, Function<V, E> of) {
      E constant = get(of);
      addText(constant);
      return constant;
    }

    @Override
    public <E extends Enum<E>> @Nullable E constantOrNull(E[] all, Function<V, @Nullable E> of) {
      return constant(all, of);
    }

    @Override
    public <R> R record(Function<V, R> of, Shape<R> shapeOfRecord) {
      R field = get(of);
      R walked = walk(field, shapeOfRecord);
      return value == null ? walked : field;
    }

    @Override
    public <R> @Nullable R recordOrNull(Function<V, @Nullable R> of, Shape<R> shapeOfRecord) {
      return record(of, shapeOfRecord);
    }
  }
}
