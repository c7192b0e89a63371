package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sample cost, by prices that whoever runs the command says. */
class CostIT {
  private static final List<String> PRICES =
      List.of(
          "--price-per-transition=0.000025",
          "--price-per-gb-second=0.0000166667",
          "--price-per-request=0.0000002");

  @Test
  void costsTheSameHoweverItIsReported(@TempDir Path folder) {
    Path lake = folder.resolve("lake");
    Commands.succeed("sample", "--children=120", "--seed=5", "--out=" + folder);
    Commands.succeed(
        "run",
        "--archive",
        folder.resolve("archive"),
        "--lake",
        lake,
        PRICES.get(0),
        PRICES.get(1),
        PRICES.get(2));

    Map<String, List<String>> ran = reports(lake);
    try (LakeReader tables = LakeReader.open(lake)) {
      List<Row> costs =
          tables.rows(
              """
              SELECT m.cost, m.cost_per_item * m.items, m.wasted_cost,
                     SUM(e.state_transitions) * 0.000025D + SUM(e.lambda_gb_seconds) * 0.0000166667D
                       + SUM(e.lambda_requests) * 0.0000002D,
                     SUM(e.wasted_gb_seconds) * 0.0000166667D
                       + SUM(size(COALESCE(e.retried_at, array()))) * 0.000025D
              FROM map_runs m JOIN executions e ON e.map_run_arn = m.map_run_arn
              GROUP BY m.map_run_arn, m.cost, m.cost_per_item, m.items, m.wasted_cost""");
      assertThat(costs).hasSize(3);
      for (Row cost : costs) {
        assertThat(cost.getDouble(0)).isPositive().isCloseTo(cost.getDouble(3), within(1e-9));
        assertThat(cost.getDouble(1)).isCloseTo(cost.getDouble(0), within(1e-9));
        assertThat(cost.getDouble(2)).isCloseTo(cost.getDouble(4), within(1e-9));
      }
    }

    Commands.succeed("report", "--lake", lake, PRICES.get(0), PRICES.get(1), PRICES.get(2));
    LakeReader.assertSame(reports(lake), ran);

    Commands.succeed("report", "--lake", lake);
    try (LakeReader tables = LakeReader.open(lake)) {
      assertThat(
              tables.number(
                  """
                  SELECT COUNT(*) FROM map_runs WHERE state_transitions > 0 AND cost IS NULL
                    AND wasted_cost IS NULL AND price_per_request IS NULL"""))
          .isEqualTo(3);
    }
  }

  private static Map<String, List<String>> reports(Path lake) {
    Map<String, List<String>> tables = LakeReader.contents(lake);
    tables.keySet().retainAll(Set.of("map_runs", "map_run_timeline"));
    return tables;
  }
}
