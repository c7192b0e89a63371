package io.fantail.shape;

import java.io.Serializable;

/**
 * The fields of a record, each declared once, for writing and for reading. A shape asks {@link
 * Fields} for every component in turn and hands the answers to the constructor:
 *
 * <pre>{@code
 * static Point shape(Fields<Point> fields) {
 *   return new Point(fields.integer(Point::x), fields.integer(Point::y));
 * }
 * }</pre>
 *
 * <p>Where a point is written, the fields take {@code x} from it and return it; where one is read,
 * they return what was written. So the two can never disagree about an order or a type.
 */
@FunctionalInterface
public interface Shape<T> extends Serializable {
  /** Walks the fields in their order. */
  T walk(Fields<T> fields);

  /** Lists the fields of a value that is written, and never read back. */
  @FunctionalInterface
  interface Listing<T> extends Serializable {
    void list(Fields<T> fields);
  }

  /** The shape of a value that is written, and never read back. */
  @SuppressWarnings("NullAway") // nobody reads it
  static <T> Shape<T> writtenOnly(Listing<T> fieldsOfValue) {
    return fields -> {
      fieldsOfValue.list(fields);
      return null;
    };
  }
}
