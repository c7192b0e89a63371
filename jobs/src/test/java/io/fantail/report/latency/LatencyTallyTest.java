package io.fantail.report.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.report.subject.ReportedSpan;
import io.fantail.testing.ColumnValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatencyTallyTest {
  private static final double GAMMA = 1.01 / 0.99;

  @Test
  void hasThePercentilesOfAnExactSort() {
    Random random = new Random(3);
    List<Map<String, Object>> spans = new ArrayList<>();
    Map<String, double[]> durations = new TreeMap<>();
    for (int size : new int[] {1, 2, 3, 10, 101, 997}) {
      double[] values = random.doubles(size).map(value -> Math.rint(value * 1e6) / 1e3).toArray();
      durations.put("state " + size, values);
      for (double millis : values) {
        spans.add(span("state", "state " + size, "ok", millis));
      }
    }

    List<Map<String, @Nullable Object>> rows = latency(spans);
    assertThat(rows).hasSize(durations.size());
    for (Map<String, @Nullable Object> row : rows) {
      double[] values = durations.getOrDefault(String.valueOf(row.get("name")), new double[0]);
      assertThat(row.get("count")).isEqualTo((long) values.length);
      assertPercentile(row, "min_ms", values, 0);
      assertPercentile(row, "p50_ms", values, 0.5);
      assertPercentile(row, "p75_ms", values, 0.75);
      assertPercentile(row, "p90_ms", values, 0.9);
      assertPercentile(row, "p95_ms", values, 0.95);
      assertPercentile(row, "p99_ms", values, 0.99);
      assertPercentile(row, "p999_ms", values, 0.999);
      assertPercentile(row, "max_ms", values, 1);
      double mean = Arrays.stream(values).average().orElseThrow();
      assertThat((Double) row.get("mean_ms")).isCloseTo(mean, within(1e-6));
    }
  }

  @Test
  void countsUnfinishedSpansAndMeasuresThemNot() {
    List<Map<String, Object>> spans = new ArrayList<>();
    spans.add(span("attempt", "Charge", "ok", 10.0));
    spans.add(span("attempt", "Charge", "error", 30.0));
    spans.add(Map.of("kind", "attempt", "name", "Charge", "status", "unfinished"));
    spans.add(span("attempt", "Charge", "unfinished", 9999.0));

    Map<String, @Nullable Object> row = latency(spans).get(0);
    assertThat(row.get("count")).isEqualTo(2L);
    assertThat(row.get("errors")).isEqualTo(1L);
    assertThat(row.get("unfinished")).isEqualTo(2L);
    assertThat(row.get("max_ms")).isEqualTo(30.0);
    assertThat(row.get("p50_ms")).isEqualTo(20.0);
  }

  @Test
  void showsAGroupInWhichNothingFinished() {
    List<Map<String, Object>> spans = new ArrayList<>();
    spans.add(Map.of("kind", "state", "name", "Charge", "status", "unfinished"));

    Map<String, @Nullable Object> row = latency(spans).get(0);
    assertThat(row.get("count")).isEqualTo(0L);
    assertThat(row.get("unfinished")).isEqualTo(1L);
    assertThat(row.get("p99_ms")).isNull();
    assertThat(row.get("mean_ms")).isNull();
  }

  @Test
  void measuresActiveTimeOfWhatStandsForWork() {
    List<Map<String, Object>> spans = new ArrayList<>();
    Map<String, Object> redriven = new HashMap<>(span("execution", "orders", "ok", 100.0));
    redriven.put("duration_ms", 86_400_100.0);
    spans.add(redriven);
    spans.add(span("iteration", "Items[0]", "ok", 5.0));
    spans.add(span("branch", "Both[0]", "ok", 5.0));
    spans.add(span("map_run", "Fan", "ok", 5.0));

    List<Map<String, @Nullable Object>> rows = latency(spans);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("max_ms")).isEqualTo(100.0);
  }

  @Test
  void keepsChildrenOfADistributedMapApart() {
    List<Map<String, Object>> spans = new ArrayList<>();
    for (boolean isChild : new boolean[] {true, false}) {
      Map<String, Object> span = new HashMap<>(span("state", "Charge", "ok", isChild ? 1.0 : 2.0));
      span.put("is_distributed_map_child", isChild);
      spans.add(span);
    }

    assertThat(latency(spans))
        .extracting(row -> row.get("is_distributed_map_child") + " " + row.get("max_ms"))
        .containsExactlyInAnyOrder("true 1.0", "false 2.0");
  }

  @Test
  void countsTheBucketsOfDdSketch() {
    for (double millis : awkwardDurations()) {
      assertThat(HistogramBucket.bucketOf(millis))
          .as("%s ms", millis)
          .isEqualTo(LatencyBuckets.bucketOf(millis));
    }
  }

  @Test
  void countsEachBucketOnce() {
    List<Map<String, Object>> spans = new ArrayList<>();
    for (double millis : new double[] {0, 100, 100, 100.1, 5000}) {
      spans.add(span("state", "Charge", "ok", millis));
    }
    spans.add(Map.of("kind", "state", "name", "Charge", "status", "unfinished"));

    assertThat(HistogramBucket.of(counted(spans).get(0)))
        .extracting(bucket -> bucket.bucket() + " " + bucket.count())
        .containsExactly(
            LatencyBuckets.ZERO + " 1",
            LatencyBuckets.bucketOf(100) + " 3",
            LatencyBuckets.bucketOf(5000) + " 1");
  }

  /**
   * From a microsecond to forty years: random ones, each microsecond of the first two milliseconds,
   * and those on either side of every bucket's bounds.
   */
  private static List<Double> awkwardDurations() {
    Random random = new Random(4);
    List<Double> durations = new ArrayList<>(List.of(0.0, 1e9, 1.3e12));
    for (int i = 0; i < 3000; i++) {
      durations.add(Math.exp(random.nextDouble() * 30 - 7));
      durations.add(Math.rint(random.nextDouble() * 1e8) / 1e3);
    }
    for (int micros = 1; micros <= 2000; micros++) {
      durations.add(micros / 1e3);
    }
    for (int bucket = -346; bucket <= 1400; bucket++) {
      double bound = Math.pow(GAMMA, bucket);
      durations.add(bound * (1 - 1e-12));
      durations.add(bound * (1 + 1e-12));
    }
    return durations;
  }

  private static List<Map<String, @Nullable Object>> latency(List<Map<String, Object>> spans) {
    return counted(spans).stream()
        .map(latency -> ColumnValues.of(latency, Latency.TABLE.shape()))
        .toList();
  }

  private static List<Latency> counted(List<Map<String, Object>> spans) {
    LatencyTally tally = new LatencyTally();
    spans.forEach(span -> tally.add(ColumnValues.read(span, ReportedSpan::shape)));
    return tally.counted();
  }

  private static void assertPercentile(
      Map<String, @Nullable Object> row, String column, double[] values, double quantile) {
    assertThat((Double) row.get(column))
        .as("%s of %s", column, row)
        .isCloseTo(Quantiles.of(values, quantile), within(1e-9));
  }

  private static Map<String, Object> span(String kind, String name, String status, double millis) {
    return Map.of("kind", kind, "name", name, "status", status, "active_ms", millis);
  }
}
