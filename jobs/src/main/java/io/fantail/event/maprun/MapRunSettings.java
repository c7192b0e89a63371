package io.fantail.event.maprun;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.shape.Fields;
import io.fantail.text.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a Map Run was told to do, by {@code DescribeMapRun}: as its state machine says, or {@code
 * UpdateMapRun} since. Each is null where the answer does not say it.
 *
 * @param maxConcurrency how many children may be open at once; 0 where there is no limit
 * @param toleratedFailureCount how many failed items it survives; 0 also where only the percentage
 *     is set
 * @param toleratedFailurePercentage what share of failed items it survives, from 0 to 100; 0 also
 *     where only the count is set
 */
public record MapRunSettings(
    @Nullable Long maxConcurrency,
    @Nullable Long toleratedFailureCount,
    @Nullable Double toleratedFailurePercentage) {
  public static final MapRunSettings UNKNOWN = new MapRunSettings(null, null, null);

  public static MapRunSettings shape(Fields<MapRunSettings> fields) {
    return new MapRunSettings(
        fields.wholeOrNull(
            "max_concurrency",
            "Children of a Map Run that may be open at once; 0 is no limit.",
            MapRunSettings::maxConcurrency),
        fields.wholeOrNull(
            "tolerated_failure_count",
            "Failed items that a Map Run survives.",
            MapRunSettings::toleratedFailureCount),
        fields.numberOrNull(
            "tolerated_failure_percentage",
            "The share of failed items that a Map Run survives, from 0 to 100.",
            MapRunSettings::toleratedFailurePercentage));
  }

  /** Reads an answer of {@code DescribeMapRun}; no other has these fields. */
  public static MapRunSettings of(JsonNode answer) {
    JsonNode percentage = Json.field(answer, "toleratedFailurePercentage");
    return new MapRunSettings(
        ChildCounts.count(answer, "maxConcurrency"),
        ChildCounts.count(answer, "toleratedFailureCount"),
        percentage.isNumber() ? (Double) Math.max(0, percentage.asDouble()) : null);
  }
}
