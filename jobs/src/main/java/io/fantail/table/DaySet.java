package io.fantail.table;

import io.fantail.shape.Slot;
import io.fantail.spark.parquet.SlotFilter;
import io.fantail.trace.WantedDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * UTC days, of which some may lie apart from others.
 *
 * @param ranges none of them empty, in order, with a day between one and the next
 */
public record DaySet(List<DayRange> ranges) implements WantedDays, SlotFilter {
  private static final long serialVersionUID = 1L;

  /** Every day that a table can hold. */
  public static final DaySet ALL = of(DayRange.ALL);

  public static final DaySet NONE = new DaySet(List.of());

  public DaySet {
    ranges = joined(ranges);
  }

  public static DaySet of(DayRange range) {
    return new DaySet(List.of(range));
  }

  /** This day and all later ones. */
  public static DaySet from(LocalDate first) {
    return of(new DayRange(first, DayRange.ALL.to()));
  }

  /** The days of both. */
  public DaySet plus(DaySet other) {
    List<DayRange> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    return new DaySet(all);
  }

  /** With these days. */
  public DaySet plus(Collection<LocalDate> days) {
    List<DayRange> all = new ArrayList<>(ranges);
    days.forEach(day -> all.add(new DayRange(day, day.plusDays(1))));
    return new DaySet(all);
  }

  /** As many days more before and behind each day. */
  public DaySet widenedBy(int days) {
    return changed(range -> range.widenedBy(days));
  }

  /** As many days more before each day. */
  public DaySet widenedBackBy(int days) {
    return changed(range -> range.widenedBackBy(days));
  }

  /** The days that are in the range, too. */
  public DaySet intersectedWith(DayRange other) {
    return changed(range -> range.intersectedWith(other));
  }

  /** The days that are not in the other set. */
  public DaySet without(DaySet other) {
    DaySet left = this;
    for (DayRange range : other.ranges) {
      DaySet before = left.intersectedWith(new DayRange(DayRange.ALL.from(), range.from()));
      left = before.plus(left.intersectedWith(new DayRange(range.to(), DayRange.ALL.to())));
    }
    return left;
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public boolean isWithin(DaySet other) {
    return ranges.stream().allMatch(range -> other.ranges.stream().anyMatch(range::isWithin));
  }

  @Override
  public boolean contains(LocalDate day) {
    return ranges.stream()
        .anyMatch(range -> !day.isBefore(range.from()) && day.isBefore(range.to()));
  }

  @Override
  public boolean contains(Slot slot) {
    return contains(slot.day());
  }

  @Override
  public boolean isWhole(LocalDate day) {
    return contains(day);
  }

  /** The first of them; there must be one. */
  @Override
  public LocalDate first() {
    return ranges.get(0).from();
  }

  /** The day behind the last of them; there must be one. */
  public LocalDate end() {
    return ranges.get(ranges.size() - 1).to();
  }

  /** The condition on the column {@code day}, with literal dates: it prunes partitions. */
  public String condition() {
    return ranges.isEmpty()
        ? DayRange.NONE.condition()
        : ranges.stream()
            .map(range -> "(" + range.condition() + ")")
            .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /** The days for people, the last included. */
  public String inWords() {
    return ranges.stream().map(DayRange::inWords).collect(Collectors.joining(", "));
  }

  private DaySet changed(UnaryOperator<DayRange> change) {
    return new DaySet(ranges.stream().map(change).toList());
  }

  private static List<DayRange> joined(Collection<DayRange> ranges) {
    List<DayRange> joined = new ArrayList<>();
    ranges.stream()
        .filter(range -> range.from().isBefore(range.to()))
        .sorted(Comparator.comparing(DayRange::from))
        .forEach(
            range -> {
              int last = joined.size() - 1;
              if (last < 0 || range.from().isAfter(joined.get(last).to())) {
                joined.add(range);
              } else if (range.to().isAfter(joined.get(last).to())) {
                joined.set(last, new DayRange(joined.get(last).from(), range.to()));
              }
            });
    return List.copyOf(joined);
  }
}
