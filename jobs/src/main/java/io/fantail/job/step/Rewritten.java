package io.fantail.job.step;

import io.fantail.table.DaySet;
import io.fantail.table.HourSet;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a command wrote again, whatever was there before.
 *
 * @param hours of what is told of executions
 * @param days of reports; null where none were made
 */
public record Rewritten(@Nullable HourSet hours, @Nullable DaySet days) {
  /** Nothing that has days. */
  public static final Rewritten NOTHING = new Rewritten(null, null);

  /** What lies further apart is named by its number alone. */
  private static final int MOST_RANGES = 50;

  private static final String ALL = "all";

  /** The hours as {@code FROM/TO}, each in UTC; null where it has none. */
  @Nullable List<String> hourRanges() {
    return hours == null
        ? null
        : hours.equals(HourSet.ALL)
            ? List.of(ALL)
            : bounded(
                hours.ranges().stream()
                    .map(range -> inWords(range.start()) + "/" + inWords(range.end()))
                    .toList());
  }

  /** The days as {@code FROM/TO}; null where it has none. */
  @Nullable List<String> dayRanges() {
    return days == null
        ? null
        : days.equals(DaySet.ALL)
            ? List.of(ALL)
            : bounded(
                days.ranges().stream().map(range -> range.from() + "/" + range.to()).toList());
  }

  private static String inWords(Instant hour) {
    return hour.toString();
  }

  private static List<String> bounded(List<String> ranges) {
    return ranges.size() <= MOST_RANGES
        ? ranges
        : Stream.concat(
                ranges.stream().limit(MOST_RANGES),
                Stream.of((ranges.size() - MOST_RANGES) + " more"))
            .toList();
  }
}
