package io.fantail.report.maprun;

import io.fantail.report.cost.Prices;
import io.fantail.report.timeline.Timeline;
import io.fantail.shape.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks along sorted parts and puts each Map Run together, of which no more is held than the
 * children of one minute. Children whose Map Run has no span belong to none of the days.
 */
public final class MapRunsInParts implements Iterator<MapRunReport> {
  private final Iterator<MapRunPart> sorted;
  private final @Nullable Prices prices;
  private @Nullable MapRunPart upcoming;

  /**
   * Begins.
   *
   * @param sorted by {@link MapRunPart#sortKey}
   * @param prices that costs are made with; null where there are none
   */
  public MapRunsInParts(Iterator<MapRunPart> sorted, @Nullable Prices prices) {
    this.sorted = sorted;
    this.prices = prices;
    advance();
  }

  private void advance() {
    upcoming = sorted.hasNext() ? sorted.next() : null;
  }

  @Override
  public boolean hasNext() {
    return upcoming != null;
  }

  /** What there is of the next ARN. */
  @Override
  public MapRunReport next() {
    MapRunPart first = upcoming;
    if (first == null) {
      throw new NoSuchElementException();
    }
    String arn = first.mapRunArn();
    List<MapRunSpan> spans = new ArrayList<>();
    Children children = new Children();
    while (isOf(arn) && Objects.requireNonNull(upcoming).ofMinute() == null) {
      MapRunPart part = Objects.requireNonNull(upcoming);
      if (part.span() != null) {
        spans.add(part.span());
      }
      if (part.children() != null) {
        children.add(part.children());
      }
      advance();
    }
    Timeline timeline = timelineOf(spans, children);
    MapRunSweep sweep = new MapRunSweep(children.ended(), timeline);
    while (isOf(arn)) {
      long minute = Objects.requireNonNull(upcoming).minute();
      sweep.add(Minute.sorted(partsOfMinute(arn, minute)), minute);
    }
    return MapRunReport.of(spans, ChildFigures.of(children), sweep.pace(), timeline, prices);
  }

  /** Null where no span tells of it, or no child of it is here. */
  private static @Nullable Timeline timelineOf(List<MapRunSpan> spans, Children children) {
    Long from = children.firstSeenAt();
    Long to = children.lastSeenAt();
    if (spans.isEmpty() || from == null || to == null) {
      return null;
    }
    for (MapRunSpan span : spans) {
      from = Math.min(from, Micros.of(span.startedAt()));
      Instant end = span.endedAt();
      to = Math.max(to, Micros.of(end == null ? span.startedAt() : end));
    }
    return new Timeline(from, to);
  }

  private List<Minute> partsOfMinute(String arn, long minute) {
    List<Minute> parts = new ArrayList<>();
    while (isOf(arn) && Objects.requireNonNull(upcoming).minute() == minute) {
      parts.add(Objects.requireNonNull(upcoming.ofMinute()));
      advance();
    }
    return parts;
  }

  private boolean isOf(String arn) {
    return upcoming != null && upcoming.mapRunArn().equals(arn);
  }
}
