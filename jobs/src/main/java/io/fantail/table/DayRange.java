package io.fantail.table;

import java.io.Serializable;
import java.time.LocalDate;

/** UTC days {@code [from, to)}. */
public record DayRange(LocalDate from, LocalDate to) implements Serializable {
  /** Every day that a table can hold. */
  public static final DayRange ALL =
      new DayRange(LocalDate.of(1970, 1, 1), LocalDate.of(9999, 12, 31));

  public static final DayRange NONE = new DayRange(ALL.from, ALL.from);

  public DayRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(to + " is before " + from);
    }
  }

  /** As many days more at both ends. */
  public DayRange widenedBy(int days) {
    return new DayRange(
        from.isAfter(ALL.from.plusDays(days)) ? from.minusDays(days) : ALL.from,
        to.isBefore(ALL.to.minusDays(days)) ? to.plusDays(days) : ALL.to);
  }

  /** As many days more before it. */
  public DayRange widenedBackBy(int days) {
    return new DayRange(widenedBy(days).from, to);
  }

  /** The days that are in both; an empty range where there are none. */
  public DayRange intersectedWith(DayRange other) {
    LocalDate latestFrom = from.isAfter(other.from) ? from : other.from;
    LocalDate earliestTo = to.isBefore(other.to) ? to : other.to;
    return new DayRange(latestFrom, earliestTo.isBefore(latestFrom) ? latestFrom : earliestTo);
  }

  public boolean isWithin(DayRange other) {
    return !from.isBefore(other.from) && !to.isAfter(other.to);
  }

  /** The days for people, the last included. */
  public String inWords() {
    LocalDate last = to.minusDays(1);
    String first = from.equals(ALL.from) ? "the beginning" : from.toString();
    return from.equals(last) ? first : first + " to " + (to.equals(ALL.to) ? "the end" : last);
  }

  /** The condition on the column {@code day}, with literal dates: it prunes partitions. */
  public String condition() {
    return "day >= '" + from + "' AND day < '" + to + "'";
  }
}
