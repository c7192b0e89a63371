package io.fantail.job;

import static io.fantail.job.ComparedDays.change;
import static io.fantail.job.ComparedDays.days;
import static io.fantail.job.ComparedDays.lake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@code compare} finds between two days of {@link ComparedDays}. */
class CompareIT {
  @Test
  void comparesDays() {
    JsonNode comparison = days();

    assertThat(comparison.at("/base/children").asLong())
        .isEqualTo(ComparedDays.RUNS * ComparedDays.CHILDREN);
    assertThat(comparison.at("/against/map_runs").asLong()).isEqualTo(ComparedDays.RUNS);
    assertThat(comparison.at("/against/others").asLong()).isEqualTo(ComparedDays.RUNS);
    for (String kind : List.of("execution", "state", "lambda")) {
      JsonNode p50 = change(comparison, kind, true, "p50");
      assertThat(p50.path("verdict").asText()).as(p50.toString()).isEqualTo("slower");
      assertThat(p50.path("method").asText()).isEqualTo("welch");
      assertThat(p50.path("base_runs").asInt()).isEqualTo(ComparedDays.RUNS);
    }
    JsonNode lambda = change(comparison, "lambda", true, "p50");
    assertThat(lambda.path("ratio_low").asDouble()).isLessThan(ComparedDays.SLOWER);
    assertThat(lambda.path("ratio_high").asDouble()).isGreaterThan(ComparedDays.SLOWER);
    assertThat(lambda.path("name").asText()).isEqualTo("check-order");
    JsonNode errors = change(comparison, "execution", true, "error_rate");
    assertThat(errors.path("verdict").asText()).isEqualTo("slower");
    assertThat(errors.path("base").asDouble()).isCloseTo(1 / 60.0, within(1e-9));
    assertThat(errors.path("base_ms").isNull()).isTrue();
    assertThat(change(comparison, "execution", false, "p95").path("verdict").asText())
        .isEqualTo("unknown");
    assertThat(comparison.at("/errors_new/0/error").asText()).isEqualTo("NewFault");
    assertThat(comparison.at("/errors_new/0/executions").asLong())
        .isEqualTo(ComparedDays.RUNS * 10);
    assertThat(comparison.at("/errors_new/0/message_template").asText())
        .isEqualTo("No stock of <value>");
    assertThat(comparison.at("/errors_gone/0/error").asText()).isEqualTo("OldFault");
    assertThat(comparison.at("/parts/0/part").asText()).isEqualTo("lambda");
    assertThat(comparison.at("/changes/0/verdict").asText()).isEqualTo("slower");
  }

  /** Of each run's 60 orders one failed on the first day, and ten on the second. */
  @Test
  void comparesTheSameItemsPairByPair() {
    JsonNode items = change(days(), "execution", true, "same_item");

    assertThat(items.path("method").asText()).isEqualTo("signed_rank_by_run");
    assertThat(items.path("verdict").asText()).isEqualTo("slower");
    assertThat(items.path("base_count").asLong()).isEqualTo(ComparedDays.RUNS * 49);
    assertThat(items.path("base_runs").asInt()).isEqualTo(ComparedDays.RUNS);
    assertThat(items.path("quantile").isNull()).isTrue();
    JsonNode p50 = change(days(), "execution", true, "p50");
    assertThat(items.path("name")).isEqualTo(p50.path("name"));
    assertThat(items.path("state_machine_name")).isEqualTo(p50.path("state_machine_name"));
    assertThat(items.path("base_ms").asDouble())
        .isCloseTo(p50.path("base_ms").asDouble(), withinPercentage(10));
    assertThat(items.path("ratio").asDouble())
        .isCloseTo(p50.path("ratio").asDouble(), withinPercentage(10));
  }

  @Test
  void itsPercentilesAreThoseOfLatency() {
    JsonNode p95 = change(days(), "state", true, "p95");
    try (LakeReader reader = LakeReader.open(lake())) {
      List<Double> latency =
          reader
              .rows(
                  "SELECT p95_ms FROM latency WHERE kind = 'state' AND is_distributed_map_child"
                      + " ORDER BY day")
              .stream()
              .map(row -> row.getDouble(0))
              .toList();
      assertThat(List.of(p95.path("base_ms").asDouble(), p95.path("against_ms").asDouble()))
          .isEqualTo(latency);
    }
  }

  /** Most of a child's cost are its state transitions, of which a child that fails has fewer. */
  @Test
  void comparesWhatChildrenOfMapRunsCost() {
    JsonNode cost = change(days(), "execution", true, "cost");
    try (LakeReader reader = LakeReader.open(lake())) {
      List<Double> costs =
          reader
              .rows("SELECT sum(cost) / sum(children) FROM map_runs GROUP BY day ORDER BY day")
              .stream()
              .map(row -> row.getDouble(0))
              .toList();
      assertThat(cost.path("base").asDouble()).isPositive().isCloseTo(costs.get(0), within(1e-12));
      assertThat(cost.path("against").asDouble()).isCloseTo(costs.get(1), within(1e-12));
    }
    assertThat(cost.path("method").asText()).isEqualTo("welch");
    assertThat(cost.path("base_ms").isNull()).isTrue();
    assertThat(days().path("changes").findValuesAsText("figure"))
        .filteredOn(figure -> figure.equals("cost"))
        .hasSize(1);
  }

  @Test
  void everyKeyIsDocumented() throws IOException {
    String page = Files.readString(Commands.REPOSITORY.resolve("jobs/TABLES.md"));
    Set<String> keys = new TreeSet<>();
    addKeys(days(), keys);
    assertThat(keys).contains("changes", "ratio_low", "errors_gone", "change_ms");
    assertThat(keys).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }

  private static void addKeys(JsonNode json, Set<String> keys) {
    json.fieldNames().forEachRemaining(keys::add);
    json.forEach(child -> addKeys(child, keys));
  }

  /** The screen says of the slowest label what {@code compare} finds. */
  @Test
  void theScreenOfRunComparesWithTheDayBefore() {
    JsonNode p95 = change(days(), "execution", true, "p95");
    String screen = ComparedDays.screen().replaceAll("\\s+", " ");
    assertThat(screen)
        .contains(
            String.format(
                Locale.ROOT,
                "AGAINST 2026-08-23: of Each p95 %,.0f ms was %,.0f ms (%.2f ×, %.2f to %.2f, 4 Map"
                    + " Runs against 4): slower. Errors new: NewFault.",
                p95.path("against").asDouble(),
                p95.path("base").asDouble(),
                p95.path("ratio").asDouble(),
                p95.path("ratio_low").asDouble(),
                p95.path("ratio_high").asDouble()))
        .containsPattern(
            "compare --lake \\S+ --base 2026-08-23/2026-08-24 --against 2026-08-24/2026-08-25");
  }

  @Test
  void tablesSayWhatTheRunSaid() {
    StoredScreen.assertIsThatOf(ComparedDays.lake(), ComparedDays.screen());
  }

  /** One may be among the longest and those in which most failed; days differ by their date. */
  @Test
  void theScreenOfRunListsNoMapRunTwice() {
    String screen = ComparedDays.screen();
    String runs = screen.substring(screen.indexOf("MAP RUNS"));
    assertThat(
            runs.lines().filter(line -> line.startsWith("Each")).map(line -> line.substring(0, 30)))
        .hasSizeGreaterThan(3)
        .doesNotHaveDuplicates();
  }
}
