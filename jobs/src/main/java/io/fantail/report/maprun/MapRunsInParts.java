package io.fantail.report.maprun;

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
public final class MapRunsInParts implements Iterator<List<MapRunRow>> {
  private final Iterator<MapRunPart> sorted;
  private @Nullable MapRunPart upcoming;

  /**
   * Begins.
   *
   * @param sorted by {@link MapRunPart#sortKey}
   */
  public MapRunsInParts(Iterator<MapRunPart> sorted) {
    this.sorted = sorted;
    advance();
  }

  private void advance() {
    upcoming = sorted.hasNext() ? sorted.next() : null;
  }

  @Override
  public boolean hasNext() {
    return upcoming != null;
  }

  /** The rows of the next ARN: one for each span, which is mostly one. */
  @Override
  public List<MapRunRow> next() {
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
    MapRunSweep sweep = new MapRunSweep(children.ended());
    while (isOf(arn)) {
      sweep.add(Minute.sorted(partsOfMinute(arn)));
    }
    ChildFigures figures = ChildFigures.of(children);
    return spans.stream()
        .map(span -> new MapRunRow(span, figures, sweep.mostOpen(), sweep.tailBeginsAt()))
        .toList();
  }

  private List<Minute> partsOfMinute(String arn) {
    List<Minute> parts = new ArrayList<>();
    long minute = Objects.requireNonNull(upcoming).minute();
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
