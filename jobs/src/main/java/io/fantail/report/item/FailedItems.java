package io.fantail.report.item;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
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
  private @Nullable ItemPart upcoming;
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
    advance();
  }

  private void advance() {
    upcoming = sorted.hasNext() ? sorted.next() : null;
  }

  @Override
  public boolean hasNext() {
    while (!rows.hasNext() && upcoming != null) {
      rows = rowsOf(partsOfNext());
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

  /** All that is known of one child, or of one Map Run. */
  private List<ItemPart> partsOfNext() {
    ItemPart first = Objects.requireNonNull(upcoming);
    List<ItemPart> parts = new ArrayList<>();
    while (upcoming != null
        && Objects.equals(upcoming.mapRunArn(), first.mapRunArn())
        && Objects.equals(upcoming.executionArn(), first.executionArn())) {
      parts.add(upcoming);
      advance();
    }
    return parts;
  }

  private Iterator<FailedItem> rowsOf(List<ItemPart> parts) {
    ItemPart any = parts.get(0);
    if (!Objects.equals(any.mapRunArn(), mapRunArn)) {
      mapRunArn = any.mapRunArn();
      isRedrivable = null;
    }
    ItemPart.Outcome outcome = null;
    ChildFailure failure = null;
    for (ItemPart part : parts) {
      if (part.executionArn() == null) {
        isRedrivable = Boolean.TRUE.equals(isRedrivable) ? isRedrivable : part.isRedrivable();
      }
      outcome = part.outcome() == null ? outcome : part.outcome();
      failure = part.failure() == null ? failure : part.failure();
    }
    String executionArn = any.executionArn();
    return executionArn == null || outcome == null || failure == null
        ? Collections.emptyIterator()
        : rowsOf(new Child(executionArn, outcome, failure)).iterator();
  }

  private record Child(String executionArn, ItemPart.Outcome outcome, ChildFailure failure) {
    List<FoundItem> items() {
      return failure.items();
    }
  }

  private Stream<FailedItem> rowsOf(Child child) {
    ChildFailure failure = child.failure;
    int found = child.items().size();
    Integer counted = failure.hasAll() ? (Integer) found : child.outcome.items();
    if (failure.kind() == ChildInput.Kind.ONE_ITEM) {
      return Stream.of(row(child, 0, false));
    }
    int total = Math.min(counted == null ? found : Math.max(found, counted), MOST_ITEMS);
    boolean areAllNamed =
        !failure.listsOthers() && child.items().stream().anyMatch(FoundItem::isNamed);
    Stream<FailedItem> rows =
        IntStream.range(0, total)
            .filter(i -> !areAllNamed || (i < found && child.items().get(i).isNamed()))
            .mapToObj(i -> row(child, i, total > 1 || counted == null));
    // Of how many are behind a cut nothing may tell: these are one row.
    return areAllNamed || counted != null
        ? rows
        : Stream.concat(rows, Stream.of(row(child, null, found > 0)));
  }

  private FailedItem row(Child child, @Nullable Integer index, boolean isOfSeveral) {
    FoundItem item =
        index == null || index >= child.items().size() ? null : child.items().get(index);
    return new FailedItem(
        mapRunArn,
        child.executionArn,
        index,
        item == null ? null : item.key(),
        item == null ? null : item.json(),
        child.outcome.status(),
        child.failure.error(),
        child.failure.fingerprint(),
        child.failure.attempts(),
        isOfSeveral && (item == null || !item.isNamed()),
        isRedrivable,
        child.outcome.day());
  }
}
