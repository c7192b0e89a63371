package io.fantail.report.maprun;

import io.fantail.shape.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What Map Runs came to, over all days: how many of the children that AWS counts are here, and
 * those runs that took longest.
 */
public final class MapRunSummary {
  private static final int SHOWN = 10;
  private static final int FAILED_SHOWN = 3;

  /** The longest first, unfinished ones last. */
  private static final Comparator<MapRunFigures> LONGEST_FIRST =
      Comparator.comparing(
              MapRunFigures::duration, Comparator.nullsLast(Comparator.<Duration>reverseOrder()))
          .thenComparing(MapRunFigures::mapRunArn);

  private static final Comparator<MapRunFigures> MOST_FAILED_FIRST =
      Comparator.comparingLong((MapRunFigures row) -> row.unsuccessful())
          .reversed()
          .thenComparing(row -> row.mapRunArn());

  private final List<MapRunFigures> longest = new ArrayList<>();
  private final List<MapRunFigures> mostFailed = new ArrayList<>();
  private long mapRuns;
  private long uncounted;
  private long reportedChildren;
  private long reportedChildrenHere;
  private long reportedPending;
  private long pendingChildren;

  public static MapRunSummary shape(Fields<MapRunSummary> fields) {
    MapRunSummary summary = new MapRunSummary();
    summary.longest.addAll(fields.list(MapRunSummary::longest, MapRunFigures::shape));
    summary.mostFailed.addAll(fields.list(MapRunSummary::mostFailed, MapRunFigures::shape));
    summary.mapRuns = fields.whole(MapRunSummary::mapRuns);
    summary.uncounted = fields.whole(MapRunSummary::uncounted);
    summary.reportedChildren = fields.whole(MapRunSummary::reportedChildren);
    summary.reportedChildrenHere = fields.whole(MapRunSummary::reportedChildrenHere);
    summary.reportedPending = fields.whole(MapRunSummary::reportedPending);
    summary.pendingChildren = fields.whole(MapRunSummary::pendingChildren);
    return summary;
  }

  public void add(MapRunFigures row) {
    mapRuns++;
    Long reported = row.reportedChildren();
    if (reported == null) {
      uncounted++;
    } else {
      reportedChildren += reported;
      reportedChildrenHere += Math.min(row.children(), reported);
    }
    Long pending = row.reportedPending();
    reportedPending += pending == null ? 0 : pending;
    pendingChildren += row.neverBegun();
    addTo(longest, row, LONGEST_FIRST, SHOWN);
    if (row.unsuccessful() > 0) {
      addTo(mostFailed, row, MOST_FAILED_FIRST, FAILED_SHOWN);
    }
  }

  private static void addTo(
      List<MapRunFigures> rows, MapRunFigures row, Comparator<MapRunFigures> order, int most) {
    rows.add(row);
    rows.sort(order);
    if (rows.size() > most) {
      rows.remove(most);
    }
  }

  /** Those in which most children did not succeed, three at most, the worst first. */
  public List<MapRunFigures> mostFailed() {
    return mostFailed;
  }

  /** Those that took longest, ten at most, the longest first; unfinished ones last. */
  public List<MapRunFigures> longest() {
    return longest;
  }

  public long mapRuns() {
    return mapRuns;
  }

  /** Those for which no answer of {@code DescribeMapRun} says how many children they have. */
  public long uncounted() {
    return uncounted;
  }

  /** The children of all others, by those answers. */
  public long reportedChildren() {
    return reportedChildren;
  }

  /** So many of these as are linked; more than a Map Run reports count for none. */
  public long reportedChildrenHere() {
    return reportedChildrenHere;
  }

  /** Of the reported those that had not begun when AWS was asked. */
  public long reportedPending() {
    return reportedPending;
  }

  /** Of them those that never began, as their Map Run had ended then. */
  public long pendingChildren() {
    return pendingChildren;
  }
}
