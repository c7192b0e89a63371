package io.fantail.look.stored;

import com.fasterxml.jackson.core.JsonGenerator;
import io.fantail.shape.Column;
import io.fantail.shape.ColumnTaker;
import io.fantail.shape.ColumnWalk;
import io.fantail.shape.ColumnsOf;
import io.fantail.shape.FieldType;
import io.fantail.shape.Millis;
import io.fantail.shape.Shape;
import io.fantail.span.ExecutionStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows that were read back as fields of JSON objects, each under the name of its column:
 * times as ISO 8601 in UTC, durations as milliseconds, what is not known as null.
 */
public final class FieldsJson<T> implements ColumnTaker {
  private final Shape<T> shape;
  private final List<String> names;
  private final JsonGenerator out;
  private final ColumnWalk walk = new ColumnWalk(this);
  private int next;

  public FieldsJson(Shape<T> shape, JsonGenerator out) {
    this.shape = shape;
    this.names = ColumnsOf.shape(shape).stream().map(Column::name).toList();
    this.out = out;
  }

  /** Writes all fields of a value into the object that was begun. */
  public void write(T value) {
    next = 0;
    walk.walk(value, shape);
  }

  @Override
  public void takeText(@Nullable String text) {
    field(text);
  }

  @Override
  public void takeConstant(@Nullable Enum<?> constant) {
    // The tables have the status of an execution in AWS's words, all others in lower case.
    field(
        constant == null
            ? null
            : constant instanceof ExecutionStatus status ? status.name() : Column.wordOf(constant));
  }

  @Override
  public void take(FieldType type, @Nullable Object value) {
    field(value);
  }

  @Override
  public void leaveOut(int columnsInARow) {
    for (int i = 0; i < columnsInARow; i++) {
      field(null);
    }
  }

  private void field(@Nullable Object value) {
    try {
      out.writeFieldName(names.get(next++));
      write(out, value);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Duration duration) {
      out.writeNumber(Millis.of(duration));
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof long[] numbers) {
      out.writeArray(numbers, 0, numbers.length);
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(entry.getKey().toString());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Collection<?> list) {
      out.writeStartArray();
      for (Object one : list) {
        write(out, one);
      }
      out.writeEndArray();
    } else {
      // Texts, times and days: the latter are ISO 8601.
      out.writeString(value.toString());
    }
  }
}
