package io.fantail.report.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.span.SpanAttributes;
import io.fantail.spark.Codec;
import io.fantail.testing.ColumnValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WarningsTest {
  private static final String RUN = "arn:aws:states:eu-west-1:444455556666:execution:shop:";

  private final List<Map<String, Object>> spans = new ArrayList<>();
  private final List<Map<String, Object>> executions = new ArrayList<>();

  @Test
  void areGivenOfLongHistoriesOfStandardWorkflows() {
    execution(RUN + "short", 19_999);
    execution(RUN + "long", 20_000);
    execution(RUN + "longest", 24_990);
    execution("arn:aws:states:eu-west-1:444455556666:express:shop:a:b", 24_999);

    assertThat(only(WarningKind.EVENT_COUNT))
        .containsEntry("count", 2L)
        .containsEntry("figure", 24_990.0)
        .containsEntry("figure_limit", 25_000.0)
        .containsEntry("share", 24_990.0 / 25_000)
        .containsEntry("unit", "events")
        .containsEntry("subject", "execution")
        .containsEntry("example_execution_arn", RUN + "longest")
        .containsEntry(
            "sentence",
            "Histories of shop come near the 25,000 events at which AWS fails an execution: 2 did,"
                + " the longest with 24,990.");
  }

  @Test
  void areGivenOfInvocationsThatTookNearlyAllMemory() {
    memory("a", "charge", "128", "115");
    memory("b", "charge", "128", "116");
    memory("c", "charge", "128", "128");
    memory("d", "refund", "1024", "512");
    spans.add(span("lambda", RUN + "e", "ok"));

    assertThat(only(WarningKind.MEMORY))
        .containsEntry("name", "charge")
        .containsEntry("count", 2L)
        .containsEntry("share", 1.0)
        .containsEntry("example_execution_arn", RUN + "c");
  }

  @Test
  void areGivenOfWhatEndedShortlyBeforeATimeoutThatOthersHit() {
    timed("lambda", "Charge", "a", "error", "Sandbox.Timedout", 3_000.4);
    timed("lambda", "Charge", "b", "ok", null, 2_900.0);
    timed("lambda", "Charge", "c", "ok", null, 2_500.0);
    timed("lambda", "Charge", "d", "ok", null, 1_000.0);
    timed("lambda", "Refund", "e", "ok", null, 2_900.0);
    timed("attempt", "Wait", "f", "error", "States.Timeout", 10_004.0);
    timed("attempt", "Wait", "g", "ok", null, 9_999.0);
    timed("attempt", "Changed", "h", "error", "States.Timeout", 10_004.0);
    timed("attempt", "Changed", "i", "ok", null, 15_000.0);

    assertThat(only(WarningKind.FUNCTION_TIMEOUT))
        .containsEntry("name", "Charge")
        .containsEntry("count", 2L)
        .containsEntry("figure", 2_900.0)
        .containsEntry("figure_limit", 3_000.0)
        .containsEntry(
            "sentence",
            "Charge has 3 s and took 2.9: 2 of its invocations ended in the last fifth of the"
                + " time-out, 1 ran into it.");
    assertThat(only(WarningKind.STATE_TIMEOUT))
        .containsEntry("name", "Wait")
        .containsEntry("figure_limit", 10_000.0);
  }

  @Test
  void areGivenOfRetriesThatNeverHelped() {
    for (int i = 0; i < 6; i++) {
      chain("In vain " + i, "Vain", 3, "error");
      chain("Helped " + i, "Helped", 2, i == 3 ? "ok" : "error");
      if (i < 4) {
        chain("Few " + i, "Few", 2, "error");
      }
    }

    assertThat(only(WarningKind.RETRIES_IN_VAIN))
        .containsEntry("name", "Vain")
        .containsEntry("count", 6L)
        .containsEntry("figure", 3.0)
        .containsEntry("figure_limit", null)
        .containsEntry("share", null);
  }

  @Test
  void areGivenOfStatesThatPassedOnTooMuch() {
    Map<String, Object> tooLarge = span("attempt", RUN + "a", "error");
    tooLarge.putAll(
        Map.of("state_name", "Load", "failure_origin", true, "error", "States.DataLimitExceeded"));
    spans.add(tooLarge);

    assertThat(only(WarningKind.DATA_LIMIT))
        .containsEntry("name", "Load")
        .containsEntry("figure", null)
        .containsEntry("figure_limit", 262_144.0);
  }

  @Test
  void areGivenOfMapRunsThatNearlyFailed() {
    mapRun("none", "0", "10");
    mapRun("few", "7", "10");
    mapRun("near", "8", "10");
    mapRun("nearest", "10", "10");
    mapRun("failed", "11", "10");

    assertThat(only(WarningKind.TOLERANCE))
        .containsEntry("subject", "map_run")
        .containsEntry("name", "ProcessOrders")
        .containsEntry("count", 2L)
        .containsEntry("figure", 10.0)
        .containsEntry("figure_limit", 10.0)
        .containsEntry("example_execution_arn", RUN + "nearest");
  }

  private void mapRun(String run, String failed, String tolerated) {
    Map<String, Object> span = span("map_run", RUN + run, "ok");
    span.put("state_name", "ProcessOrders");
    span.put(
        "attributes",
        new TreeMap<>(
            Map.of(
                SpanAttributes.REPORTED_ITEMS,
                "1000",
                SpanAttributes.REPORTED_ITEMS_FAILED,
                failed,
                SpanAttributes.REPORTED_ITEMS_TIMED_OUT,
                "0",
                SpanAttributes.TOLERATED_FAILURE_COUNT,
                tolerated,
                SpanAttributes.TOLERATED_FAILURE_PERCENTAGE,
                "0")));
    spans.add(span);
  }

  @Test
  void areTheSameHoweverTasksShareTheWork() {
    for (int i = 0; i < 200; i++) {
      memory("m" + i, "f" + i % 7, "128", String.valueOf(90 + i % 39));
      timed("lambda", "f" + i % 5, "t" + i, "ok", null, 1_000.0 + 10 * i);
      timed("lambda", "f" + i % 5, "x" + i, "error", "Sandbox.Timedout", 3_000.0);
      chain("c" + i, "s" + i % 3, 2 + i % 2, "error");
    }
    List<Warning> whole = warnings(1, 0);

    assertThat(whole).hasSize(7 + 5 + 3);
    assertThat(warnings(7, 1)).isEqualTo(whole);
    assertThat(warnings(50, 2)).isEqualTo(whole);
  }

  @Test
  void areTheWorstFiftyOfEachKind() {
    for (int i = 0; i < 300; i++) {
      memory("m" + i, "f" + i, "1000", String.valueOf(900 + i % 100));
      chain("c" + i, "s" + i / 5, 2, "error");
    }

    assertThat(warnings(1, 0).stream().map(one -> one.key().kind()))
        .hasSize(100)
        .containsOnly(WarningKind.MEMORY, WarningKind.RETRIES_IN_VAIN);
    assertThat(warnings(1, 0).stream().filter(one -> one.share() != null).findFirst())
        .hasValueSatisfying(one -> assertThat(one.figure()).isEqualTo(999));
  }

  private Map<String, Object> only(WarningKind kind) {
    List<Warning> found = warnings(1, 0).stream().filter(one -> one.key().kind() == kind).toList();
    assertThat(found).hasSize(1);
    return ColumnValues.of(found.get(0), Warning.TABLE.shape());
  }

  /** What comes of so many tasks. */
  private List<Warning> warnings(int tasks, int seed) {
    List<List<Map<String, Object>>> ofExecutions =
        new ArrayList<>(
            spans.stream()
                .collect(
                    Collectors.groupingBy(
                        span -> String.valueOf(span.get("execution_arn")),
                        TreeMap::new,
                        Collectors.toList()))
                .values());
    Collections.shuffle(ofExecutions, new Random(seed));
    List<WarningTally> tallies = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      tallies.add(new WarningTally());
    }
    executions.forEach(one -> tallies.get(0).add(ColumnValues.read(one, ReportedExecution::shape)));
    for (int i = 0; i < ofExecutions.size(); i++) {
      tallies
          .get(i % tasks)
          .add(
              ofExecutions.get(i).stream()
                  .map(span -> ColumnValues.read(span, ReportedSpan::shape))
                  .toList());
    }
    Codec<WarningPart> codec = Codec.of(WarningPart::shape);
    Map<String, List<WarningPart>> groups =
        tallies.stream()
            .flatMap(tally -> tally.counted().stream())
            .map(part -> codec.unpack(codec.pack(part)))
            .collect(Collectors.groupingBy(WarningPart::group, TreeMap::new, Collectors.toList()));
    List<Warning> warnings = new ArrayList<>();
    new Warnings(groups.values().iterator()).forEachRemaining((Consumer<Warning>) warnings::add);
    return warnings;
  }

  private void execution(String arn, long events) {
    executions.add(
        Map.of("execution_arn", arn, "state_machine_name", "shop", "event_count", events));
  }

  private void memory(String run, String function, String has, String took) {
    Map<String, Object> span = span("lambda", RUN + run, "ok");
    span.put("function_name", function);
    span.put("attributes", new TreeMap<>(Map.of("memory_mb", has, "max_memory_mb", took)));
    spans.add(span);
  }

  private void timed(
      String kind, String name, String run, String status, @Nullable String error, double millis) {
    Map<String, Object> span = span(kind, RUN + run, status);
    span.put("state_name", name);
    span.put("function_name", name);
    span.put("duration_ms", millis);
    if (error != null) {
      span.put("error", error);
    }
    spans.add(span);
  }

  private void chain(String run, String state, int attempts, String last) {
    for (int number = 1; number <= attempts; number++) {
      Map<String, Object> span = span("attempt", RUN + run, number == attempts ? last : "error");
      span.putAll(Map.of("state_name", state, "parent_span_id", state, "attempt", number));
      spans.add(span);
    }
  }

  private static Map<String, Object> span(String kind, String executionArn, String status) {
    return new HashMap<>(
        Map.of(
            "kind",
            kind,
            "execution_arn",
            executionArn,
            "state_machine_name",
            "shop",
            "status",
            status));
  }
}
