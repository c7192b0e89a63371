package io.fantail.event.maprun;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.shape.Fields;
import io.fantail.text.Json;
import org.jspecify.annotations.Nullable;

/**
 * How many children of a Map Run came to what, by {@code executionCounts} of {@code
 * DescribeMapRun}. Each is null where the answer does not say it.
 *
 * @param pending counted in the total, and not begun when the answer was given
 * @param resultsWritten those of which the ResultWriter wrote what they came to
 * @param failuresNotRedrivable failed ones that no redrive would run again, as their history is
 *     full
 * @param pendingRedrive failed ones that wait for a redrive that was asked for
 */
public record ChildCounts(
    @Nullable Long pending,
    @Nullable Long running,
    @Nullable Long succeeded,
    @Nullable Long failed,
    @Nullable Long timedOut,
    @Nullable Long aborted,
    @Nullable Long resultsWritten,
    @Nullable Long failuresNotRedrivable,
    @Nullable Long pendingRedrive) {
  public static final ChildCounts UNKNOWN =
      new ChildCounts(null, null, null, null, null, null, null, null, null);

  public static ChildCounts shape(Fields<ChildCounts> fields) {
    return new ChildCounts(
        fields.wholeOrNull(
            "children_pending", "Children counted, and not begun then.", ChildCounts::pending),
        fields.wholeOrNull("children_running", "Children that ran then.", ChildCounts::running),
        fields.wholeOrNull(
            "children_succeeded", "Children that succeeded.", ChildCounts::succeeded),
        fields.wholeOrNull("children_failed", "Children that failed.", ChildCounts::failed),
        fields.wholeOrNull("children_timed_out", "Children that timed out.", ChildCounts::timedOut),
        fields.wholeOrNull("children_aborted", "Children that were aborted.", ChildCounts::aborted),
        fields.wholeOrNull(
            "children_results_written",
            "Children whose results were written.",
            ChildCounts::resultsWritten),
        fields.wholeOrNull(
            "children_not_redrivable",
            "Children that failed, and that no redrive would run again.",
            ChildCounts::failuresNotRedrivable),
        fields.wholeOrNull(
            "children_pending_redrive",
            "Children that failed, and wait to be redriven.",
            ChildCounts::pendingRedrive));
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
            count(counts, "running"),
            count(counts, "succeeded"),
            count(counts, "failed"),
            count(counts, "timedOut"),
            count(counts, "aborted"),
            count(counts, "resultsWritten"),
            count(counts, "failuresNotRedrivable"),
            count(counts, "pendingRedrive"))
        : UNKNOWN;
  }

  /** One of the counts, whether of executions or of items; null where there is none. */
  public static @Nullable Long count(JsonNode counts, String status) {
    JsonNode count = Json.field(counts, status);
    return count.canConvertToLong() ? (Long) Math.max(0, count.asLong()) : null;
  }
}
