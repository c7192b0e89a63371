package io.fantail.span;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time of an execution without the gaps in which it lay ended until someone redrove it: minutes
 * or days that no state has worked.
 */
final class ActiveTime {
  /**
   * Between an end and the redrive that undid it.
   *
   * @param isKnown whether both times are an event's; else it lay ended somewhere in between
   */
  private record Gap(Instant endedAt, Instant redrivenAt, boolean isKnown) {}

  private final List<Gap> gaps = new ArrayList<>();

  void addGap(Instant endedAt, Instant redrivenAt) {
    add(new Gap(endedAt, redrivenAt, true));
  }

  /** The end or the redrive is missing, so that nobody knows how long nothing was done. */
  void addUnknownGap(Instant lastSeenAt, Instant seenAgainAt) {
    add(new Gap(lastSeenAt, seenAgainAt, false));
  }

  private void add(Gap gap) {
    if (gap.redrivenAt.isAfter(gap.endedAt)) {
      gaps.add(gap);
    }
  }

  /** Null when a gap of unknown length lies between. */
  @Nullable Duration between(Instant start, Instant end) {
    Duration active = Duration.between(start, end);
    for (Gap gap : gaps) {
      Instant from = gap.endedAt.isAfter(start) ? gap.endedAt : start;
      Instant to = gap.redrivenAt.isBefore(end) ? gap.redrivenAt : end;
      if (to.isAfter(from)) {
        if (!gap.isKnown) {
          return null;
        }
        active = active.minus(Duration.between(from, to));
      }
    }
    return active;
  }
}
