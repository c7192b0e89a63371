package io.fantail.report.latency;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts durations as they come. */
public final class DurationCounter {
  private static final class Count {
    private long value;
  }

  private final Map<Long, Count> counts = new HashMap<>();

  /** Counts one more. */
  public void add(Duration duration) {
    add(duration.toNanos(), 1);
  }

  /** Counts what was counted elsewhere. */
  public void add(DurationCounts others) {
    for (int i = 0; i < others.nanos().length; i++) {
      add(others.nanos()[i], others.counts()[i]);
    }
  }

  private void add(long nanos, long count) {
    counts.computeIfAbsent(nanos, unseen -> new Count()).value += count;
  }

  public DurationCounts counts() {
    long[] nanos = counts.keySet().stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(nanos);
    return new DurationCounts(nanos, Arrays.stream(nanos).map(this::countOf).toArray());
  }

  @SuppressWarnings("NullAway") // asked for what is there
  private long countOf(long nanos) {
    return counts.get(nanos).value;
  }
}
