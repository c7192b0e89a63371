package io.fantail.table;

import io.fantail.shape.Slot;
import io.fantail.spark.parquet.SlotFilter;
import io.fantail.trace.WantedSlots;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * UTC hours, of which some may lie apart from others: what a run writes again.
 *
 * @param ranges none of them empty, in order, with an hour between one and the next
 */
public record HourSet(List<Range> ranges) implements WantedSlots, SlotFilter {
  private static final long serialVersionUID = 1L;

  private static final int DAY = 24;

  /** Hours since 1970, {@code [from, to)}. */
  public record Range(long from, long to) implements Serializable {
    public Instant start() {
      return Slot.ofNumber(from).start();
    }

    public Instant end() {
      return Slot.ofNumber(to).start();
    }

    boolean overlaps(Range other) {
      return from < other.to && other.from < to;
    }

    boolean isWithin(Range other) {
      return from >= other.from && to <= other.to;
    }
  }

  /** Every hour that a table can hold. */
  public static final HourSet ALL = of(DaySet.ALL);

  public static final HourSet NONE = new HourSet(List.of());

  public HourSet {
    ranges = joined(ranges);
  }

  /** All hours of the days. */
  public static HourSet of(DaySet days) {
    return new HourSet(
        days.ranges().stream()
            .map(range -> new Range(firstOf(range.from()), firstOf(range.to())))
            .toList());
  }

  public static HourSet of(Collection<Slot> slots) {
    return new HourSet(
        slots.stream().map(slot -> new Range(slot.number(), slot.number() + 1)).toList());
  }

  /** The hours that have a part in {@code [from, to]}. */
  public static HourSet between(Instant from, Instant to) {
    long first = Math.max(Slot.of(from).number(), ALL.ranges.get(0).from);
    long last = Math.min(Slot.of(to).number(), ALL.ranges.get(0).to - 1);
    return last < first ? NONE : new HourSet(List.of(new Range(first, last + 1)));
  }

  /** The hours of both. */
  public HourSet plus(HourSet other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    return new HourSet(all);
  }

  /** With as many hours more before and behind each. */
  public HourSet widenedBy(int hours) {
    return new HourSet(
            ranges.stream().map(range -> new Range(range.from - hours, range.to + hours)).toList())
        .intersectedWith(ALL);
  }

  /** The hours that are in both. */
  public HourSet intersectedWith(HourSet other) {
    List<Range> common = new ArrayList<>();
    for (Range one : ranges) {
      for (Range two : other.ranges) {
        common.add(
            new Range(
                Math.max(one.from, two.from),
                Math.max(Math.max(one.from, two.from), Math.min(one.to, two.to))));
      }
    }
    return new HourSet(common);
  }

  /** The hours that are not in the other set. */
  public HourSet without(HourSet other) {
    HourSet left = this;
    for (Range range : other.ranges) {
      List<Range> parts = new ArrayList<>();
      for (Range one : left.ranges) {
        parts.add(new Range(one.from, Math.max(one.from, Math.min(one.to, range.from))));
        parts.add(new Range(Math.min(one.to, Math.max(one.from, range.to)), one.to));
      }
      left = new HourSet(parts);
    }
    return left;
  }

  /** The days of which any hour is in the set. */
  public DaySet days() {
    return new DaySet(
        ranges.stream()
            .map(range -> new DayRange(dayOf(range.from), dayOf(range.to - 1).plusDays(1)))
            .toList());
  }

  /** All hours of the days of which any hour is in the set. */
  public HourSet ofWholeDays() {
    return of(days());
  }

  @Override
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public boolean isWithin(HourSet other) {
    return ranges.stream().allMatch(other::containsAll);
  }

  boolean containsAll(Range range) {
    return ranges.stream().anyMatch(range::isWithin);
  }

  boolean overlaps(Range range) {
    return ranges.stream().anyMatch(range::overlaps);
  }

  @Override
  public boolean contains(Slot slot) {
    long number = slot.number();
    return overlaps(new Range(number, number + 1));
  }

  @Override
  public boolean contains(LocalDate day) {
    return overlaps(rangeOf(day));
  }

  @Override
  public boolean isWhole(LocalDate day) {
    return containsAll(rangeOf(day));
  }

  /** When the first of them begins; there must be one. */
  @Override
  public Instant start() {
    return ranges.get(0).start();
  }

  /** When the last of them ends; there must be one. */
  public Instant end() {
    return ranges.get(ranges.size() - 1).end();
  }

  /** The condition on rows that began before any of the hours was over and had not ended before. */
  String isActive() {
    return isActive("ended_at IS NULL OR ended_at >= TIMESTAMP '%s'");
  }

  /**
   * The same, where what has not ended is done all the same some time behind its start.
   *
   * @param longest hours that it goes on at most
   */
  String isActiveFor(int longest) {
    return isActive(
        "coalesce(ended_at, started_at + INTERVAL '" + longest + "' HOUR) >= TIMESTAMP '%s'");
  }

  /**
   * The condition on rows that began before any of the hours was over, and on their end.
   *
   * @param hadNotEnded the condition on the end, where the beginning of a range is to be filled in
   */
  private String isActive(String hadNotEnded) {
    String condition = "(started_at <= TIMESTAMP '%s' AND (" + hadNotEnded + "))";
    return ranges.stream()
        .map(range -> condition.formatted(range.end(), range.start()))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /**
   * The condition on {@code day} and {@code hour}. Rows of former versions, which say no hour, are
   * in it with all of their day.
   */
  String condition() {
    return ranges.stream()
        .map(
            range ->
                "(hour IS NULL AND day BETWEEN '%s' AND '%s' OR day BETWEEN '%s' AND '%s' AND datediff(day, '1970-01-01') * 24 + hour BETWEEN %d AND %d)"
                    .formatted(
                        dayOf(range.from),
                        dayOf(range.to - 1),
                        dayOf(range.from),
                        dayOf(range.to - 1),
                        range.from,
                        range.to - 1))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  static Range rangeOf(LocalDate day) {
    return new Range(firstOf(day), firstOf(day) + DAY);
  }

  private static long firstOf(LocalDate day) {
    return new Slot(day, 0).number();
  }

  private static LocalDate dayOf(long hour) {
    return Slot.ofNumber(hour).day();
  }

  private static List<Range> joined(Collection<Range> ranges) {
    List<Range> joined = new ArrayList<>();
    ranges.stream()
        .filter(range -> range.from < range.to)
        .sorted(Comparator.comparing(Range::from))
        .forEach(
            range -> {
              int last = joined.size() - 1;
              if (last < 0 || range.from > joined.get(last).to) {
                joined.add(range);
              } else if (range.to > joined.get(last).to) {
                joined.set(last, new Range(joined.get(last).from, range.to));
              }
            });
    return List.copyOf(joined);
  }
}
