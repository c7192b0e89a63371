package io.fantail.report.latency;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts durations as they come. */
public final class DurationCounter {
  private final Map<Long, Long> counts = new HashMap<>();

  /** Counts one more. */
  public void add(Duration duration) {
    counts.merge(duration.toNanos(), 1L, Long::sum);
  }

  /** Counts what was counted elsewhere. */
  public void add(DurationCounts others) {
    for (int i = 0; i < others.nanos().length; i++) {
      counts.merge(others.nanos()[i], others.counts()[i], Long::sum);
    }
  }

  public DurationCounts counts() {
    long[] nanos = counts.keySet().stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(nanos);
    return new DurationCounts(nanos, Arrays.stream(nanos).map(counts::get).toArray());
  }
}
