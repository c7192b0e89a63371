package io.fantail.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.table.DaySet;
import io.fantail.text.Json;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTallyTest {
  private static final Rule QUICK = rule(null, 100.0, false);

  private static Rule rule(@Nullable Double min, @Nullable Double max, boolean required) {
    return new Rule(
        "quick",
        "Children are quick.",
        CheckedTable.LATENCY,
        "p99_ms",
        Map.of("kind", List.of("execution", "state")),
        min,
        max,
        required);
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "100.5, 0.5", "-7, 0", "1e9, 999999900", "NaN, 0"})
  void aLimitItselfIsKept(double value, double beyond) {
    assertThat(QUICK.beyond(value)).isEqualTo(beyond);
  }

  @ParameterizedTest
  @CsvSource({"5, 0", "4, 1", "10, 0", "11, 1"})
  void aRangeHasTwoLimits(double value, double beyond) {
    assertThat(rule(5.0, 10.0, false).beyond(value)).isEqualTo(beyond);
  }

  @Test
  void looksOnlyAtRowsThatItIsAbout() {
    RuleTally tally = new RuleTally(QUICK);
    tally.add(row("execution", "a", 50.0)::get);
    tally.add(row("state", "b", 150.0)::get);
    tally.add(row("lambda", "c", 150.0)::get);
    tally.add(row("execution", "d", null)::get);
    tally.add(row(null, "e", 150.0)::get);

    RuleOutcome outcome = tally.outcome();
    assertThat(outcome.rows()).isEqualTo(2);
    assertThat(outcome.brokenRows()).isEqualTo(1);
    assertThat(outcome.isBroken()).isTrue();
    assertThat(outcome.worst()).extracting(row -> row.identity().get(3)).containsExactly("b");
  }

  @Test
  void namesTheWorstRowsHoweverTasksCountThem() {
    List<RuleTally> parts = IntStream.range(0, 4).mapToObj(part -> new RuleTally(QUICK)).toList();
    for (int i = 0; i < 40; i++) {
      parts.get(i % 4).add(row("state", "n" + i, 90.0 + i)::get);
    }
    RuleTally whole = new RuleTally(QUICK);
    parts.forEach(part -> whole.add(part.counted()));

    RuleOutcome outcome = whole.outcome();
    assertThat(outcome.rows()).isEqualTo(40);
    assertThat(outcome.brokenRows()).isEqualTo(29);
    assertThat(outcome.worst())
        .extracting(CheckedRow::beyond)
        .containsExactly(29.0, 28.0, 27.0, 26.0, 25.0);
  }

  @Test
  void aRequiredRuleIsBrokenWithoutRows() {
    assertThat(new RuleTally(QUICK).outcome().isBroken()).isFalse();
    assertThat(new RuleTally(rule(null, 1.0, true)).outcome().isBroken()).isTrue();
  }

  @Test
  void saysWhatBrokeByHowMuchAndWhereToLook() {
    RuleTally tally = new RuleTally(QUICK);
    for (int i = 0; i < 8; i++) {
      tally.add(row("state", "Charge\u001b[2J" + i, 1_000.0 + i)::get);
    }
    tally.add(row("state", "fine", 7.0)::get);
    RuleOutcome outcome = tally.outcome();
    List<CheckedRow> named = new ArrayList<>(outcome.worst());
    named.set(0, named.get(0).withExample("arn:x"));

    assertThat(report(outcome.withWorst(named)).lines())
        .containsExactly(
            "BROKEN quick: Children are quick.",
            "  latency.p99_ms is to be 100 at most; in 8 of 9 rows it is not",
            "  2026-11-21 state orders Charge [2J7 is_distributed_map_child: 1,007, 907 above, 10.07"
                + " times the limit; see arn:x",
            "  2026-11-21 state orders Charge [2J6 is_distributed_map_child: 1,006, 906 above, 10.06"
                + " times the limit",
            "  2026-11-21 state orders Charge [2J5 is_distributed_map_child: 1,005, 905 above, 10.05"
                + " times the limit",
            "  2026-11-21 state orders Charge [2J4 is_distributed_map_child: 1,004, 904 above, 10.04"
                + " times the limit",
            "  2026-11-21 state orders Charge [2J3 is_distributed_map_child: 1,003, 903 above, 10.03"
                + " times the limit",
            "  ... and 3 more",
            "0 of 1 rules hold over 9 rows; 1 broken.");
  }

  @Test
  void saysWhichRuleLookedAtNothing() {
    RuleOutcome none = new RuleTally(QUICK).outcome();
    RuleOutcome missed = new RuleTally(rule(0.5, null, true)).outcome();

    assertThat(report(none).lines())
        .containsExactly(
            "NOTHING TO LOOK AT quick: no row of latency that it is about has a p99_ms",
            "0 of 1 rules hold over 0 rows; 1 had nothing to look at.");
    assertThat(report(missed).lines())
        .containsExactly(
            "BROKEN quick: Children are quick.",
            "  looked at 0 rows of latency, and is required",
            "0 of 1 rules hold over 0 rows; 1 broken.");
  }

  @Test
  void saysWhatFallsShort() {
    RuleTally tally = new RuleTally(rule(0.99, null, false));
    tally.add(row("state", "a", 0.4375)::get);

    assertThat(report(tally.outcome()).lines())
        .contains(
            "  latency.p99_ms is to be 0.99 at least; in 1 of 1 rows it is not",
            "  2026-11-21 state orders a is_distributed_map_child: 0.4375, 0.5525 below, 0.44 times"
                + " the limit");
  }

  /** How many times a limit below 0 something is, says nothing. */
  @Test
  void saysNoTimesOfALimitBelowZero() {
    RuleTally tally = new RuleTally(rule(null, -5.0, false));
    tally.add(row("state", "a", 10.0)::get);

    assertThat(report(tally.outcome()).lines())
        .contains("  2026-11-21 state orders a is_distributed_map_child: 10, 15 above");
  }

  @Test
  void answersPrograms() throws IOException {
    RuleTally tally = new RuleTally(QUICK);
    tally.add(row("state", null, 150.0)::get);

    JsonNode json = Json.MAPPER.readTree(report(tally.outcome()).json());
    assertThat(json.at("/broken").asInt()).isEqualTo(1);
    assertThat(json.at("/rules/0/name").asText()).isEqualTo("quick");
    assertThat(json.at("/rules/0/is_broken").asBoolean()).isTrue();
    assertThat(json.at("/rules/0/min").isNull()).isTrue();
    assertThat(json.at("/rules/0/max").asDouble()).isEqualTo(100);
    assertThat(json.at("/rules/0/worst/0/value").asDouble()).isEqualTo(150);
    assertThat(json.at("/rules/0/worst/0/beyond").asDouble()).isEqualTo(50);
    assertThat(json.at("/rules/0/worst/0/name").isNull()).isTrue();
    assertThat(json.at("/rules/0/worst/0/kind").asText()).isEqualTo("state");
  }

  private static CheckReport report(RuleOutcome outcome) {
    return new CheckReport("lake", DaySet.NONE, List.of(outcome));
  }

  private static Map<String, @Nullable Object> row(
      @Nullable String kind, @Nullable String name, @Nullable Double p99) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("day", LocalDate.of(2026, 11, 21));
    row.put("kind", kind);
    row.put("state_machine_name", "orders");
    row.put("name", name);
    row.put("is_distributed_map_child", true);
    row.put("p99_ms", p99);
    return row;
  }
}
