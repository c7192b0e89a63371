package io.fantail.report.factor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts who has each trait, over all Map Runs of a scope. */
final class TraitCounts {
  private static final class Count {
    private long children;
    private long tail;
    private int runs;
    private int lastRun = -1;
    private @Nullable String exampleArn;
    private float exampleMs;
    private long firstStart;
    private long lastStart;
  }

  private final Count[] counts;
  private long children;
  private long tail;
  private double excessMs;
  private long firstStart = Long.MAX_VALUE;
  private long lastStart = Long.MIN_VALUE;

  TraitCounts(List<ComparedRun> runs, int traits) {
    counts = new Count[traits];
    Arrays.setAll(counts, trait -> new Count());
    for (int run = 0; run < runs.size(); run++) {
      add(runs.get(run), run);
    }
  }

  private void add(ComparedRun run, int number) {
    children += run.children();
    tail += run.tail().cardinality();
    excessMs += run.excessMs();
    for (int child = 0; child < run.children(); child++) {
      boolean isTail = run.tail().get(child);
      if (isTail) {
        firstStart = Math.min(firstStart, run.startedAt()[child]);
        lastStart = Math.max(lastStart, run.startedAt()[child]);
      }
      for (int i = run.firstTrait()[child]; i < run.firstTrait()[child + 1]; i++) {
        Count count = counts[run.traits()[i]];
        count.children++;
        count.runs += count.lastRun == number ? 0 : 1;
        count.lastRun = number;
        if (isTail) {
          addTail(run, child, count);
        }
      }
    }
  }

  private static void addTail(ComparedRun run, int child, Count count) {
    long start = run.startedAt()[child];
    count.firstStart = count.tail == 0 ? start : Math.min(count.firstStart, start);
    count.lastStart = count.tail == 0 ? start : Math.max(count.lastStart, start);
    count.tail++;
    if (count.exampleArn == null || run.activeMs()[child] > count.exampleMs) {
      count.exampleArn = run.tailArns()[child];
      count.exampleMs = run.activeMs()[child];
    }
  }

  /** How many children are compared. */
  long children() {
    return children;
  }

  /** How many of these are in the tail of their Map Run. */
  long tail() {
    return tail;
  }

  /** What these took beyond the median of their Map Run, all together. */
  double excessMs() {
    return excessMs;
  }

  /** When the first child of the tail started, in microseconds since 1970. */
  long firstStart() {
    return firstStart;
  }

  /** When the last one started. */
  long lastStart() {
    return lastStart;
  }

  long childrenWith(int trait) {
    return counts[trait].children;
  }

  long tailWith(int trait) {
    return counts[trait].tail;
  }

  int runsWith(int trait) {
    return counts[trait].runs;
  }

  /** The slowest child of the tail that has a trait; null where none has. */
  @Nullable String exampleOf(int trait) {
    return counts[trait].exampleArn;
  }

  /** When the first child of the tail with a trait started, in microseconds since 1970. */
  long firstStartOf(int trait) {
    return counts[trait].firstStart;
  }

  /** When the last one started. */
  long lastStartOf(int trait) {
    return counts[trait].lastStart;
  }
}
