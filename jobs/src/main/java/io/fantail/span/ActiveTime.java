package io.fantail.span;

import io.fantail.shape.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time of an execution without the gaps in which it lay ended until someone redrove it: minutes
 * or days that no state has worked. To the microsecond, as the tables keep times, and never below
 * zero.
 */
public final class ActiveTime {
  private final List<RedriveGap> gaps = new ArrayList<>();

  /** Somewhere within each it lay ended, and nobody knows how long. */
  private final List<RedriveGap> aroundUnknownGaps = new ArrayList<>();

  public ActiveTime() {}

  public ActiveTime(List<RedriveGap> gaps) {
    this.gaps.addAll(gaps);
  }

  public void addGap(Instant endedAt, Instant redrivenAt) {
    Instant before = gaps.isEmpty() ? endedAt : gaps.get(gaps.size() - 1).redrivenAt();
    // A clock that was set back would have it lie ended twice at once.
    Instant from = before.isAfter(endedAt) ? before : endedAt;
    if (redrivenAt.isAfter(from)) {
      gaps.add(new RedriveGap(from, redrivenAt));
    }
  }

  /** The end or the redrive is missing, so that nobody knows how long nothing was done. */
  public void addUnknownGap(Instant lastSeenAt, Instant seenAgainAt) {
    aroundUnknownGaps.add(new RedriveGap(lastSeenAt, seenAgainAt));
  }

  /** Returns the known gaps in the order of time, none in another. */
  public List<RedriveGap> gaps() {
    return List.copyOf(gaps);
  }

  /** Returns null when a gap of unknown length lies between. */
  public @Nullable Duration between(Instant start, Instant end) {
    for (RedriveGap around : aroundUnknownGaps) {
      if (around.redrivenAt().isAfter(start) && around.endedAt().isBefore(end)) {
        return null;
      }
    }
    return Duration.of(microsBetween(start, end), ChronoUnit.MICROS);
  }

  /** {@link #between}, in microseconds, where no gap is unknown. */
  public long microsBetween(Instant start, Instant end) {
    long from = Micros.of(start);
    long to = Micros.of(end);
    long active = to - from;
    for (RedriveGap gap : gaps) {
      long gapStart = Math.max(from, Micros.of(gap.endedAt()));
      long gapEnd = Math.min(to, Micros.of(gap.redrivenAt()));
      active -= Math.max(0, gapEnd - gapStart);
    }
    return Math.max(0, active);
  }
}
