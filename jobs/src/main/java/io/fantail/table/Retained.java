package io.fantail.table;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What retention has left of a lake. Tables that are made from each other must agree about a day:
 * where rows of one of them are gone, none of them can be made again.
 *
 * @param closedBefore the first day that runs may still change; null where they may change all
 * @param keptFrom the first day of which all these tables still have all rows; null where nothing
 *     was deleted. It lies before the other one, as what runs on open days may have begun earlier
 */
public record Retained(@Nullable LocalDate closedBefore, @Nullable LocalDate keptFrom) {
  public static final Retained ALL = new Retained(null, null);

  private static final String CLOSED_BEFORE = "fantail.closedBefore";
  private static final String KEPT_FROM = "fantail.keptFrom";

  /** Reads it of a table's properties. */
  static Retained of(Function<String, @Nullable String> properties) {
    return new Retained(day(properties.apply(CLOSED_BEFORE)), day(properties.apply(KEPT_FROM)));
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  /** As properties of a table. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    Optional.ofNullable(closedBefore)
        .ifPresent(day -> properties.put(CLOSED_BEFORE, day.toString()));
    Optional.ofNullable(keptFrom).ifPresent(day -> properties.put(KEPT_FROM, day.toString()));
    return properties;
  }

  /** What two retentions leave, one after the other: what is gone does not come back. */
  public Retained and(Retained other) {
    return new Retained(later(closedBefore, other.closedBefore), later(keptFrom, other.keptFrom));
  }

  private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? other : one;
  }

  /** The days on which executions started that runs may change. */
  public DaySet openDays() {
    return closedBefore == null ? DaySet.ALL : DaySet.from(closedBefore);
  }

  /** The hours of these days. */
  public HourSet openHours() {
    return closedBefore == null ? HourSet.ALL : HourSet.of(openDays());
  }

  /** The days that reports can be made of. */
  public DaySet reportedDays() {
    return keptFrom == null ? DaySet.ALL : DaySet.from(keptFrom);
  }

  /** Of these days, those that reports can be made of. */
  public DaySet reportedOf(DaySet days) {
    return days.without(DaySet.ALL.without(reportedDays()));
  }
}
