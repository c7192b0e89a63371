package io.fantail.shape;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The UTC hour of a day, by which rows of large tables are replaced.
 *
 * @param hour from 0 to 23
 */
public record Slot(LocalDate day, int hour) implements Serializable {
  private static final int HOURS = 24;

  /** The slot that a time is in. */
  public static Slot of(Instant time) {
    return new Slot(Dated.dayOf(time), time.atZone(ZoneOffset.UTC).getHour());
  }

  /** The slot of this number of hours since 1970. */
  public static Slot ofNumber(long number) {
    return new Slot(
        LocalDate.ofEpochDay(Math.floorDiv(number, HOURS)), Math.floorMod(number, HOURS));
  }

  /** How many hours since 1970 it begins. */
  public long number() {
    return day.toEpochDay() * HOURS + hour;
  }

  /** When it begins. */
  public Instant start() {
    return day.atTime(LocalTime.of(hour, 0)).toInstant(ZoneOffset.UTC);
  }
}
