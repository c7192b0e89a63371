package io.fantail.report.item;

import io.fantail.shape.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the items of a child.
 *
 * @param counted items that it took; null where nothing says it
 * @param found those that are here, from the first
 * @param listsOthers whether what names items also names some that are not here
 * @param hasAll whether there are no more items than these
 */
record ItemsOfChild(
    @Nullable Integer counted,
    ChildInput.Kind kind,
    List<FoundItem> found,
    boolean listsOthers,
    boolean hasAll) {
  private static final ChildInput.Kind[] KINDS = ChildInput.Kind.values();

  /** Those of a child that never began: no failure names any of them. */
  static ItemsOfChild unnamed(@Nullable String input, @Nullable Integer counted) {
    ChildInput read = ChildInput.of(input);
    List<FoundItem> found =
        read.items().stream().map(item -> FoundItem.of(item, FoundItem.tree(item), false)).toList();
    return new ItemsOfChild(counted, read.kind(), found, false, read.hasAll());
  }

  static ItemsOfChild shape(Fields<ItemsOfChild> fields) {
    return new ItemsOfChild(
        fields.integerOrNull(ItemsOfChild::counted),
        fields.constant(KINDS, ItemsOfChild::kind),
        fields.list(ItemsOfChild::found, FoundItem::shape),
        fields.flag(ItemsOfChild::listsOthers),
        fields.flag(ItemsOfChild::hasAll));
  }
}
