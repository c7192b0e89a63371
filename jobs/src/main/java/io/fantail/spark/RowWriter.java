package io.fantail.spark;

import io.fantail.shape.Fields;
import io.fantail.shape.Micros;
import io.fantail.shape.Shape;
import io.fantail.shape.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
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
  private static final double NANOS_PER_MILLI = 1e6;

  private final Shape<T> shape;
  private final Walk<Object> walk = new Walk<>();
  private final @Nullable String[] texts;
  private final @Nullable UTF8String[] encoded;
  private @Nullable Object[] columns = {};
  private int next;

  RowWriter(Shape<T> shape, int width) {
    this.shape = shape;
    this.texts = new String[width];
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
    add((int) day.toEpochDay());
    return row;
  }

  @SuppressWarnings("unchecked") // one walk serves values of all types, one after the other
  private <R> void walk(@Nullable R value, Shape<R> shapeOfValue) {
    Object outer = walk.value;
    walk.value = value;
    shapeOfValue.walk((Fields<R>) (Fields<?>) walk);
    walk.value = outer;
  }

  private void add(@Nullable Object column) {
    columns[next++] = column;
  }

  @SuppressWarnings("ReferenceEquality") // another object is encoded anew, and that is all
  private void addText(@Nullable String text) {
    if (text != texts[next]) {
      texts[next] = text;
      encoded[next] = UTF8String.fromString(text);
    }
    add(encoded[next]);
  }

  private static GenericArrayData arrayOf(Collection<String> texts) {
    return new GenericArrayData(texts.stream().map(UTF8String::fromString).toArray());
  }

  @SuppressWarnings("NullAway") // what a shape makes of a value that is missing, nobody looks at
  private final class Walk<V> implements Fields<V> {
    private @Nullable V value;

    @Override
    public Fields<V> column(String name, String sentence) {
      return this;
    }

    @Override
    public Fields<V> column(String name, String unit, String sentence) {
      return this;
    }

    private <F> F get(Function<V, F> of) {
      return value == null ? null : of.apply(value);
    }

    private <F> F added(F field) {
      add(field);
      return field;
    }

    private String addedText(String text) {
      addText(text);
      return text;
    }

    @Override
    public String text(Function<V, String> of) {
      return addedText(get(of));
    }

    @Override
    public @Nullable String textOrNull(Function<V, @Nullable String> of) {
      return addedText(get(of));
    }

    @Override
    public <F> F asText(
        Function<V, F> of, Function<F, String> toText, Function<String, F> fromText) {
      F field = get(of);
      addText(field == null ? null : toText.apply(field));
      return field;
    }

    @Override
    public <F> @Nullable F asTextOrNull(
        Function<V, @Nullable F> of, Function<F, String> toText, Function<String, F> fromText) {
      return asText(of, toText, fromText);
    }

    @Override
    public String word(Vocabulary words, Function<V, String> of) {
      return addedText(get(of));
    }

    @Override
    public @Nullable String shared(Function<V, @Nullable String> of) {
      return addedText(get(of));
    }

    @Override
    public String sharedText(Function<V, String> of) {
      return addedText(get(of));
    }

    @Override
    public String id(Function<V, String> of) {
      return addedText(get(of));
    }

    @Override
    public @Nullable String idOrNull(Function<V, @Nullable String> of) {
      return addedText(get(of));
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
      boolean flag = value != null && of.test(value);
      add(value == null ? null : (Boolean) flag);
      return flag;
    }

    @Override
    public @Nullable Boolean flagOrNull(Function<V, @Nullable Boolean> of) {
      return added(get(of));
    }

    @Override
    public int integer(ToIntFunction<V> of) {
      int number = value == null ? 0 : of.applyAsInt(value);
      add(value == null ? null : (Integer) number);
      return number;
    }

    @Override
    public @Nullable Integer integerOrNull(Function<V, @Nullable Integer> of) {
      return added(get(of));
    }

    @Override
    public long whole(ToLongFunction<V> of) {
      long number = value == null ? 0 : of.applyAsLong(value);
      add(value == null ? null : (Long) number);
      return number;
    }

    @Override
    public @Nullable Long wholeOrNull(Function<V, @Nullable Long> of) {
      return added(get(of));
    }

    @Override
    public double number(ToDoubleFunction<V> of) {
      double number = value == null ? 0 : of.applyAsDouble(value);
      add(value == null ? null : (Double) number);
      return number;
    }

    @Override
    public @Nullable Double numberOrNull(Function<V, @Nullable Double> of) {
      return added(get(of));
    }

    @Override
    public Instant time(Function<V, Instant> of) {
      return timeOrNull(of);
    }

    @Override
    public @Nullable Instant timeOrNull(Function<V, @Nullable Instant> of) {
      Instant at = get(of);
      add(at == null ? null : (Long) Micros.of(at));
      return at;
    }

    @Override
    public @Nullable Duration durationOrNull(Function<V, @Nullable Duration> of) {
      Duration duration = get(of);
      add(duration == null ? null : (Double) (duration.toNanos() / NANOS_PER_MILLI));
      return duration;
    }

    @Override
    public Map<String, String> texts(Function<V, Map<String, String>> of) {
      Map<String, String> field = get(of);
      add(
          field == null
              ? null
              : new ArrayBasedMapData(arrayOf(field.keySet()), arrayOf(field.values())));
      return field;
    }

    @Override
    public SortedMap<String, Long> counts(Function<V, SortedMap<String, Long>> of) {
      SortedMap<String, Long> field = get(of);
      add(
          field == null
              ? null
              : new ArrayBasedMapData(
                  arrayOf(field.keySet()), new GenericArrayData(field.values().toArray())));
      return field;
    }

    @Override
    public List<String> textList(Function<V, List<String>> of) {
      List<String> field = get(of);
      add(field == null ? null : arrayOf(field));
      return field;
    }

    @Override
    public long[] wholeList(Function<V, long[]> of) {
      long[] field = get(of);
      add(field == null ? null : new GenericArrayData(field));
      return field;
    }

    @Override
    public <R> R record(Function<V, R> of, Shape<R> shapeOfRecord) {
      return recordOrNull(of, shapeOfRecord);
    }

    @Override
    public <R> @Nullable R recordOrNull(Function<V, @Nullable R> of, Shape<R> shapeOfRecord) {
      R field = get(of);
      walk(field, shapeOfRecord);
      return field;
    }

    @Override
    public <R> R recordOr(R usual, Function<V, R> of, Shape<R> shapeOfRecord) {
      return recordOrNull(of, shapeOfRecord);
    }

    @Override
    public <R> List<R> list(Function<V, List<R>> of, Shape<R> shapeOfRecords) {
      throw new UnsupportedOperationException("no column holds records");
    }
  }
}
