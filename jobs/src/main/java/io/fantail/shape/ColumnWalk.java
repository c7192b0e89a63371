package io.fantail.shape;

import java.util.IdentityHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Walks the shape of a value and hands what its columns hold to their taker. A record that is
 * missing has all the columns that one which is there has, and each holds nothing; one that mostly
 * says nothing is then passed over as a whole.
 */
public final class ColumnWalk {
  private final ColumnTaker taker;
  private final Walk<Object> walk = new Walk<>();
  private final IdentityHashMap<Object, Integer> emptyColumns = new IdentityHashMap<>();

  public ColumnWalk(ColumnTaker taker) {
    this.taker = taker;
  }

  /** Hands over the columns of one value. */
  public <T> void walk(T value, Shape<T> shape) {
    walkOrNull(value, shape);
  }

  @SuppressWarnings("unchecked") // one walk serves values of all types, one after the other
  private <R> R walkOrNull(@Nullable R value, Shape<R> shapeOfValue) {
    Object outer = walk.value;
    walk.value = value;
    R walked = shapeOfValue.walk((Fields<R>) (Fields<?>) walk);
    walk.value = outer;
    return walked;
  }

  /** How many columns a usual record has, where none of them holds anything; or else 0. */
  private <R> int emptyColumnsOf(R usual, Shape<R> shape) {
    return emptyColumns.computeIfAbsent(
        usual,
        unseen -> {
          EmptyColumns empty = new EmptyColumns();
          new ColumnWalk(empty).walk(usual, shape);
          return empty.areEmpty ? empty.count : 0;
        });
  }

  private static final class EmptyColumns implements ColumnTaker {
    private int count;
    private boolean areEmpty = true;

    @Override
    public void takeText(@Nullable String text) {
      count(text);
    }

    @Override
    public void takeConstant(@Nullable Enum<?> constant) {
      count(constant);
    }

    @Override
    public void take(FieldType type, @Nullable Object value) {
      count(value);
    }

    private void count(@Nullable Object value) {
      count++;
      areEmpty &= value == null;
    }

    @Override
    public void leaveOut(int columns) {
      count += columns;
    }
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
        taker.takeText((String) field);
      } else {
        taker.take(type, field);
      }
      return field;
    }

    @Override
    public <E extends Enum<E>> E constant(E[] all, Function<V, E> of) {
      E constant = get(of);
      taker.takeConstant(constant);
      return constant;
    }

    @Override
    public <E extends Enum<E>> @Nullable E constantOrNull(E[] all, Function<V, @Nullable E> of) {
      return constant(all, of);
    }

    @Override
    public <R> R record(Function<V, R> of, Shape<R> shapeOfRecord) {
      R field = get(of);
      R walked = walkOrNull(field, shapeOfRecord);
      return value == null ? walked : field;
    }

    @Override
    public <R> R recordOr(R usual, Function<V, R> of, Shape<R> shapeOfRecord) {
      int columns = get(of) == usual ? emptyColumnsOf(usual, shapeOfRecord) : 0;
      if (columns == 0) {
        return record(of, shapeOfRecord);
      }
      taker.leaveOut(columns);
      return usual;
    }

    @Override
    public <R> @Nullable R recordOrNull(Function<V, @Nullable R> of, Shape<R> shapeOfRecord) {
      return record(of, shapeOfRecord);
    }
  }
}
