package io.fantail.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.shape.Fields;
import io.fantail.text.Json;
import org.jspecify.annotations.Nullable;

/**
 * How many children of a Map Run came to what, by {@code executionCounts} of {@code
 * DescribeMapRun}. Each is null where the answer does not say it.
 *
 * @param pending counted in the total, and not begun when the answer was given
 */
public record ChildCounts(
    @Nullable Long pending,
    @Nullable Long succeeded,
    @Nullable Long failed,
    @Nullable Long timedOut,
    @Nullable Long aborted) {
  public static final ChildCounts UNKNOWN = new ChildCounts(null, null, null, null, null);

  public static ChildCounts shape(Fields<ChildCounts> fields) {
    return new ChildCounts(
        fields.wholeOrNull(
            "children_pending", "Children counted, and not begun then.", ChildCounts::pending),
        fields.wholeOrNull(
            "children_succeeded", "Children that succeeded.", ChildCounts::succeeded),
        fields.wholeOrNull("children_failed", "Children that failed.", ChildCounts::failed),
        fields.wholeOrNull("children_timed_out", "Children that timed out.", ChildCounts::timedOut),
        fields.wholeOrNull(
            "children_aborted", "Children that were aborted.", ChildCounts::aborted));
  }

  /**
   * Reads {@code executionCounts}.
   *
   * @param counts missing in every other answer
   */
  public static ChildCounts of(JsonNode counts) {
    return counts.isObject()
        ? new ChildCounts(
            count(counts, "pending"),
            count(counts, "succeeded"),
            count(counts, "failed"),
            count(counts, "timedOut"),
            count(counts, "aborted"))
        : UNKNOWN;
  }

  /** One of the counts, whether of executions or of items; null where there is none. */
  public static @Nullable Long count(JsonNode counts, String status) {
    JsonNode count = Json.field(counts, status);
    return count.canConvertToLong() ? (Long) Math.max(0, count.asLong()) : null;
  }
}
