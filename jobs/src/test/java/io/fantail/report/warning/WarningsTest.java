package io.fantail.report.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.span.SpanAttributes;
import io.fantail.spark.Codec;
import io.fantail.testing.ColumnValues;
import java.time.Instant;
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
  private static final Instant BEGIN = Instant.parse("2026-08-24T10:00:00Z");
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
    memory("e", "refund", "1024.0", "512.5");
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
  void tellOfWhatFailedForItsSizeHowMuchItWasGiven() {
    Map<String, Object> tooLarge = span("attempt", RUN + "a", "error");
    tooLarge.putAll(
        Map.of("state_name", "Load", "failure_origin", true, "error", "States.DataLimitExceeded"));
    spans.add(tooLarge);
    sized("state", "Load", "a", 150_000);
    sized("state", "Other", "a", 160_000);

    assertThat(only(WarningKind.DATA_LIMIT))
        .containsEntry("figure", 150_000.0)
        .containsEntry(
            "sentence",
            "Load was given or returned more than the 256 KiB that a state may pass on, and failed"
                + " 1 x, with 150,000 bytes at hand: let it write to S3 and pass on the key.");
    assertThat(warnings(1, 0)).hasSize(1);
  }

  @Test
  void areGivenOfStatesThatPassOnNearlyTooMuch() {
    sized("execution", null, "a", 262_000);
    sized("state", "Load", "a", 262_000);
    sized("branch", "Fork", "a", 262_000);
    sized("attempt", "Load", "a", 230_000);
    sized("state", "Load", "b", 209_716);
    sized("state", "Load", "c", 209_715);
    sized("state", "Small", "d", 131_072);

    assertThat(only(WarningKind.PAYLOAD))
        .containsEntry("name", "Load")
        .containsEntry("subject", "state")
        .containsEntry("unit", "bytes")
        .containsEntry("count", 2L)
        .containsEntry("figure", 262_000.0)
        .containsEntry("figure_limit", 262_144.0)
        .containsEntry("example_execution_arn", RUN + "a")
        .containsEntry(
            "sentence",
            "Load was given or returned 262,000 of the 262,144 bytes that a state may pass on, and"
                + " over 80 % of them 2 x: let it write to S3 and pass on the key.");
  }

  @Test
  void areGivenOfAnExecutionOfWhichOnlyAnAnswerTellsThatItWasGivenNearlyTooMuch() {
    sized("execution", null, "a", 250_000);

    assertThat(only(WarningKind.PAYLOAD))
        .containsEntry("name", null)
        .hasEntrySatisfying(
            "sentence", sentence -> assertThat(sentence).asString().startsWith("shop was given"));
  }

  @Test
  void areGivenOfTasksThatEndedShortlyBeforeTheTimeoutOfTheirState() {
    limited("Pay", "a", "ok", null, 7_999, 0, "10", null);
    limited("Pay", "b", "ok", null, 8_000, 0, "10", null);
    limited("Pay", "c", "ok", null, 9_900, 0, "10", null);
    // Another execution set another: 95 % of it is less close than 99 % of 10 s.
    limited("Pay", "d", "ok", null, 57_000, 0, "60", null);
    limited("Pay", "e", "error", "States.Timeout", 10_004, 0, "10", null);
    limited("Pay", "f", "error", "Oops", 9_999, 0, "10", null);
    limited("Pay", "g", "unfinished", null, 9_999, 0, "10", null);
    // Its worker began late.
    limited("Queued", "h", "ok", null, 50_000, 45_000, "60", null);
    limited("Free", "i", "ok", null, 9_999, 0, null, null);

    assertThat(only(WarningKind.STATE_TIMEOUT))
        .containsEntry("name", "Pay")
        .containsEntry("count", 3L)
        .containsEntry("figure", 9_900.0)
        .containsEntry("figure_limit", 10_000.0)
        .containsEntry("share", 0.99)
        .containsEntry("example_execution_arn", RUN + "c")
        .containsEntry(
            "sentence",
            "Pay has 10 s and took 9.9: 3 of its attempts ended in the last fifth of the time-out,"
                + " 1 ran into it.");
    assertThat(warnings(1, 0)).hasSize(1);
  }

  @Test
  void areGivenOfTasksThatEndedShortlyBeforeAHeartbeatWasDue() {
    limited("Silent", "a", "ok", null, 4_500, 0, "600", "5");
    // Recorded: AWS calls a missing heartbeat a time-out.
    limited("Silent", "b", "error", "States.Timeout", 5_017, 0, "600", "5");
    limited("Silent", "c", "error", "States.HeartbeatTimeout", 5_017, 0, null, "5");
    // Takes longer than one, and so gives signs.
    limited("Alive", "d", "ok", null, 4_900, 0, null, "5");
    limited("Alive", "e", "ok", null, 30_000, 0, null, "5");

    assertThat(only(WarningKind.HEARTBEAT))
        .containsEntry("name", "Silent")
        .containsEntry("count", 1L)
        .containsEntry("figure", 4_500.0)
        .containsEntry("figure_limit", 5_000.0)
        .containsEntry(
            "sentence",
            "Silent must give a sign every 5 s and took 4.5: 1 of its attempts ended in the last"
                + " fifth before the first was due, 2 came too late.");
    assertThat(warnings(1, 0)).hasSize(1);
  }

  @Test
  void areGivenOfExecutionsThatEndedShortlyBeforeATimeoutThatOthersHit() {
    ended("a", "TIMED_OUT", 60_003, 60_003);
    ended("b", "SUCCEEDED", 55_000, 55_000);
    ended("c", "SUCCEEDED", 20_000, 20_000);
    ended("d", "FAILED", 59_000, 59_000);
    // Redriven: its time began anew.
    ended("e", "SUCCEEDED", 90_000, 70_000);

    assertThat(only(WarningKind.EXECUTION_TIMEOUT))
        .containsEntry("subject", "execution")
        .containsEntry("name", null)
        .containsEntry("count", 1L)
        .containsEntry("figure", 55_000.0)
        .containsEntry("figure_limit", 60_000.0)
        .containsEntry(
            "sentence",
            "shop has 60 s and took 55.0: 1 of its executions ended in the last fifth of the"
                + " time-out, 1 ran into it.");
  }

  @Test
  void areGivenOfItemsThatWentToSeveralChildren() {
    for (int i = 0; i < 40; i++) {
      child("c" + i, "Each", 1, i % 37, "SUCCEEDED");
    }

    assertThat(only(WarningKind.SAME_ITEM))
        .containsEntry("subject", "map_run")
        .containsEntry("name", "Each")
        .containsEntry("is_distributed_map_child", true)
        .containsEntry("count", 3L)
        .containsEntry("figure", 2.0)
        .containsEntry("figure_limit", null)
        .containsEntry("unit", "children")
        .containsEntry(
            "sentence",
            "Each gave the same items to several of its children 3 x, such as to c1 and to c38:"
                + " what these do is done more than once.")
        .containsEntry("example_execution_arn", CHILD + "c1");
    List<Warning> whole = warnings(1, 0);
    assertThat(warnings(7, 1)).isEqualTo(whole);
    assertThat(warnings(40, 2)).isEqualTo(whole);
  }

  @Test
  void areNotGivenOfWhatIsRunAgainNorOfItemsThatNothingTells() {
    for (int i = 0; i < 20; i++) {
      // Two Map Runs are given the same.
      child("first" + i, "Each", 1, i, "SUCCEEDED");
      child("second" + i, "Each", 2, i, "RUNNING");
      // What failed is run again.
      child("failed" + i, "Each", 1, i, i % 2 == 0 ? "FAILED" : "TIMED_OUT");
      // What each is given holds no item.
      child("alike" + i, "Alike", 3, 7, "SUCCEEDED");
      child("unknown" + i, "Unknown", 4, null, "SUCCEEDED");
      // What it holds has few values, one of them rare.
      child("country" + i, "Country", 5, i < 18 ? i % 3 : 99, "SUCCEEDED");
    }
    child("one", "Pair", 6, 1, "SUCCEEDED");
    child("other", "Pair", 6, 1, "SUCCEEDED");

    assertThat(warnings(3, 1)).isEmpty();
  }

  private static final String CHILD = "arn:aws:states:eu-west-1:444455556666:execution:shop/Each:";

  private void child(String name, String label, int run, @Nullable Integer item, String status) {
    Map<String, Object> child =
        new HashMap<>(
            Map.of(
                "execution_arn",
                CHILD.replace("Each", label) + name,
                "state_machine_name",
                "shop",
                "is_distributed_map_child",
                true,
                "map_run_arn",
                "arn:aws:states:eu-west-1:444455556666:mapRun:shop/" + label + ":" + run,
                "status",
                status));
    if (item != null) {
      child.put("item_hash", item * 0x9E3779B97F4A7C15L);
    }
    executions.add(child);
  }

  private void ended(String run, String status, long millis, double activeMillis) {
    executions.add(
        Map.of(
            "execution_arn",
            RUN + run,
            "state_machine_name",
            "shop",
            "status",
            status,
            "started_at",
            BEGIN,
            "ended_at",
            BEGIN.plusMillis(millis),
            "active_ms",
            activeMillis));
  }

  private void limited(
      String state,
      String run,
      String status,
      @Nullable String error,
      long millis,
      long queuedMillis,
      @Nullable String timeout,
      @Nullable String heartbeat) {
    timed("attempt", state, run, status, error, (double) millis);
    Map<String, String> attributes = new TreeMap<>();
    SpanAttributes.put(attributes, SpanAttributes.TIMEOUT_SECONDS, timeout);
    SpanAttributes.put(attributes, SpanAttributes.HEARTBEAT_SECONDS, heartbeat);
    attributes.put(SpanAttributes.STARTED_AT, BEGIN.plusMillis(queuedMillis).toString());
    spans
        .get(spans.size() - 1)
        .putAll(
            Map.of(
                "started_at",
                BEGIN,
                "ended_at",
                BEGIN.plusMillis(millis),
                "attributes",
                attributes));
  }

  private void sized(String kind, @Nullable String state, String run, int bytes) {
    Map<String, Object> span = span(kind, RUN + run, "ok");
    if (state != null) {
      span.put("state_name", state);
    }
    span.put(
        "attributes", new TreeMap<>(Map.of(SpanAttributes.PAYLOAD_BYTES, String.valueOf(bytes))));
    spans.add(span);
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
    for (int i = 0; i < executions.size(); i++) {
      tallies.get(i % tasks).add(ColumnValues.read(executions.get(i), ReportedExecution::shape));
    }
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
    new Warnings(groups.values().stream().map(List::iterator).iterator())
        .forEachRemaining((Consumer<Warning>) warnings::add);
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
