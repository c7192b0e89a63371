package io.fantail.report.item;

import io.fantail.event.DescriptionSource;
import io.fantail.shape.Column;
import io.fantail.trace.WantedDays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks along sorted parts and makes the rows of each child, of which no more than one is held.
 * Where the failure of a batch names items, these are its rows; where it names none, or others than
 * can be found, all items of the batch are, the unnamed as suspects.
 *
 * <p>Of a child that never began all items are. Each redrive of a Map Run runs what had not begun,
 * and exports what then still waits: of several exports only the last counts. Where the Map Run was
 * redriven after the last that is here, its children did run if all of them began; else nothing
 * tells which did, and their items are suspects.
 */
public final class FailedItems implements Iterator<FailedItem> {
  /** In 256 KiB of input there is no room for more, whatever an answer counts. */
  private static final int MOST_ITEMS = 131_072;

  private static final String BY_EXPORT = Column.wordOf(DescriptionSource.RESULT_WRITER);

  private final Iterator<ItemPart> sorted;
  private final WantedDays days;

  /** Those of one id by their ARNs: hardly ever more than one. */
  private final Map<String, RunOfItems> runs = new HashMap<>();

  private Iterator<FailedItem> rows = Collections.emptyIterator();
  private @Nullable String mapRunId;
  private @Nullable NeverRunChild lastNeverRun;

  /**
   * Begins.
   *
   * @param sorted by {@link ItemPart#sortKey}
   * @param days of the Map Runs whose children that never began are wanted
   */
  public FailedItems(Iterator<ItemPart> sorted, WantedDays days) {
    this.sorted = sorted;
    this.days = days;
  }

  @Override
  public boolean hasNext() {
    while (!rows.hasNext() && sorted.hasNext()) {
      rows = rowsOf(sorted.next()).iterator();
    }
    return rows.hasNext();
  }

  @Override
  public FailedItem next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.next();
  }

  private Stream<FailedItem> rowsOf(ItemPart part) {
    if (!Objects.equals(part.mapRunId(), mapRunId)) {
      mapRunId = part.mapRunId();
      runs.clear();
      lastNeverRun = null;
    }
    if (part.run() != null && part.mapRunArn() != null) {
      runs.merge(part.mapRunArn(), part.run(), RunOfItems::and);
    } else if (part.neverRun() != null) {
      return rowsOf(part.neverRun());
    } else if (part.failed() != null && part.executionArn() != null) {
      return rowsOf(part, part.executionArn(), part.failed());
    }
    return Stream.empty();
  }

  private Stream<FailedItem> rowsOf(ItemPart part, String executionArn, FailedChild child) {
    RunOfItems run = part.mapRunArn() == null ? null : runs.get(part.mapRunArn());
    return rowsOf(child.items())
        .map(
            item ->
                new FailedItem(
                    part.mapRunArn(),
                    part.mapRunLink(),
                    executionArn,
                    null,
                    null,
                    item.index(),
                    item.found() == null ? null : item.found().key(),
                    item.found() == null ? null : item.found().json(),
                    child.status(),
                    child.error(),
                    child.fingerprint(),
                    child.attempts(),
                    item.isOfSeveral() && (item.found() == null || !item.found().isNamed()),
                    run == null ? null : run.isRedrivable(),
                    child.day()));
  }

  private Stream<FailedItem> rowsOf(NeverRunChild child) {
    NeverRunChild before = lastNeverRun;
    // Two Map Runs of one id are none of AWS: whose child it is, nothing tells.
    boolean isSure = runs.size() == 1;
    if (!isSure
        || (before != null && (before.isCopyOf(child) || before.redrive() > child.redrive()))) {
      return Stream.empty();
    }
    lastNeverRun = child;
    Map.Entry<String, RunOfItems> run = runs.entrySet().iterator().next();
    boolean wasRedrivenSince = child.redrive() < run.getValue().redrives();
    if (!days.contains(run.getValue().day()) || (wasRedrivenSince && run.getValue().allBegan())) {
      return Stream.empty();
    }
    return rowsOf(child.items())
        .map(
            item ->
                new FailedItem(
                    run.getKey(),
                    BY_EXPORT,
                    null,
                    child.sourceFile(),
                    child.row(),
                    item.index(),
                    item.found() == null ? null : item.found().key(),
                    item.found() == null ? null : item.found().json(),
                    ItemStatus.NEVER_RAN,
                    null,
                    null,
                    0,
                    wasRedrivenSince,
                    run.getValue().isRedrivable(),
                    run.getValue().day()));
  }

  /**
   * An item of a child.
   *
   * @param index its place; null for those behind a cut, of which nothing tells how many they are
   * @param found null where it is not here
   */
  private record Item(@Nullable Integer index, @Nullable FoundItem found, boolean isOfSeveral) {}

  private static Stream<Item> rowsOf(ItemsOfChild child) {
    List<FoundItem> items = child.found();
    int found = items.size();
    Integer counted = child.hasAll() ? (Integer) found : child.counted();
    if (child.kind() == ChildInput.Kind.ONE_ITEM) {
      return Stream.of(new Item(0, found == 0 ? null : items.get(0), false));
    }
    int total = Math.min(counted == null ? found : Math.max(found, counted), MOST_ITEMS);
    boolean areAllNamed = !child.listsOthers() && items.stream().anyMatch(FoundItem::isNamed);
    Stream<Item> ofItems =
        IntStream.range(0, total)
            .filter(i -> !areAllNamed || (i < found && items.get(i).isNamed()))
            .mapToObj(
                i -> new Item(i, i < found ? items.get(i) : null, total > 1 || counted == null));
    // Of how many are behind a cut nothing may tell: these are one row.
    return areAllNamed || counted != null
        ? ofItems
        : Stream.concat(ofItems, Stream.of(new Item(null, null, found > 0)));
  }
}
