package io.fantail.shape;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A value, and the hour whose part of a table it is in. */
public record Dated<T>(Slot slot, T value) {

  /** The day of what is dated by this time. */
  public static LocalDate dayOf(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
