package io.fantail.spark;

import io.fantail.shape.Column;
import io.fantail.shape.ColumnTaker;
import io.fantail.shape.ColumnWalk;
import io.fantail.shape.FieldType;
import io.fantail.shape.Micros;
import io.fantail.shape.Millis;
import io.fantail.shape.Shape;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Makes rows of values, a column of each field. */
final class RowWriter<T> implements ColumnTaker {
  private final Shape<T> shape;
  private final ColumnWalk walk = new ColumnWalk(this);
  private final int width;
  private @Nullable Object[] columns = {};
  private int next;

  RowWriter(Shape<T> shape, int width) {
    this.shape = shape;
    this.width = width;
  }

  /** The row of a value. */
  InternalRow row(T value) {
    columns = new Object[width];
    next = 0;
    walk.walk(value, shape);
    return new GenericInternalRow(columns);
  }

  @Override
  public void takeText(@Nullable String text) {
    columns[next++] = UTF8String.fromString(text);
  }

  @Override
  public void takeConstant(@Nullable Enum<?> constant) {
    takeText(constant == null ? null : Column.wordOf(constant));
  }

  @Override
  public void take(FieldType type, @Nullable Object value) {
    columns[next++] = value == null ? null : columnOf(type, value);
  }

  @Override
  public void leaveOut(int columnsInARow) {
    next += columnsInARow;
  }

  @SuppressWarnings("unchecked") // a field is what its type says
  private static Object columnOf(FieldType type, Object value) {
    return switch (type) {
      case TEXT, SPAN_ID -> UTF8String.fromString((String) value);
      case FLAG, INTEGER, WHOLE, NUMBER -> value;
      case TIME -> Micros.of((Instant) value);
      case DURATION -> Millis.of((Duration) value);
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
}
