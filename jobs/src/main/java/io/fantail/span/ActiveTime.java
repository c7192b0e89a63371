package io.fantail.span;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The time of an execution without the gaps in which it lay ended until someone redrove it: minutes
 * or days that no state has worked.
 */
final class ActiveTime {
  private record Gap(Instant endedAt, Instant redrivenAt) {}

  private final List<Gap> gaps = new ArrayList<>();

  void addGap(Instant endedAt, Instant redrivenAt) {
    if (redrivenAt.isAfter(endedAt)) {
      gaps.add(new Gap(endedAt, redrivenAt));
    }
  }

  Duration between(Instant start, Instant end) {
    Duration active = Duration.between(start, end);
    for (Gap gap : gaps) {
      Instant from = gap.endedAt.isAfter(start) ? gap.endedAt : start;
      Instant to = gap.redrivenAt.isBefore(end) ? gap.redrivenAt : end;
      if (to.isAfter(from)) {
        active = active.minus(Duration.between(from, to));
      }
    }
    return active;
  }
}
