package io.fantail.spark.parquet;

import io.fantail.shape.ColumnTaker;
import io.fantail.shape.ColumnWalk;
import io.fantail.shape.FieldType;
import io.fantail.shape.Micros;
import io.fantail.shape.Millis;
import io.fantail.shape.Shape;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes values by their shape: each field goes from its getter into its column. */
final class ValueWriter<T> extends ColumnsWriter<T> implements ColumnTaker {
  private final Shape<T> shape;
  private final ColumnWalk walk = new ColumnWalk(this);
  private final boolean hasHour;

  /** Of each column. */
  private final EncodedTexts[] texts;

  ValueWriter(Shape<T> shape, FileLayout layout, RecordConsumer out) {
    super(layout, out);
    this.shape = shape;
    this.hasHour = layout.hourPlace() >= 0;
    this.texts =
        layout.columns().stream().map(column -> new EncodedTexts()).toArray(EncodedTexts[]::new);
  }

  @Override
  void writeColumns(T value, @Nullable Integer hour) {
    walk.walk(value, shape);
    if (hasHour) {
      take(FieldType.INTEGER, hour);
    }
  }

  @Override
  public void takeText(@Nullable String text) {
    take(FieldType.TEXT, text);
  }

  @Override
  public void takeConstant(@Nullable Enum<?> constant) {
    if (constant == null) {
      leaveOut();
    } else {
      start();
      out.addBinary(texts[next()].of(constant));
      end();
    }
  }

  @Override
  public void take(FieldType type, @Nullable Object value) {
    if (value == null) {
      leaveOut();
    } else {
      start();
      write(type, value);
      end();
    }
  }

  @Override
  public void leaveOut(int columns) {
    for (int i = 0; i < columns; i++) {
      leaveOut();
    }
  }

  private void writeText(String text) {
    out.addBinary(texts[next()].of(text));
  }

  @SuppressWarnings("unchecked") // a field is what its type says
  private void write(FieldType type, Object value) {
    switch (type) {
      case TEXT, SPAN_ID -> writeText((String) value);
      case FLAG -> out.addBoolean((boolean) value);
      case INTEGER -> out.addInteger((int) value);
      case WHOLE -> out.addLong((long) value);
      case NUMBER -> out.addDouble((double) value);
      case TIME -> out.addLong(Micros.of((Instant) value));
      case DURATION -> out.addDouble(Millis.of((Duration) value));
      case DAY -> out.addInteger((int) ((LocalDate) value).toEpochDay());
      case TEXTS -> writeMap(FieldType.TEXT, (Map<String, ?>) value);
      case COUNTS -> writeMap(FieldType.WHOLE, (Map<String, ?>) value);
      case TEXT_LIST -> {
        List<String> list = (List<String>) value;
        RepeatedGroups.writeList(out, list.size(), i -> writeText(list.get(i)));
      }
      case WHOLE_LIST -> {
        long[] list = (long[]) value;
        RepeatedGroups.writeList(out, list.length, i -> out.addLong(list[i]));
      }
    }
  }

  private void writeMap(FieldType type, Map<String, ?> map) {
    Iterator<? extends Map.Entry<String, ?>> entries = map.entrySet().iterator();
    RepeatedGroups.writeMap(
        out,
        map.size(),
        any -> {
          Map.Entry<String, ?> entry = entries.next();
          RepeatedGroups.startKey(out);
          writeText(entry.getKey());
          RepeatedGroups.endKey(out);
          Object value = entry.getValue();
          if (value != null) {
            RepeatedGroups.startValue(out);
            write(type, value);
            RepeatedGroups.endValue(out);
          }
        });
  }
}
