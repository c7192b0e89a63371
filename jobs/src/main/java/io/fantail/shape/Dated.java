package io.fantail.shape;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A value, and the day whose part of a table it is in.
 *
 * @param day in UTC
 */
public record Dated<T>(LocalDate day, T value) {

  /** The day of what is dated by this time. */
  public static LocalDate dayOf(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
