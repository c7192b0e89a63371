package io.fantail.shape;

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
import org.jspecify.annotations.Nullable;

/**
 * Walks a shape to learn its columns. There is no value: each field gets one that means nothing,
 * and what the shape makes of them is thrown away.
 */
final class ColumnsOf<T> implements Fields<T> {
  private final List<Column> columns;
  private final boolean allNullable;
  private @Nullable Column named;

  private ColumnsOf(List<Column> columns, boolean allNullable) {
    this.columns = columns;
    this.allNullable = allNullable;
  }

  /**
   * The columns of a shape, in its order.
   *
   * @throws IllegalStateException when a field has no column, or one that no table can hold
   */
  static <T> List<Column> shape(Shape<T> shape) {
    List<Column> columns = new ArrayList<>();
    shape.walk(new ColumnsOf<>(columns, false));
    return columns;
  }

  @Override
  public Fields<T> column(String name, String sentence) {
    named = Column.of(name, ColumnType.TEXT, sentence);
    return this;
  }

  @Override
  public Fields<T> column(String name, String unit, String sentence) {
    named = Column.of(name, ColumnType.TEXT, sentence).in(unit);
    return this;
  }

  private <V> V add(ColumnType type, boolean nullable, V meaningless) {
    Column column = named;
    if (column == null) {
      throw new IllegalStateException("a field behind " + columns + " names no column");
    }
    columns.add(
        new Column(column.name(), type, nullable || allNullable, column.unit(), column.sentence()));
    named = null;
    return meaningless;
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // nobody looks at it
  private <V> V nothing() {
    return (V) null;
  }

  @Override
  public String text(Function<T, String> of) {
    return add(ColumnType.TEXT, false, "");
  }

  @Override
  public @Nullable String textOrNull(Function<T, @Nullable String> of) {
    return add(ColumnType.TEXT, true, "");
  }

  @Override
  public <V> V asText(Function<T, V> of, Function<V, String> toText, Function<String, V> fromText) {
    add(ColumnType.TEXT, false, "");
    return nothing();
  }

  @Override
  public <V> @Nullable V asTextOrNull(
      Function<T, @Nullable V> of, Function<V, String> toText, Function<String, V> fromText) {
    add(ColumnType.TEXT, true, "");
    return null;
  }

  @Override
  public String word(Vocabulary words, Function<T, String> of) {
    return text(of);
  }

  @Override
  public @Nullable String shared(Function<T, @Nullable String> of) {
    return textOrNull(of);
  }

  @Override
  public String sharedText(Function<T, String> of) {
    return text(of);
  }

  @Override
  public String id(Function<T, String> of) {
    return text(of);
  }

  @Override
  public @Nullable String idOrNull(Function<T, @Nullable String> of) {
    return textOrNull(of);
  }

  @Override
  public <E extends Enum<E>> E constant(E[] constants, Function<T, E> of) {
    throw new IllegalStateException("a table shows words, not constants such as " + constants[0]);
  }

  @Override
  public <E extends Enum<E>> @Nullable E constantOrNull(
      E[] constants, Function<T, @Nullable E> of) {
    throw new IllegalStateException("a table shows words, not constants such as " + constants[0]);
  }

  @Override
  public boolean flag(Predicate<T> of) {
    return add(ColumnType.FLAG, false, false);
  }

  @Override
  public @Nullable Boolean flagOrNull(Function<T, @Nullable Boolean> of) {
    return add(ColumnType.FLAG, true, false);
  }

  @Override
  public int integer(ToIntFunction<T> of) {
    return add(ColumnType.INTEGER, false, 0);
  }

  @Override
  public @Nullable Integer integerOrNull(Function<T, @Nullable Integer> of) {
    return add(ColumnType.INTEGER, true, 0);
  }

  @Override
  public long whole(ToLongFunction<T> of) {
    return add(ColumnType.WHOLE, false, 0L);
  }

  @Override
  public @Nullable Long wholeOrNull(Function<T, @Nullable Long> of) {
    return add(ColumnType.WHOLE, true, 0L);
  }

  @Override
  public double number(ToDoubleFunction<T> of) {
    return add(ColumnType.NUMBER, false, 0.0);
  }

  @Override
  public @Nullable Double numberOrNull(Function<T, @Nullable Double> of) {
    return add(ColumnType.NUMBER, true, 0.0);
  }

  @Override
  public Instant time(Function<T, Instant> of) {
    return add(ColumnType.TIME, false, Instant.EPOCH);
  }

  @Override
  public @Nullable Instant timeOrNull(Function<T, @Nullable Instant> of) {
    return add(ColumnType.TIME, true, Instant.EPOCH);
  }

  @Override
  public @Nullable Duration durationOrNull(Function<T, @Nullable Duration> of) {
    return add(ColumnType.NUMBER, true, Duration.ZERO);
  }

  @Override
  public Map<String, String> texts(Function<T, Map<String, String>> of) {
    return add(ColumnType.TEXTS, true, Map.of());
  }

  @Override
  public SortedMap<String, Long> counts(Function<T, SortedMap<String, Long>> of) {
    return add(ColumnType.COUNTS, true, new TreeMap<>());
  }

  @Override
  public List<String> textList(Function<T, List<String>> of) {
    return add(ColumnType.TEXT_LIST, false, List.of());
  }

  @Override
  public long[] wholeList(Function<T, long[]> of) {
    return add(ColumnType.WHOLE_LIST, false, new long[0]);
  }

  @Override
  public <R> R record(Function<T, R> of, Shape<R> shape) {
    return shape.walk(new ColumnsOf<>(columns, allNullable));
  }

  @Override
  public <R> @Nullable R recordOrNull(Function<T, @Nullable R> of, Shape<R> shape) {
    return shape.walk(new ColumnsOf<>(columns, true));
  }

  @Override
  public <R> R recordOr(R usual, Function<T, R> of, Shape<R> shape) {
    return record(of, shape);
  }

  @Override
  public <R> List<R> list(Function<T, List<R>> of, Shape<R> shape) {
    throw new IllegalStateException("a table has no column of records");
  }
}
