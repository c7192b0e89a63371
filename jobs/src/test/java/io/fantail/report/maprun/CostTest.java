package io.fantail.report.maprun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.report.cost.Prices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostTest {
  private static final String STANDARD =
      "arn:aws:states:eu-west-1:123456789012:execution:orders/Fan:c-";
  private static final String EXPRESS =
      "arn:aws:states:eu-west-1:123456789012:express:orders/Fan:c-";
  private static final Prices PRICES = new Prices(0.000025, 0.0000166667, 0.0000002);

  /** Four children of 5 items, 6 transitions, 2 retries, 3 requests and 1.5 GB-seconds. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void isTheUseOfTheChildrenTimesThePrices(int tasks) {
    List<Map<String, Object>> children = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      children.add(child(STANDARD + i));
    }

    Map<String, @Nullable Object> row = row(children, tasks, PRICES);

    assertThat(row)
        .containsEntry("state_transitions", 24L)
        .containsEntry("lambda_gb_seconds", 6.0)
        .containsEntry("wasted_gb_seconds", 1.0)
        .containsEntry("items_per_child", 5.0)
        .containsEntry("price_per_transition", 0.000025)
        .containsEntry("price_per_gb_second", 0.0000166667)
        .containsEntry("price_per_request", 0.0000002);
    double cost = 24 * 0.000025 + 6 * 0.0000166667 + 12 * 0.0000002;
    assertThat((Double) row.get("cost")).isCloseTo(cost, within(1e-15));
    assertThat((Double) row.get("cost_per_item")).isCloseTo(cost / 20, within(1e-15));
    assertThat((Double) row.get("wasted_cost"))
        .isCloseTo(8 * 0.000025 + 0.0000166667, within(1e-15));
  }

  @Test
  void isNotKnownWithoutPrices() {
    Map<String, @Nullable Object> row = row(List.of(child(STANDARD)), 1, null);

    assertThat(row).containsEntry("state_transitions", 6L).containsEntry("lambda_gb_seconds", 1.5);
    for (String column :
        List.of(
            "cost",
            "cost_per_item",
            "wasted_cost",
            "price_per_transition",
            "price_per_gb_second",
            "price_per_request")) {
      assertThat(row.get(column)).as(column).isNull();
    }
  }

  /** Whichever task counts it. */
  @Test
  void isNotKnownOfExpressChildren() {
    Map<String, @Nullable Object> row =
        row(
            List.of(child(EXPRESS + "1:a"), child(EXPRESS + "2:b"), child(EXPRESS + "3:c")),
            4,
            PRICES);

    assertThat(row.get("cost")).isNull();
    assertThat(row.get("cost_per_item")).isNull();
    assertThat(row.get("wasted_cost")).isNull();
    assertThat(row.get("state_transitions")).isNull();
    assertThat(row.get("lambda_gb_seconds")).isEqualTo(4.5);
  }

  @Test
  void isThatOfTransitionsAloneWhereNoInvocationWasFound() {
    Map<String, Object> child = new HashMap<>(child(STANDARD));
    child.keySet().removeAll(List.of("lambda_gb_seconds", "wasted_gb_seconds", "lambda_requests"));

    Map<String, @Nullable Object> row = row(List.of(child), 1, PRICES);

    assertThat(row.get("lambda_gb_seconds")).isNull();
    assertThat((Double) row.get("cost")).isCloseTo(6 * 0.000025, within(1e-15));
    assertThat((Double) row.get("wasted_cost")).isCloseTo(2 * 0.000025, within(1e-15));
  }

  @Test
  void isNotKnownPerItemWhereItemsAreNot() {
    Map<String, Object> child = new HashMap<>(child(STANDARD));
    child.remove("items");

    Map<String, @Nullable Object> row = row(List.of(child), 1, PRICES);

    assertThat(row.get("cost")).isNotNull();
    assertThat(row.get("cost_per_item")).isNull();
    assertThat(row.get("items_per_child")).isNull();
    assertThat(row(List.of(), 1, PRICES).get("cost")).isNull();
    assertThat(row(List.of(), 1, PRICES).get("items_per_child")).isNull();
  }

  private static Map<String, @Nullable Object> row(
      List<Map<String, Object>> children, int tasks, @Nullable Prices prices) {
    return ReportedRun.of(Map.of("kind", "map_run", "map_run_arn", "run"), children, tasks, prices)
        .row();
  }

  private static Map<String, Object> child(String arn) {
    return Map.of(
        "execution_arn",
        arn,
        "is_distributed_map_child",
        true,
        "map_run_arn",
        "run",
        "items",
        5,
        "state_transitions",
        6L,
        "lambda_requests",
        3,
        "lambda_gb_seconds",
        1.5,
        "wasted_gb_seconds",
        0.25,
        "retried_at",
        new long[] {1, 2});
  }
}
