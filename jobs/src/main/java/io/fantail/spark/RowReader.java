package io.fantail.spark;

import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import io.fantail.shape.Shape;
import io.fantail.shape.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.jspecify.annotations.Nullable;

/** Makes values of the rows that a {@link RowWriter} made of such values. */
final class RowReader<T> {
  private static final double NANOS_PER_MILLI = 1e6;

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

  @SuppressWarnings("NullAway") // what a shape makes of a record that is missing is thrown away
  private final class Walk<V> implements Fields<V> {

    @Override
    public Fields<V> column(String name, String sentence) {
      return this;
    }

    @Override
    public Fields<V> column(String name, String unit, String sentence) {
      return this;
    }

    private boolean isNull(int column) {
      return missing > 0 || row.isNullAt(column);
    }

    @Override
    public String text(Function<V, String> of) {
      int column = next++;
      return missing > 0 ? "" : row.getUTF8String(column).toString();
    }

    @Override
    public @Nullable String textOrNull(Function<V, @Nullable String> of) {
      int column = next++;
      return isNull(column) ? null : row.getUTF8String(column).toString();
    }

    @Override
    public <F> F asText(
        Function<V, F> of, Function<F, String> toText, Function<String, F> fromText) {
      int column = next++;
      return isNull(column) ? null : fromText.apply(row.getUTF8String(column).toString());
    }

    @Override
    public <F> @Nullable F asTextOrNull(
        Function<V, @Nullable F> of, Function<F, String> toText, Function<String, F> fromText) {
      return asText(of, toText, fromText);
    }

    @Override
    public String word(Vocabulary words, Function<V, String> of) {
      return text(of);
    }

    @Override
    public @Nullable String shared(Function<V, @Nullable String> of) {
      return textOrNull(of);
    }

    @Override
    public String sharedText(Function<V, String> of) {
      return text(of);
    }

    @Override
    public String id(Function<V, String> of) {
      return text(of);
    }

    @Override
    public @Nullable String idOrNull(Function<V, @Nullable String> of) {
      return textOrNull(of);
    }

    @Override
    public <E extends Enum<E>> E constant(E[] constants, Function<V, E> of) {
      throw new UnsupportedOperationException("no column holds a constant");
    }

    @Override
    public <E extends Enum<E>> @Nullable E constantOrNull(
        E[] constants, Function<V, @Nullable E> of) {
      throw new UnsupportedOperationException("no column holds a constant");
    }

    @Override
    public boolean flag(Predicate<V> of) {
      int column = next++;
      return !isNull(column) && row.getBoolean(column);
    }

    @Override
    public @Nullable Boolean flagOrNull(Function<V, @Nullable Boolean> of) {
      int column = next++;
      return isNull(column) ? null : (Boolean) row.getBoolean(column);
    }

    @Override
    public int integer(ToIntFunction<V> of) {
      int column = next++;
      return missing > 0 ? 0 : row.getInt(column);
    }

    @Override
    public @Nullable Integer integerOrNull(Function<V, @Nullable Integer> of) {
      int column = next++;
      return isNull(column) ? null : (Integer) row.getInt(column);
    }

    @Override
    public long whole(ToLongFunction<V> of) {
      int column = next++;
      return missing > 0 ? 0 : row.getLong(column);
    }

    @Override
    public @Nullable Long wholeOrNull(Function<V, @Nullable Long> of) {
      int column = next++;
      return isNull(column) ? null : (Long) row.getLong(column);
    }

    @Override
    public double number(ToDoubleFunction<V> of) {
      int column = next++;
      return missing > 0 ? 0 : row.getDouble(column);
    }

    @Override
    public @Nullable Double numberOrNull(Function<V, @Nullable Double> of) {
      int column = next++;
      return isNull(column) ? null : (Double) row.getDouble(column);
    }

    @Override
    public Instant time(Function<V, Instant> of) {
      int column = next++;
      return missing > 0 ? Instant.EPOCH : Micros.toInstant(row.getLong(column));
    }

    @Override
    public @Nullable Instant timeOrNull(Function<V, @Nullable Instant> of) {
      int column = next++;
      return isNull(column) ? null : Micros.toInstant(row.getLong(column));
    }

    @Override
    public @Nullable Duration durationOrNull(Function<V, @Nullable Duration> of) {
      Double millis = numberOrNull(ignored -> null);
      return millis == null ? null : Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
    }

    @Override
    public Map<String, String> texts(Function<V, Map<String, String>> of) {
      int column = next++;
      if (isNull(column)) {
        return Map.of();
      }
      MapData map = row.getMap(column);
      Map<String, String> texts = new TreeMap<>();
      for (int i = 0; i < map.numElements(); i++) {
        texts.put(
            map.keyArray().getUTF8String(i).toString(),
            map.valueArray().getUTF8String(i).toString());
      }
      return texts;
    }

    @Override
    public SortedMap<String, Long> counts(Function<V, SortedMap<String, Long>> of) {
      int column = next++;
      SortedMap<String, Long> counts = new TreeMap<>();
      MapData map = isNull(column) ? null : row.getMap(column);
      for (int i = 0; map != null && i < map.numElements(); i++) {
        counts.put(map.keyArray().getUTF8String(i).toString(), map.valueArray().getLong(i));
      }
      return counts;
    }

    @Override
    public List<String> textList(Function<V, List<String>> of) {
      int column = next++;
      List<String> texts = new ArrayList<>();
      ArrayData array = isNull(column) ? null : row.getArray(column);
      for (int i = 0; array != null && i < array.numElements(); i++) {
        texts.add(array.getUTF8String(i).toString());
      }
      return texts;
    }

    @Override
    public long[] wholeList(Function<V, long[]> of) {
      int column = next++;
      return missing > 0 ? new long[0] : row.getArray(column).toLongArray();
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

    @Override
    public <R> R recordOr(R usual, Function<V, R> of, Shape<R> shapeOfRecord) {
      return readNext(shapeOfRecord);
    }

    @Override
    public <R> List<R> list(Function<V, List<R>> of, Shape<R> shapeOfRecords) {
      throw new UnsupportedOperationException("no column holds records");
    }
  }
}
