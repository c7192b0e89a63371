package io.fantail.shape;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What is done with counts by name, which {@link FieldType#COUNTS} holds. */
public final class Counts {
  private Counts() {}

  /** All of them together. */
  public static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Adds others to those of the same name. */
  public static void add(SortedMap<String, Long> counts, Map<String, Long> others) {
    others.forEach((name, more) -> counts.merge(name, more, Long::sum));
  }

  /** The names, those that count most first, and equal ones in the order of the alphabet. */
  public static List<String> mostFirst(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
