package io.fantail.spark;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import io.fantail.shape.Millis;
import io.fantail.shape.Shape;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.jspecify.annotations.Nullable;

/** Makes values of the rows that a {@link RowWriter} made of such values. */
final class RowReader<T> {
  private final Shape<T> shape;
  private final Walk<Object> walk = new Walk<>();
  private @Nullable InternalRow row;
  private int next;

  /** Records around the next column of which the row has none. */
  private int missing;

  RowReader(Shape<T> shape) {
    this.shape = shape;
  }

  T value(InternalRow ofValue) {
    row = ofValue;
    next = 0;
    return readNext(shape);
  }

  @SuppressWarnings("unchecked") // one walk serves values of all types: it has none itself
  private <R> R readNext(Shape<R> shapeOfValue) {
    return shapeOfValue.walk((Fields<R>) (Fields<?>) walk);
  }

  private static Object valueOf(FieldType type, InternalRow row, int column) {
    return switch (type) {
      case TEXT, SPAN_ID -> row.getUTF8String(column).toString();
      case FLAG -> row.getBoolean(column);
      case INTEGER -> row.getInt(column);
      case WHOLE -> row.getLong(column);
      case NUMBER -> row.getDouble(column);
      case TIME -> Micros.toInstant(row.getLong(column));
      case DURATION -> Millis.toDuration(row.getDouble(column));
      case DAY -> LocalDate.ofEpochDay(row.getInt(column));
      case TEXTS -> textsOf(row.getMap(column));
      case COUNTS -> countsOf(row.getMap(column));
      case TEXT_LIST -> listOf(row.getArray(column));
      case WHOLE_LIST -> row.getArray(column).toLongArray();
    };
  }

  private static Map<String, String> textsOf(MapData map) {
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < map.numElements(); i++) {
      texts.put(textAt(map.keyArray(), i), textAt(map.valueArray(), i));
    }
    return texts;
  }

  private static Map<String, Long> countsOf(MapData map) {
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < map.numElements(); i++) {
      counts.put(textAt(map.keyArray(), i), map.valueArray().getLong(i));
    }
    return counts;
  }

  private static List<String> listOf(ArrayData array) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.numElements(); i++) {
      texts.add(textAt(array, i));
    }
    return texts;
  }

  private static String textAt(ArrayData array, int place) {
    return array.getUTF8String(place).toString();
  }

  @SuppressWarnings("NullAway") // what a shape makes of a record that is missing is thrown away
  private final class Walk<V> implements Fields<V> {
    private boolean isNull(int column) {
      return missing > 0 || row.isNullAt(column);
    }

    @Override
    public <F> F field(FieldType type, Function<V, F> of) {
      F field = fieldOrNull(type, of);
      return field == null ? type.blank() : field;
    }

    @Override
    @SuppressWarnings("unchecked") // the field's own type
    public <F> @Nullable F fieldOrNull(FieldType type, Function<V, @Nullable F> of) {
      int column = next++;
      return isNull(column) ? null : (F) valueOf(type, row, column);
    }

    @Override
    public <E extends Enum<E>> E constant(E[] all, Function<V, E> of) {
      return constantOrNull(all, of);
    }

    @Override
    public <E extends Enum<E>> @Nullable E constantOrNull(E[] all, Function<V, @Nullable E> of) {
      String name = fieldOrNull(FieldType.TEXT, ignored -> null);
      return name == null ? null : Enum.valueOf(all[0].getDeclaringClass(), upperCase(name));
    }

    @Override
    public <R> R record(Function<V, R> of, Shape<R> shapeOfRecord) {
      return readNext(shapeOfRecord);
    }

    @Override
    public <R> @Nullable R recordOrNull(Function<V, @Nullable R> of, Shape<R> shapeOfRecord) {
      if (!isNull(next)) {
        return readNext(shapeOfRecord);
      }
      missing++;
      readNext(shapeOfRecord);
      missing--;
      return null;
    }
  }

  private static String upperCase(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
