package io.fantail.report.maprun;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleranceTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // count, percentage, items, failed, timed out: share, tolerated, bound by, left, used
        "1, 0.0, 4, 1, 0, 0.25, 1, count, 0, 1.0",
        "10, 0.0, 1000, 3, 2, 0.005, 10, count, 5, 0.5",
        "0, 5.0, 1000, 40, 0, 0.04, 50, percentage, 10, 0.8",
        // Both: the lower one.
        "10, 5.0, 1000, 20, 0, 0.02, 10, count, -10, 2.0",
        "80, 5.0, 1000, 20, 0, 0.02, 50, percentage, 30, 0.4",
        "50, 5.0, 1000, 20, 5, 0.025, 50, count, 25, 0.5",
        // None: the first failure is one too many.
        "0, 0.0, 6, 1, 0, 0.16666666666666666, 0, -, -1, -",
        "0, 0.0, 6, 0, 0, 0.0, 0, -, 0, -",
        // Decimals, in which a double would lose one.
        "0, 2.3, 1000, 23, 0, 0.023, 23, percentage, 0, 1.0",
        "0, 0.1, 999, 0, 0, 0.0, 0, percentage, 0, -",
        "0, 100.0, 7, 7, 0, 1.0, 7, percentage, 0, 1.0",
        // What no answer says.
        "-, -, 10, 2, 1, 0.3, -, -, -, -",
        "3, -, 10, 2, 1, 0.3, -, -, -, -",
        "3, 0.0, -, -, -, -, 3, count, -, -",
        "0, 5.0, -, 2, 0, -, -, -, -, -",
        "3, 5.0, -, 2, 0, -, -, -, -, -",
        "3, 0.0, 0, 0, 0, -, 3, count, 3, 0.0",
        "3, 0.0, 10, 2, -, -, 3, count, -, -",
      })
  void saysHowNearARunCameToItsThreshold(
      @Nullable String count,
      @Nullable String percentage,
      @Nullable String items,
      @Nullable String failed,
      @Nullable String timedOut,
      @Nullable Double share,
      @Nullable Long tolerated,
      @Nullable String boundBy,
      @Nullable Long left,
      @Nullable Double used) {
    Map<String, String> attributes = new HashMap<>();
    put(attributes, "tolerated_failure_count", count);
    put(attributes, "tolerated_failure_percentage", percentage);
    put(attributes, "reported_items", items);
    put(attributes, "reported_items_failed", failed);
    put(attributes, "reported_items_timed_out", timedOut);

    Map<String, @Nullable Object> row = row(attributes);

    assertThat(row.get("failed_item_share")).isEqualTo(share);
    assertThat(row.get("tolerated_failures")).isEqualTo(tolerated);
    assertThat(row.get("tolerance_bound_by")).isEqualTo(boundBy);
    assertThat(row.get("tolerance_left")).isEqualTo(left);
    assertThat(row.get("tolerance_used")).isEqualTo(used);
  }

  @Test
  void showsWhatDescribeMapRunSays() {
    Map<String, @Nullable Object> row =
        row(
            Map.ofEntries(
                Map.entry("configured_max_concurrency", "40"),
                Map.entry("tolerated_failure_count", "7"),
                Map.entry("tolerated_failure_percentage", "2.5"),
                Map.entry("reported_running", "1"),
                Map.entry("reported_results_written", "2"),
                Map.entry("reported_not_redrivable", "3"),
                Map.entry("reported_pending_redrive", "4"),
                Map.entry("reported_items_failed", "5"),
                Map.entry("reported_items_timed_out", "6"),
                Map.entry("reported_items_not_redrivable", "8"),
                Map.entry("reported_redrives", "2"),
                Map.entry("redriven_at", "2026-09-24T03:03:20.349Z")));

    assertThat(row)
        .containsEntry("configured_max_concurrency", 40L)
        .containsEntry("tolerated_failure_count", 7L)
        .containsEntry("tolerated_failure_percentage", 2.5)
        .containsEntry("reported_running", 1L)
        .containsEntry("reported_results_written", 2L)
        .containsEntry("reported_not_redrivable", 3L)
        .containsEntry("reported_pending_redrive", 4L)
        .containsEntry("reported_items_failed", 5L)
        .containsEntry("reported_items_timed_out", 6L)
        .containsEntry("reported_items_not_redrivable", 8L)
        .containsEntry("reported_redrives", 2L)
        .containsEntry("redriven_at", Instant.parse("2026-09-24T03:03:20.349Z"));
    assertThat(row(Map.of()).get("configured_max_concurrency")).isNull();
    assertThat(row(Map.of()).get("redriven_at")).isNull();
  }

  private static void put(Map<String, String> attributes, String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, value);
    }
  }

  private static Map<String, @Nullable Object> row(Map<String, String> attributes) {
    return ReportedRun.of(
            Map.of("kind", "map_run", "map_run_arn", "run", "attributes", attributes), List.of())
        .row();
  }
}
