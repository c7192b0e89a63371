package io.fantail.report.warning;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** What all tasks counted under one key; see {@link WarningPart}. */
final class WarningSum {
  private final WarningKey key;
  private final Map<Long, Long> durations = new TreeMap<>();
  private final ItemsGivenTwice items = new ItemsGivenTwice();
  private Occurrence worst;
  private long count;
  private long near;
  private long refuted;
  private double limit;

  private WarningSum(WarningPart first) {
    key = first.key();
    worst = first.worst();
    add(first);
  }

  /** Adds up parts of one key, one at a time. */
  static WarningSum of(Iterator<WarningPart> parts) {
    WarningSum sum = new WarningSum(parts.next());
    parts.forEachRemaining(sum::add);
    return sum;
  }

  private void add(WarningPart part) {
    count += part.count();
    near += part.near();
    refuted += part.refuted();
    limit = Math.max(limit, part.limit());
    worst = worst.orWorse(part.worst());
    for (int i = 0; i < part.durations().length; i += 2) {
      durations.merge(part.durations()[i], part.durations()[i + 1], Long::sum);
    }
    items.add(part.items());
  }

  WarningKey key() {
    return key;
  }

  long count() {
    return count;
  }

  long near() {
    return near;
  }

  long refuted() {
    return refuted;
  }

  double limit() {
    return limit;
  }

  Occurrence worst() {
    return worst;
  }

  ItemsGivenTwice.@Nullable Found sameItems() {
    return items.find();
  }

  /** How many durations are of a length, by where their step begins. */
  long durationsOf(DoublePredicate length) {
    long found = 0;
    for (var step : durations.entrySet()) {
      found += length.test(LongestTimes.beginOf(step.getKey())) ? step.getValue() : 0;
    }
    return found;
  }
}
