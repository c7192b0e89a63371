package io.fantail.event.maprun;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * How many items of a Map Run came to nothing, by {@code itemCounts} of {@code DescribeMapRun}: a
 * Map Run tolerates failed items, of which a child may hold a whole batch. Each is null where the
 * answer does not say it.
 */
public record ItemCounts(
    @Nullable Long failed, @Nullable Long timedOut, @Nullable Long failuresNotRedrivable) {
  public static final ItemCounts UNKNOWN = new ItemCounts(null, null, null);

  public static ItemCounts shape(Fields<ItemCounts> fields) {
    return new ItemCounts(
        fields.wholeOrNull("items_failed", "Items whose child failed.", ItemCounts::failed),
        fields.wholeOrNull("items_timed_out", "Items whose child timed out.", ItemCounts::timedOut),
        fields.wholeOrNull(
            "items_not_redrivable",
            "Items of children that no redrive would run again.",
            ItemCounts::failuresNotRedrivable));
  }

  /**
   * Reads {@code itemCounts}.
   *
   * @param counts missing in every other answer
   */
  public static ItemCounts of(JsonNode counts) {
    return counts.isObject()
        ? new ItemCounts(
            ChildCounts.count(counts, "failed"),
            ChildCounts.count(counts, "timedOut"),
            ChildCounts.count(counts, "failuresNotRedrivable"))
        : UNKNOWN;
  }
}
