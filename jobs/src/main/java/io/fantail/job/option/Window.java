package io.fantail.job.option;

import io.fantail.shape.Dated;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import java.time.Instant;
import java.time.ZoneOffset;

/** A time {@code [from, to)} in which executions started. */
public record Window(Instant from, Instant to) {

  /** The UTC days of which it is, or of parts of which. */
  public DaySet days() {
    return DaySet.of(new DayRange(Dated.dayOf(from), Dated.dayOf(to.minusNanos(1)).plusDays(1)));
  }

  public boolean isOfWholeDays() {
    return isMidnight(from) && isMidnight(to);
  }

  public boolean overlaps(Window other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  /** As an option takes it, with dates where both ends are midnights. */
  @Override
  public String toString() {
    return isOfWholeDays() ? Dated.dayOf(from) + "/" + Dated.dayOf(to) : from + "/" + to;
  }

  private static boolean isMidnight(Instant time) {
    return Dated.dayOf(time).atStartOfDay(ZoneOffset.UTC).toInstant().equals(time);
  }
}
