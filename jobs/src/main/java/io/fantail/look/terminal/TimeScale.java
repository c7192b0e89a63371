package io.fantail.look.terminal;

import io.fantail.shape.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Time laid out over columns. Long stretches in which nothing can have happened, between a failure
 * and its redrive, take one column each.
 *
 * @param cuts in their order, none of them in another
 */
public record TimeScale(Instant from, Instant to, List<Cut> cuts, int columns) {
  /** A stretch that is left out. */
  public record Cut(Instant from, Instant to) {
    public long micros() {
      return Micros.of(to) - Micros.of(from);
    }
  }

  /** A moment that the axis names. */
  public record Tick(int column, String label) {}

  private static final long MILLI = 1_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final long[] STEPS = {
    1,
    10,
    100,
    MILLI,
    2 * MILLI,
    5 * MILLI,
    10 * MILLI,
    20 * MILLI,
    50 * MILLI,
    100 * MILLI,
    200 * MILLI,
    500 * MILLI,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    5 * DAY,
    10 * DAY,
    30 * DAY,
    100 * DAY
  };

  private static final int CELLS_OF_TICK = 9;

  public TimeScale {
    cuts = List.copyOf(cuts);
  }

  /**
   * Lays out a time.
   *
   * @param gaps of which only those are cut that are a tenth of it and more
   */
  public static TimeScale of(Instant from, Instant to, List<Cut> gaps, int columns) {
    Instant end = to.isAfter(from) ? to : from.plusMillis(1);
    long whole = Micros.of(end) - Micros.of(from);
    List<Cut> cuts =
        gaps.stream()
            .filter(gap -> gap.micros() > whole / 10 && !gap.from().isBefore(from))
            .sorted(Comparator.comparing(Cut::from))
            .toList();
    return new TimeScale(from, end, cuts, columns);
  }

  /** The place of a moment, from 0 to the number of columns. */
  public double columnOf(Instant moment) {
    long shown = Micros.of(to) - Micros.of(from) - cuts.stream().mapToLong(Cut::micros).sum();
    double perColumn = (double) Math.max(1, shown) / Math.max(1, columns - cuts.size());
    long left = Math.max(0, Micros.of(moment) - Micros.of(from));
    double column = 0;
    Instant begin = from;
    for (Cut cut : cuts) {
      if (moment.isBefore(cut.from())) {
        break;
      }
      long before = Micros.of(cut.from()) - Micros.of(begin);
      column += before / perColumn;
      left -= before;
      double within = (double) Math.min(left, cut.micros()) / cut.micros();
      column += within;
      left -= Math.min(left, cut.micros());
      begin = cut.to();
    }
    return Math.min(columns, column + left / perColumn);
  }

  /** What the axis says: the time since its beginning. */
  public List<Tick> ticks() {
    long shown = Micros.of(to) - Micros.of(from) - cuts.stream().mapToLong(Cut::micros).sum();
    long step = STEPS[STEPS.length - 1];
    for (long one : STEPS) {
      if (one * Math.max(1, columns) >= shown * CELLS_OF_TICK) {
        step = one;
        break;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    Instant end = cuts.isEmpty() ? to : cuts.get(0).from();
    for (long at = 0; at <= Micros.of(end) - Micros.of(from); at += step) {
      ticks.add(new Tick(column(from.plus(micros(at))), label(at)));
    }
    for (Cut cut : cuts) {
      ticks.add(new Tick(column(cut.to()), "+" + label(Micros.of(cut.to()) - Micros.of(from))));
    }
    return ticks;
  }

  /** The columns that stand for what is left out. */
  public List<Integer> cutColumns() {
    return cuts.stream().map(cut -> column(cut.from())).toList();
  }

  private int column(Instant moment) {
    return (int) Math.floor(columnOf(moment) + 1e-9);
  }

  private static Duration micros(long count) {
    return Duration.of(count, java.time.temporal.ChronoUnit.MICROS);
  }

  private static String label(long micros) {
    if (micros == 0) {
      return "0";
    }
    if (micros < MILLI) {
      return micros + " µs";
    }
    if (micros < SECOND) {
      return number(micros, MILLI) + " ms";
    }
    if (micros < MINUTE || (micros < 2 * MINUTE && micros % MINUTE != 0)) {
      return number(micros, SECOND) + " s";
    }
    if (micros < 2 * HOUR && (micros < HOUR || micros % HOUR != 0)) {
      return number(micros, MINUTE) + " min";
    }
    return micros < 2 * DAY ? number(micros, HOUR) + " h" : number(micros, DAY) + " d";
  }

  private static String number(long micros, long unit) {
    double value = (double) micros / unit;
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
