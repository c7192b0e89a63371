package io.fantail.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.report.coverage.LinkCoverage;
import io.fantail.report.error.ErrorCounts;
import io.fantail.report.latency.Latency;
import io.fantail.report.overview.ExecutionTally;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.Shape;
import io.fantail.spark.Assorted.Value;
import io.fantail.spark.Codec;
import io.fantail.testing.ColumnValues;
import io.fantail.testing.History;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTallyTest {
  private record Traced(ReportedExecution execution, List<ReportedSpan> spans) {}

  /** However executions are spread over tasks, the same comes of them. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 50})
  void addsUpOverTasks(int tasks) {
    Random random = new Random(tasks);
    List<Traced> executions =
        Stream.generate(() -> traced(random)).limit(50).collect(Collectors.toList());
    ReportTally whole = new ReportTally();
    executions.forEach(one -> add(whole, one));
    Collections.shuffle(executions, random);
    List<ReportTally> parts = Stream.generate(ReportTally::new).limit(tasks).toList();
    for (int i = 0; i < executions.size(); i++) {
      add(parts.get(i % tasks), executions.get(i));
    }

    Map<String, Object> once = put(List.of(whole));
    assertThat(put(parts)).isEqualTo(once);
    assertThat(once.keySet()).anyMatch(key -> key.startsWith("LATENCY"));
    assertThat(once.keySet()).anyMatch(key -> key.startsWith("ERRORS"));
  }

  @Test
  void handsOnWhatItCountedWhenThatIsMuch() {
    ReportedSpan span =
        ColumnValues.read(
            Map.of("kind", "state", "name", "Charge", "active_ms", 5.0), ReportedSpan::shape);
    List<Long> counted = new ArrayList<>();
    Tallying<ReportedSpan> tallying =
        new Tallying<>(
            Collections.nCopies(500_000, span).iterator(),
            (tally, value) -> tally.add(List.of(value)));
    tallying.forEachRemaining(
        value -> {
          if (value.kind() == ReportPart.LATENCY) {
            counted.add(unpacked(value, Latency::shape).ended().total());
          }
        });

    assertThat(counted).containsExactly(200_000L, 200_000L, 100_000L);
  }

  /** What is long, and what is a Map Run of its own, takes more memory than what is counted. */
  @Test
  void weighsWhatItHolds() {
    ReportTally ofErrors = new ReportTally();
    ReportTally ofMapRuns = new ReportTally();
    String cause = "x".repeat(4096);
    int errors = 0;
    while (!ofErrors.isFull()) {
      Map<String, Object> failed =
          Map.of("error", "Error " + errors++, "cause", cause, "failure_origin", true);
      ofErrors.add(List.of(ColumnValues.read(failed, ReportedSpan::shape)));
    }
    int mapRuns = 0;
    while (!ofMapRuns.isFull()) {
      Map<String, Object> child =
          Map.of("is_distributed_map_child", true, "map_run_arn", "run " + mapRuns++);
      ofMapRuns.addChild(ColumnValues.read(child, ReportedExecution::shape));
    }

    assertThat(errors).isBetween(3_000, 5_000);
    assertThat(mapRuns).isBetween(5_000, 10_000);
  }

  private static void add(ReportTally tally, Traced one) {
    tally.add(one.execution, one.spans);
  }

  /** What the tasks of a report make of these, by part and key. */
  private static Map<String, Object> put(List<ReportTally> tallies) {
    Map<String, List<Value<ReportPart>>> byKey =
        tallies.stream()
            .flatMap(tally -> TallyValues.of(tally).stream())
            .collect(Collectors.groupingBy(value -> value.kind() + " " + value.key()));
    Map<String, Object> sums = new TreeMap<>();
    byKey.forEach((key, values) -> sums.put(key, sum(values)));
    return sums;
  }

  private static Object sum(List<Value<ReportPart>> values) {
    return switch (values.get(0).kind()) {
      case EXECUTIONS -> executions(values);
      case LATENCY -> sum(values, Latency::shape, Latency::sumOf, Latency.TABLE.shape());
      case ERRORS -> sum(values, ErrorCounts::shape, ErrorCounts::sumOf, ErrorCounts.TABLE.shape());
      case COVERAGE ->
          sum(values, LinkCoverage::shape, LinkCoverage::sumOf, LinkCoverage.TABLE.shape());
      // MapRunsInPartsTest, FailedItemsTest, SlowChildrenTest and WarningsTest hold that these add
      // up.
      case MAP_RUNS, ITEMS, CHILDREN, WARNINGS, FILE -> "";
    };
  }

  private static Object executions(List<Value<ReportPart>> values) {
    ExecutionTally whole = new ExecutionTally();
    values.forEach(value -> whole.add(unpacked(value, ExecutionTally::shape)));
    return whole.summary();
  }

  private static <T> Map<String, @Nullable Object> sum(
      List<Value<ReportPart>> values, Shape<T> shape, Function<List<T>, T> sum, Shape<T> columns) {
    return ColumnValues.of(
        sum.apply(values.stream().map(value -> unpacked(value, shape)).toList()), columns);
  }

  private static <T> T unpacked(Value<ReportPart> value, Shape<T> shape) {
    return Codec.of(shape).unpack(value.packed());
  }

  private static Traced traced(Random random) {
    String arn = "execution " + random.nextInt(Integer.MAX_VALUE);
    boolean isChild = random.nextBoolean();
    Map<String, Object> execution = new HashMap<>();
    execution.put("execution_arn", arn);
    execution.put("is_distributed_map_child", isChild);
    execution.put("day", ColumnValues.DAY.plusDays(random.nextInt(2)));
    execution.put("status", random.nextBoolean() ? "SUCCEEDED" : "FAILED");
    execution.put("event_count", (long) random.nextInt(9));
    execution.put("missing_events", (long) random.nextInt(3));
    if (isChild) {
      execution.put("map_run_link", random.nextBoolean() ? "time_window" : "none");
    } else if (random.nextBoolean()) {
      execution.put("parent_link", "context");
    }
    if (random.nextBoolean()) {
      execution.put("active_ms", random.nextInt(1000) / 8.0);
    }
    List<ReportedSpan> spans = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      spans.add(span(random, arn, isChild, i));
    }
    return new Traced(ColumnValues.read(execution, ReportedExecution::shape), spans);
  }

  private static ReportedSpan span(Random random, String arn, boolean isChild, int number) {
    Map<String, Object> span = new HashMap<>();
    span.put("execution_arn", arn);
    span.put("is_distributed_map_child", isChild);
    span.put("span_id", arn + number);
    span.put("kind", random.nextBoolean() ? "attempt" : "state");
    span.put("name", "Charge " + random.nextInt(3));
    span.put("status", List.of("ok", "error", "unfinished").get(random.nextInt(3)));
    span.put("active_ms", random.nextInt(100) / 4.0);
    span.put("link", random.nextBoolean() ? "request_id" : "no_logs");
    span.put("failure_origin", random.nextBoolean());
    span.put("terminal", random.nextBoolean());
    span.put("error", random.nextBoolean() ? "Boom" : "Crash");
    span.put("started_at", History.EPOCH.plusMillis(random.nextInt(1000)));
    return ColumnValues.read(span, ReportedSpan::shape);
  }
}
