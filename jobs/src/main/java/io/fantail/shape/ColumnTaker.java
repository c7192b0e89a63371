package io.fantail.shape;

import org.jspecify.annotations.Nullable;

/**
 * Takes what the columns of a value hold, one after the other in their order; null is what holds
 * nothing.
 */
public interface ColumnTaker {
  void takeText(@Nullable String text);

  /** Takes a constant, of which a column holds {@link Column#wordOf}. */
  void takeConstant(@Nullable Enum<?> constant);

  /**
   * Takes a value of any other type.
   *
   * @param value that a field of this type has, such as an {@link java.time.Instant}
   */
  void take(FieldType type, @Nullable Object value);

  /** Takes several columns in a row that hold nothing. */
  void leaveOut(int columns);
}
