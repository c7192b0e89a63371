package io.fantail.report.maprun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.report.latency.Quantiles;
import io.fantail.testing.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapRunsInPartsTest {
  private static final String RUN = "arn:aws:states:eu-west-1:123456789012:mapRun:orders/Fan:a";

  /**
   * @param end null for a child that still runs; in ms, not before {@code start}
   */
  private record Child(String arn, int start, @Nullable Integer end) {
    boolean isOpenAt(int moment) {
      return start <= moment && (end == null || moment < end);
    }
  }

  @Test
  void findsTheMostChildrenThatWereEverOpenAtOnce() {
    for (int seed = 0; seed < 4; seed++) {
      List<Child> children = children(new Random(seed), 300);

      Map<String, @Nullable Object> run = reported(children);
      assertThat(run.get("max_concurrency"))
          .as("seed %d", seed)
          .isEqualTo(mostOpenAtOnce(children));
    }
  }

  @Test
  void doesNotCountAChildWithTheOneThatBeginsAtItsEnd() {
    List<Child> children =
        List.of(new Child("a", 0, 10), new Child("b", 10, 20), new Child("c", 20, 30));

    assertThat(reported(children).get("max_concurrency")).isEqualTo(1L);
  }

  @Test
  void carriesChildrenThatStayOpenFromMinuteToMinute() {
    List<Child> children =
        List.of(
            new Child("a", 0, 600_000), new Child("b", 10, null), new Child("c", 300_000, 300_010));

    assertThat(reported(children).get("max_concurrency")).isEqualTo(3L);
  }

  @Test
  void measuresTheTailFromThe95thPercentileChildToTheLast() {
    List<Child> children = children(new Random(9), 500);
    double[] ends =
        children.stream()
            .filter(child -> child.end != null)
            .mapToDouble(child -> child.end == null ? 0 : child.end)
            .toArray();

    assertThat((Double) reported(children).get("tail_ms"))
        .isCloseTo(Quantiles.of(ends, 1) - Quantiles.of(ends, 0.95), within(1e-2));
  }

  @Test
  void hasThePercentilesAndTheSlowestOfTheChildrenThatEnded() {
    List<Child> children =
        List.of(
            new Child("quick", 0, 10),
            new Child("slow", 0, 110),
            new Child("middling", 0, 60),
            new Child("running", 0, null));

    Map<String, @Nullable Object> run = reported(children);
    assertThat(run.get("p50_ms")).isEqualTo(60.0);
    assertThat(run.get("max_ms")).isEqualTo(110.0);
    assertThat((Double) run.get("p95_ms"))
        .isCloseTo(Quantiles.of(new double[] {10, 60, 110}, 0.95), within(1e-9));
    assertThat(run.get("slowest_execution_arn")).isEqualTo("slow");
  }

  @Test
  void interpolatesBetweenTheClosestRanksOfManyChildren() {
    List<Child> children = children(new Random(5), 777);
    double[] times =
        children.stream()
            .filter(child -> child.end != null)
            .mapToDouble(child -> child.end == null ? 0 : child.end - child.start)
            .toArray();

    Map<String, @Nullable Object> run = reported(children);
    assertThat((Double) run.get("p50_ms")).isCloseTo(Quantiles.of(times, 0.5), within(1e-6));
    assertThat((Double) run.get("p95_ms")).isCloseTo(Quantiles.of(times, 0.95), within(1e-6));
    assertThat((Double) run.get("p99_ms")).isCloseTo(Quantiles.of(times, 0.99), within(1e-6));
  }

  @Test
  void namesTheChildThatEndedLast() {
    List<Child> children =
        List.of(
            new Child("slow", 0, 500),
            new Child("last a", 800, 900),
            new Child("last b", 890, 900),
            new Child("running", 0, null));

    Map<String, @Nullable Object> run = reported(children);
    assertThat(run.get("last_execution_arn")).isEqualTo("last b");
    assertThat(run.get("slowest_execution_arn")).isEqualTo("slow");
  }

  @Test
  void namesNoChildWhereNoneHasEnded() {
    Map<String, @Nullable Object> run = reported(List.of(new Child("running", 0, null)));

    assertThat(run.get("last_execution_arn")).isNull();
    assertThat(run.get("slowest_execution_arn")).isNull();
    assertThat(run.get("p95_ms")).isNull();
    assertThat(run.get("tail_ms")).isNull();
  }

  @Test
  void countsChildrenByHowTheyEnded() {
    List<Map<String, Object>> executions = new ArrayList<>();
    for (String status :
        List.of("SUCCEEDED", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "RUNNING")) {
      executions.add(execution(new Child(status, 0, 10), status));
    }
    Map<String, Object> strangers = new HashMap<>(execution(new Child("x", 0, 10), "FAILED"));
    strangers.remove("map_run_arn");
    executions.add(strangers);

    Map<String, @Nullable Object> run = reported(mapRunSpan(Map.of()), executions);
    assertThat(run.get("children")).isEqualTo(6L);
    assertThat(run.get("succeeded")).isEqualTo(2L);
    assertThat(run.get("failed")).isEqualTo(1L);
    assertThat(run.get("timed_out")).isEqualTo(1L);
    assertThat(run.get("aborted")).isEqualTo(1L);
    assertThat(run.get("running")).isEqualTo(1L);
  }

  @Test
  void setsTheChildrenThatAreHereAgainstThoseThatAwsCounts() {
    List<Map<String, Object>> executions = new ArrayList<>();
    executions.add(known("a", 3, 12, 0));
    executions.add(known("b", 4, 10, 2));
    executions.add(known("c", 1, 0, 0));
    Map<String, @Nullable Object> run =
        reported(mapRunSpan(Map.of("reported_children", "5", "reported_failed", "2")), executions);

    assertThat(run.get("items")).isEqualTo(8L);
    assertThat(run.get("missing_children")).isEqualTo(2L);
    assertThat(run.get("reported_failed")).isEqualTo(2L);
    assertThat(run.get("reported_succeeded")).isNull();
    assertThat(run.get("children_without_history")).isEqualTo(1L);
    assertThat(run.get("children_with_missing_events")).isEqualTo(1L);
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 0", "4, 1, 1", "2, 1, 0", "1, 1, -1"})
  void missesNoChildThatNeverBegan(int reported, int pending, long missing) {
    List<Map<String, Object>> executions = new ArrayList<>();
    executions.add(known("a", 3, 12, 0));
    executions.add(known("b", 4, 10, 2));
    Map<String, String> counts =
        Map.of(
            "reported_children", String.valueOf(reported),
            "pending_children", String.valueOf(pending));
    Map<String, @Nullable Object> run = reported(mapRunSpan(counts), executions);

    assertThat(run.get("missing_children")).isEqualTo(missing);
    assertThat(run.get("pending_children")).isEqualTo((long) pending);
  }

  @Test
  void doesNotKnowTheItemsOfARunWhenItDoesNotKnowThoseOfOneChild() {
    List<Map<String, Object>> executions = new ArrayList<>();
    executions.add(known("a", 3, 12, 0));
    executions.add(execution(new Child("b", 0, 10), "SUCCEEDED"));
    Map<String, @Nullable Object> run =
        reported(mapRunSpan(Map.of("reported_children", "1")), executions);

    assertThat(run.get("items")).isNull();
    // More than AWS counted when it was asked.
    assertThat(run.get("missing_children")).isEqualTo(-1L);
  }

  private static Map<String, Object> known(String arn, int items, long events, long missing) {
    Map<String, Object> child = new HashMap<>(execution(new Child(arn, 0, 10), "SUCCEEDED"));
    child.put("items", items);
    child.put("event_count", events);
    child.put("missing_events", missing);
    return child;
  }

  @Test
  void countsStragglersAndWhatTheyLost() {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      children.add(new Child("child " + i, i, i + 100));
    }
    children.add(new Child("slow", 0, 151));
    children.add(new Child("slower", 0, 1_100));

    Map<String, @Nullable Object> run = reported(children);
    assertThat(run.get("stragglers")).isEqualTo(2L);
    assertThat(run.get("straggler_lost_ms")).isEqualTo(1_051.0);
  }

  @Test
  void addsUpWhatChildrenSpentOnRetries() {
    List<Map<String, Object>> executions = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Map<String, Object> child = new HashMap<>(execution(new Child("c" + i, 0, 10), "SUCCEEDED"));
      child.put("retry_ms", 100.5);
      child.put("other_ms", 7.0);
      child.put("throttle_ms", 20.25);
      child.put("retried_at", new long[] {History.EPOCH.toEpochMilli(), 7});
      executions.add(child);
    }
    executions.add(execution(new Child("of no known path", 0, 10), "SUCCEEDED"));

    Map<String, @Nullable Object> run = reported(mapRunSpan(Map.of()), executions);
    assertThat(run.get("retry_ms")).isEqualTo(502.5);
    assertThat(run.get("throttle_ms")).isEqualTo(101.25);
    assertThat(run.get("retries")).isEqualTo(10L);
  }

  @Test
  void showsARunWithoutAnyChild() {
    Map<String, @Nullable Object> run = reported(List.of());

    assertThat(run.get("children")).isEqualTo(0L);
    assertThat(run.get("failed")).isEqualTo(0L);
    assertThat(run.get("p50_ms")).isNull();
    assertThat(run.get("items")).isNull();
    assertThat(run.get("missing_children")).isNull();
    assertThat(run.get("children_without_history")).isEqualTo(0L);
    assertThat(run.get("stragglers")).isNull();
    assertThat(run.get("straggler_lost_ms")).isNull();
    assertThat(run.get("retry_ms")).isNull();
    assertThat(run.get("throttle_ms")).isEqualTo(0.0);
    assertThat(run.get("label")).isEqualTo("Fan");
    assertThat(run.get("state_name")).isEqualTo("For each order");
    assertThat(run.get("parent_execution_arn")).isEqualTo(History.ARN);
    assertThat(run.get("status")).isEqualTo("SUCCEEDED");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:states:eu-west-1:123456789012:mapRun:orders/Fan:a, Fan",
    "arn:aws:states:eu-west-1:123456789012:mapRun:orders:a,",
    "a/b:c:d,",
    "'',"
  })
  void takesTheLabelFromTheArn(String arn, @Nullable String label) {
    Map<String, Object> span = new HashMap<>(mapRunSpan(Map.of()));
    span.put("map_run_arn", arn);

    assertThat(reported(span, List.of()).get("label")).isEqualTo(label);
  }

  /** Over some minutes, many in the same millisecond. */
  private static List<Child> children(Random random, int count) {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int start = random.nextInt(400) * 1_000;
      int duration = 1_000 * (1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 20));
      Integer end = random.nextInt(50) == 0 ? null : (Integer) (start + duration);
      children.add(new Child("child " + i, start, end));
    }
    return children;
  }

  /** The number changes for the better only where a child starts. */
  private static long mostOpenAtOnce(List<Child> children) {
    return children.stream()
        .mapToLong(
            moment -> children.stream().filter(child -> child.isOpenAt(moment.start)).count())
        .max()
        .orElseThrow();
  }

  private static Map<String, @Nullable Object> reported(List<Child> children) {
    return reported(
        mapRunSpan(Map.of()),
        children.stream()
            .map(child -> execution(child, child.end == null ? "RUNNING" : "SUCCEEDED"))
            .toList());
  }

  private static Map<String, @Nullable Object> reported(
      Map<String, Object> mapRun, List<Map<String, Object>> executions) {
    return ReportedRun.of(mapRun, executions).row();
  }

  private static Map<String, Object> mapRunSpan(Map<String, String> attributes) {
    return Map.of(
        "kind",
        "map_run",
        "map_run_arn",
        RUN,
        "state_name",
        "For each order",
        "execution_arn",
        History.ARN,
        "status",
        "ok",
        "attributes",
        attributes);
  }

  private static Map<String, Object> execution(Child child, String status) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("execution_arn", child.arn);
    columns.put("is_distributed_map_child", true);
    columns.put("map_run_arn", RUN);
    columns.put("status", status);
    columns.put("started_at", History.EPOCH.plusMillis(child.start));
    if (child.end != null) {
      columns.put("ended_at", History.EPOCH.plusMillis(child.end));
      columns.put("active_ms", (double) (child.end - child.start));
    }
    return columns;
  }
}
