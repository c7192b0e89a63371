package io.fantail.report.item;

import io.fantail.shape.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What failed items came to, over all days, and the Map Runs that have most of them. */
public final class FailedItemSummary {
  private static final int SHOWN = 10;

  private static final Comparator<OfRun> MOST_FIRST =
      Comparator.comparingLong(OfRun::items).reversed().thenComparing(OfRun::mapRunArn);

  /**
   * Those of one Map Run.
   *
   * @param suspects of them
   * @param unknown of them, whose content was not kept
   */
  public record OfRun(String mapRunArn, long items, long suspects, long unknown) {
    static OfRun shape(Fields<OfRun> fields) {
      return new OfRun(
          fields.text(OfRun::mapRunArn),
          fields.whole(OfRun::items),
          fields.whole(OfRun::suspects),
          fields.whole(OfRun::unknown));
    }

    private OfRun and(FailedItem item) {
      return new OfRun(
          mapRunArn,
          items + 1,
          suspects + (item.isSuspect() ? 1 : 0),
          unknown + (item.item() == null ? 1 : 0));
    }
  }

  private final List<OfRun> most = new ArrayList<>();
  private long items;
  private long neverRan;
  private @Nullable OfRun current;

  public static FailedItemSummary shape(Fields<FailedItemSummary> fields) {
    FailedItemSummary summary = new FailedItemSummary();
    summary.most.addAll(fields.list(FailedItemSummary::most, OfRun::shape));
    summary.items = fields.whole(FailedItemSummary::items);
    summary.neverRan = fields.whole(FailedItemSummary::neverRan);
    return summary;
  }

  /** Adds an item; those of a Map Run come one after the other. */
  public void add(FailedItem item) {
    items++;
    neverRan += item.status() == ItemStatus.NEVER_RAN ? 1 : 0;
    String arn = item.mapRunArn();
    if (arn == null) {
      return;
    }
    if (current == null || !current.mapRunArn().equals(arn)) {
      endRun();
      current = new OfRun(arn, 0, 0, 0);
    }
    current = current.and(item);
  }

  /** Adds the items of a Map Run, none of which was added before. */
  public void add(OfRun run, long ofChildrenThatNeverRan) {
    add(run.items, ofChildrenThatNeverRan);
    endRun();
    current = run;
  }

  /** Adds items whose Map Run is not known. */
  public void add(long ofNoRun, long ofChildrenThatNeverRan) {
    items += ofNoRun;
    neverRan += ofChildrenThatNeverRan;
  }

  private void endRun() {
    if (current != null) {
      most.add(current);
      most.sort(MOST_FIRST);
      if (most.size() > SHOWN) {
        most.remove(SHOWN);
      }
      current = null;
    }
  }

  /** All of them, also those whose Map Run is not known. */
  public long items() {
    return items;
  }

  /** Of all of them those of children that never ran. */
  public long neverRan() {
    return neverRan;
  }

  /** The Map Runs with most of them, ten at most, the worst first. */
  public List<OfRun> most() {
    endRun();
    return most;
  }
}
