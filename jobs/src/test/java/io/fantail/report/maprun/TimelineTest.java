package io.fantail.report.maprun;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
  /**
   * @param end null for a child that still runs
   */
  private record Child(
      int start, @Nullable Integer end, String status, List<Long> throttled, List<Long> retried) {
    static Child ok(int start, int end) {
      return new Child(start, end, "SUCCEEDED", List.of(), List.of());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "499, 1",
    "500, 2",
    "998, 2",
    "1000, 5",
    "2600, 10",
    "5100, 15",
    "7600, 30",
    "15100, 60",
    "29900, 60",
    "30100, 120",
    "100000, 300",
    "1209600, 3600",
    "31536000, 86400",
    "315360000, 691200",
  })
  void takesTheShortestBucketOfWhichThereAre500AtMost(int seconds, int bucketSeconds) {
    List<Map<String, @Nullable Object>> timeline = timeline(seconds, List.of(Child.ok(0, 10)), 1);

    assertThat(timeline.get(0).get("bucket_ms")).isEqualTo(bucketSeconds * 1e3);
    assertThat(timeline).hasSizeLessThanOrEqualTo(500);
    assertThat(timeline).hasSize(seconds / bucketSeconds + 1);
  }

  @Test
  void showsEveryBucketFromTheStartOfTheRunToItsEnd() {
    List<Map<String, @Nullable Object>> timeline =
        timeline(
            4,
            List.of(
                Child.ok(1_000, 1_200),
                Child.ok(1_100, 3_100),
                new Child(1_150, 1_999, "FAILED", List.of(1_160L), List.of(1_500L, 1_900L))),
            1);

    assertThat(timeline.stream().map(TimelineTest::line))
        .containsExactly(
            "0 s: 0 started, 0 ended, 0 running, 0 failed, 0 throttled, 0 retried",
            "1 s: 3 started, 2 ended, 3 running, 1 failed, 1 throttled, 2 retried",
            "2 s: 0 started, 0 ended, 1 running, 0 failed, 0 throttled, 0 retried",
            "3 s: 0 started, 1 ended, 1 running, 0 failed, 0 throttled, 0 retried",
            "4 s: 0 started, 0 ended, 0 running, 0 failed, 0 throttled, 0 retried");
    assertThat(timeline.get(0).get("map_run_arn")).isEqualTo("run");
  }

  /** A child that outlives its run, one that came before it, and a retry behind all ends. */
  @Test
  void reachesAsFarAsItsChildrenDo() {
    List<Map<String, @Nullable Object>> timeline =
        timeline(
            2,
            List.of(
                Child.ok(-3_000, 500),
                new Child(1_000, null, "RUNNING", List.of(), List.of(5_000L)),
                new Child(1_000, null, "RUNNING", List.of(-4_500L), List.of())),
            1);

    assertThat(timeline).hasSize(11);
    assertThat(line(timeline.get(0))).startsWith("-5 s").contains("1 throttled");
    assertThat(line(timeline.get(10)))
        .isEqualTo("5 s: 0 started, 0 ended, 2 running, 0 failed, 0 throttled, 1 retried");
  }

  @Test
  void hasNoRowOfARunWithoutChildren() {
    assertThat(timeline(10, List.of(), 1)).isEmpty();
  }

  /** Against every child in a list, which no task holds; over several minutes and tasks. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithEveryChildInARow(long seed) {
    Random random = new Random(seed);
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int start = random.nextInt(200_000);
      Integer end = random.nextInt(20) == 0 ? null : (Integer) (start + random.nextInt(90_000));
      String status =
          end == null
              ? "RUNNING"
              : List.of("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED").get(random.nextInt(4));
      children.add(new Child(start, end, status, moments(random, start), moments(random, start)));
    }
    int seconds = random.nextBoolean() ? 300 : 4_000;

    List<Map<String, @Nullable Object>> timeline = timeline(seconds, children, 3);

    for (Map<String, @Nullable Object> bucket : timeline) {
      Instant start = (Instant) bucket.get("bucket_start");
      assertThat(start).isNotNull();
      long from = start == null ? 0 : Duration.between(History.EPOCH, start).toMillis();
      long to = from + Math.round((Double) bucket.getOrDefault("bucket_ms", 0.0));
      assertThat(line(bucket)).isEqualTo(expected(children, from, to));
    }
    assertThat(timeline.stream().mapToLong(bucket -> count(bucket, "started")).sum())
        .isEqualTo(300);
    assertThat(timeline.stream().mapToLong(bucket -> count(bucket, "retried")).sum())
        .isEqualTo(children.stream().mapToLong(child -> child.retried.size()).sum());
  }

  @Test
  void isTheSameHoweverChildrenAreSpreadOverTasks() {
    Random random = new Random(8);
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int start = random.nextInt(100_000);
      children.add(new Child(start, start + 1_000, "FAILED", moments(random, start), List.of()));
    }

    assertThat(timeline(120, children, 7)).isEqualTo(timeline(120, children, 1));
  }

  @Test
  void reachesTheMaximumOfTheRunInSomeBucket() {
    Random random = new Random(21);
    List<Map<String, Object>> executions = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int start = random.nextInt(60_000);
      executions.add(execution(Child.ok(start, start + random.nextInt(9_000))));
    }
    ReportedRun run = ReportedRun.of(span(60), executions);

    assertThat(run.timeline().stream().mapToLong(bucket -> count(bucket, "running")).max())
        .hasValue((Long) run.row().getOrDefault("max_concurrency", 0L));
  }

  private static List<Long> moments(Random random, int start) {
    return random.nextInt(3) > 0
        ? List.of()
        : random.longs(random.nextInt(4), start, start + 50_000L).boxed().toList();
  }

  private static String expected(List<Child> children, long from, long to) {
    long running =
        Math.max(
            open(children, from, true),
            children.stream()
                .filter(child -> child.start >= from && child.start < to)
                .mapToLong(child -> open(children, child.start, false))
                .max()
                .orElse(0));
    return line(
        from,
        children.stream().filter(child -> child.start >= from && child.start < to).count(),
        children.stream().filter(child -> isWithin(child.end, from, to)).count(),
        running,
        children.stream()
            .filter(child -> child.status.equals("FAILED") || child.status.equals("TIMED_OUT"))
            .filter(child -> isWithin(child.end, from, to))
            .count(),
        children.stream()
            .flatMap(child -> child.throttled.stream())
            .filter(at -> at >= from && at < to)
            .count(),
        children.stream()
            .flatMap(child -> child.retried.stream())
            .filter(at -> at >= from && at < to)
            .count());
  }

  private static boolean isWithin(@Nullable Integer moment, long from, long to) {
    return moment != null && moment >= from && moment < to;
  }

  /** Just before a moment, or once all that happens at it has happened. */
  private static long open(List<Child> children, long moment, boolean before) {
    return children.stream()
        .filter(child -> before ? child.start < moment : child.start <= moment)
        .filter(child -> child.end == null || (before ? child.end >= moment : child.end > moment))
        .count();
  }

  private static List<Map<String, @Nullable Object>> timeline(
      int seconds, List<Child> children, int tasks) {
    return ReportedRun.of(
            span(seconds), children.stream().map(TimelineTest::execution).toList(), tasks)
        .timeline();
  }

  private static Map<String, Object> span(int seconds) {
    return Map.of(
        "kind",
        "map_run",
        "map_run_arn",
        "run",
        "started_at",
        History.EPOCH,
        "ended_at",
        History.EPOCH.plusSeconds(seconds));
  }

  private static Map<String, Object> execution(Child child) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("execution_arn", child.toString());
    columns.put("is_distributed_map_child", true);
    columns.put("map_run_arn", "run");
    columns.put("status", child.status);
    columns.put("started_at", History.EPOCH.plusMillis(child.start));
    if (child.end != null) {
      columns.put("ended_at", History.EPOCH.plusMillis(child.end));
    }
    if (!child.throttled.isEmpty()) {
      columns.put("throttled_at", millis(child.throttled));
    }
    if (!child.retried.isEmpty()) {
      columns.put("retried_at", millis(child.retried));
    }
    return columns;
  }

  private static long[] millis(List<Long> moments) {
    return moments.stream().mapToLong(at -> History.EPOCH.plusMillis(at).toEpochMilli()).toArray();
  }

  private static long count(Map<String, @Nullable Object> bucket, String column) {
    Object count = bucket.get(column);
    return count == null ? -1 : (Long) count;
  }

  private static String line(Map<String, @Nullable Object> bucket) {
    Instant start = (Instant) bucket.get("bucket_start");
    return line(
        start == null ? 0 : Duration.between(History.EPOCH, start).toMillis(),
        count(bucket, "started"),
        count(bucket, "ended"),
        count(bucket, "running"),
        count(bucket, "failed"),
        count(bucket, "throttled"),
        count(bucket, "retried"));
  }

  private static String line(
      long from,
      long started,
      long ended,
      long running,
      long failed,
      long throttled,
      long retried) {
    return from / 1_000
        + " s: %d started, %d ended, %d running, %d failed, %d throttled, %d retried"
            .formatted(started, ended, running, failed, throttled, retried);
  }
}
