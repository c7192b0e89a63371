package io.fantail.report.item;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks along sorted parts and makes the rows of each child, of which no more than one is held.
 * Where the failure of a batch names items, these are its rows; where it names none, or others than
 * can be found, all items of the batch are, the unnamed as suspects.
 */
public final class FailedItems implements Iterator<FailedItem> {
  /** In 256 KiB of input there is no room for more, whatever an answer counts. */
  private static final int MOST_ITEMS = 131_072;

  private final Iterator<ItemPart> sorted;
  private Iterator<FailedItem> rows = Collections.emptyIterator();
  private @Nullable String mapRunArn;
  private @Nullable Boolean isRedrivable;

  /**
   * Begins.
   *
   * @param sorted by {@link ItemPart#sortKey}
   */
  public FailedItems(Iterator<ItemPart> sorted) {
    this.sorted = sorted;
  }

  @Override
  public boolean hasNext() {
    while (!rows.hasNext() && sorted.hasNext()) {
      take(sorted.next());
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

  private void take(ItemPart part) {
    if (!Objects.equals(part.mapRunArn(), mapRunArn)) {
      mapRunArn = part.mapRunArn();
      isRedrivable = null;
    }
    if (part.executionArn() != null && part.child() != null) {
      rows = rowsOf(part.executionArn(), part.child()).iterator();
    } else {
      isRedrivable = Boolean.TRUE.equals(isRedrivable) ? isRedrivable : part.isRedrivable();
    }
  }

  private Stream<FailedItem> rowsOf(String executionArn, FailedChild child) {
    int found = child.items().size();
    Integer counted = child.hasAll() ? (Integer) found : child.counted();
    if (child.kind() == ChildInput.Kind.ONE_ITEM) {
      return Stream.of(row(executionArn, child, 0, false));
    }
    int total = Math.min(counted == null ? found : Math.max(found, counted), MOST_ITEMS);
    boolean areAllNamed =
        !child.listsOthers() && child.items().stream().anyMatch(FoundItem::isNamed);
    Stream<FailedItem> ofItems =
        IntStream.range(0, total)
            .filter(i -> !areAllNamed || (i < found && child.items().get(i).isNamed()))
            .mapToObj(i -> row(executionArn, child, i, total > 1 || counted == null));
    // Of how many are behind a cut nothing may tell: these are one row.
    return areAllNamed || counted != null
        ? ofItems
        : Stream.concat(ofItems, Stream.of(row(executionArn, child, null, found > 0)));
  }

  private FailedItem row(
      String executionArn, FailedChild child, @Nullable Integer index, boolean isOfSeveral) {
    FoundItem item =
        index == null || index >= child.items().size() ? null : child.items().get(index);
    return new FailedItem(
        mapRunArn,
        executionArn,
        index,
        item == null ? null : item.key(),
        item == null ? null : item.json(),
        child.status(),
        child.error(),
        child.fingerprint(),
        child.attempts(),
        isOfSeveral && (item == null || !item.isNamed()),
        isRedrivable,
        child.day());
  }
}
