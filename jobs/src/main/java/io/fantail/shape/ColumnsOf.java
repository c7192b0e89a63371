package io.fantail.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Walks a shape to learn its columns. There is no value: each field gets one that means nothing,
 * and what the shape makes of them is thrown away.
 */
public final class ColumnsOf<T> implements Fields<T> {
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
   * @throws IllegalStateException when a field has no column
   */
  public static <T> List<Column> shape(Shape<T> shape) {
    List<Column> columns = new ArrayList<>();
    new ColumnsOf<T>(columns, false).walk(shape);
    return columns;
  }

  private T walk(Shape<T> shape) {
    T meaningless = shape.walk(this);
    checkNoneIsNamed();
    return meaningless;
  }

  private void checkNoneIsNamed() {
    if (named != null) {
      throw new IllegalStateException("no field stands in the column " + named.name());
    }
  }

  @Override
  public Fields<T> column(String name, String sentence) {
    checkNoneIsNamed();
    named = Column.of(name, FieldType.TEXT, sentence);
    return this;
  }

  @Override
  public @Nullable String payload(
      String column, String sentence, Function<T, @Nullable String> of) {
    return textOrNull(column, sentence + " Within the payload policy.", of);
  }

  private void add(FieldType type, boolean nullable) {
    if (named == null) {
      throw new IllegalStateException(
          "the field behind " + columns.stream().map(Column::name).toList() + " names no column");
    }
    columns.add(new Column(named.name(), type, nullable || allNullable, named.sentence()));
    named = null;
  }

  @Override
  public <V> V field(FieldType type, Function<T, V> of) {
    // Attributes are nullable in tables since before they were declared here.
    add(type, type == FieldType.TEXTS);
    return type.blank();
  }

  @Override
  public <V> @Nullable V fieldOrNull(FieldType type, Function<T, @Nullable V> of) {
    add(type, true);
    return null;
  }

  @Override
  public <E extends Enum<E>> E constant(E[] all, Function<T, E> of) {
    add(FieldType.TEXT, false);
    return all[0];
  }

  @Override
  public <E extends Enum<E>> @Nullable E constantOrNull(E[] all, Function<T, @Nullable E> of) {
    add(FieldType.TEXT, true);
    return null;
  }

  @Override
  public <R> R record(Function<T, R> of, Shape<R> shape) {
    checkNoneIsNamed();
    return new ColumnsOf<R>(columns, allNullable).walk(shape);
  }

  @Override
  public <R> @Nullable R recordOrNull(Function<T, @Nullable R> of, Shape<R> shape) {
    checkNoneIsNamed();
    return new ColumnsOf<R>(columns, true).walk(shape);
  }
}
