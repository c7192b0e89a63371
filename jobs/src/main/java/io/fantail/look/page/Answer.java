package io.fantail.look.page;

import io.fantail.shape.Micros;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What the tables answered.
 *
 * @param rows few: each question says how many it wants at most
 */
public record Answer(Question question, StructType schema, List<Row> rows) {
  private static final double MICROS_PER_MILLI = 1_000;

  /** A TIMESTAMP as the page has it: milliseconds since 1970, to the microsecond. */
  static double exactMillisOf(Object time) {
    return Micros.of(instantOf(time)) / MICROS_PER_MILLI;
  }

  /** The millisecond in which a TIMESTAMP is. */
  static long millisOf(Object time) {
    return instantOf(time).toEpochMilli();
  }

  private static Instant instantOf(Object time) {
    return time instanceof Timestamp timestamp ? timestamp.toInstant() : (Instant) time;
  }
}
