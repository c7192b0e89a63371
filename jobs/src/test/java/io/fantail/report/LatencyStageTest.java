package io.fantail.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.spark.Rows;
import io.fantail.table.Tables;
import io.fantail.testing.TableRows;
import io.fantail.testing.WithLocalSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

@WithLocalSpark
class LatencyStageTest {
  private static final double GAMMA = 1.01 / 0.99;

  @Test
  void hasThePercentilesOfAnExactSort(SparkSession spark) {
    Random random = new Random(3);
    TableRows spans = new TableRows(Rows.schema(Tables.SPANS));
    Map<String, double[]> durations = new TreeMap<>();
    for (int size : new int[] {1, 2, 3, 10, 101, 997}) {
      double[] values = random.doubles(size).map(value -> Math.rint(value * 1e6) / 1e3).toArray();
      durations.put("state " + size, values);
      for (double millis : values) {
        spans.add(span("state", "state " + size, "ok", millis));
      }
    }

    List<Row> rows = latency(spans, spark);
    assertThat(rows).hasSize(durations.size());
    for (Row row : rows) {
      double[] values = durations.getOrDefault(row.<String>getAs("name"), new double[0]);
      assertThat(row.<Long>getAs("count")).isEqualTo(values.length);
      assertPercentile(row, "min_ms", values, 0);
      assertPercentile(row, "p50_ms", values, 0.5);
      assertPercentile(row, "p75_ms", values, 0.75);
      assertPercentile(row, "p90_ms", values, 0.9);
      assertPercentile(row, "p95_ms", values, 0.95);
      assertPercentile(row, "p99_ms", values, 0.99);
      assertPercentile(row, "p999_ms", values, 0.999);
      assertPercentile(row, "max_ms", values, 1);
      double mean = Arrays.stream(values).average().orElseThrow();
      assertThat(row.<Double>getAs("mean_ms")).isCloseTo(mean, within(1e-6));
    }
  }

  @Test
  void countsUnfinishedSpansAndMeasuresThemNot(SparkSession spark) {
    TableRows spans = new TableRows(Rows.schema(Tables.SPANS));
    spans.add(span("attempt", "Charge", "ok", 10.0)).add(span("attempt", "Charge", "error", 30.0));
    spans.add(Map.of("kind", "attempt", "name", "Charge", "status", "unfinished"));
    spans.add(span("attempt", "Charge", "unfinished", 9999.0));

    Row row = latency(spans, spark).get(0);
    assertThat(row.<Long>getAs("count")).isEqualTo(2);
    assertThat(row.<Long>getAs("errors")).isEqualTo(1);
    assertThat(row.<Long>getAs("unfinished")).isEqualTo(2);
    assertThat(row.<Double>getAs("max_ms")).isEqualTo(30.0);
    assertThat(row.<Double>getAs("p50_ms")).isEqualTo(20.0);
  }

  @Test
  void showsAGroupInWhichNothingFinished(SparkSession spark) {
    TableRows spans = new TableRows(Rows.schema(Tables.SPANS));
    spans.add(Map.of("kind", "state", "name", "Charge", "status", "unfinished"));

    Row row = latency(spans, spark).get(0);
    assertThat(row.<Long>getAs("count")).isZero();
    assertThat(row.<Long>getAs("unfinished")).isEqualTo(1);
    assertThat(row.<Double>getAs("p99_ms")).isNull();
    assertThat(row.<Double>getAs("mean_ms")).isNull();
  }

  @Test
  void measuresActiveTimeOfWhatStandsForWork(SparkSession spark) {
    TableRows spans = new TableRows(Rows.schema(Tables.SPANS));
    Map<String, Object> redriven = new HashMap<>(span("execution", "orders", "ok", 100.0));
    redriven.put("duration_ms", 86_400_100.0);
    spans.add(redriven).add(span("iteration", "Items[0]", "ok", 5.0));
    spans.add(span("branch", "Both[0]", "ok", 5.0)).add(span("map_run", "Fan", "ok", 5.0));

    List<Row> rows = latency(spans, spark);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<Double>getAs("max_ms")).isEqualTo(100.0);
  }

  @Test
  void keepsChildrenOfADistributedMapApart(SparkSession spark) {
    TableRows spans = new TableRows(Rows.schema(Tables.SPANS));
    for (boolean isChild : new boolean[] {true, false}) {
      Map<String, Object> span = new HashMap<>(span("state", "Charge", "ok", isChild ? 1.0 : 2.0));
      span.put("is_distributed_map_child", isChild);
      spans.add(span);
    }

    assertThat(latency(spans, spark))
        .extracting(row -> row.getAs("is_distributed_map_child") + " " + row.getAs("max_ms"))
        .containsExactlyInAnyOrder("true 1.0", "false 2.0");
  }

  @Test
  void countsTheBucketsOfDdSketch(SparkSession spark) {
    List<Double> durations = awkwardDurations();
    TableRows counted =
        new TableRows(
            new StructType()
                .add("day", DataTypes.DateType, false)
                .add("kind", DataTypes.StringType, false)
                .add("state_machine_name", DataTypes.StringType, false)
                .add("name", DataTypes.StringType)
                .add("is_distributed_map_child", DataTypes.BooleanType, false)
                .add("ms", DataTypes.DoubleType)
                .add("spans", DataTypes.LongType, false));
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < durations.size(); i++) {
      counted.add(Map.of("name", String.valueOf(i), "ms", durations.get(i), "spans", 3L));
      expected.put(String.valueOf(i), LatencyBuckets.bucketOf(durations.get(i)));
    }
    counted.add(Map.of("name", "unfinished", "spans", 1L));

    Map<String, Integer> found = new HashMap<>();
    for (Row row : HistogramStage.histogram(counted.in(spark)).collectAsList()) {
      assertThat(row.<Long>getAs("count")).isEqualTo(3);
      found.put(row.getAs("name"), row.getAs("bucket"));
    }
    assertThat(found).isEqualTo(expected);
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

  private static List<Row> latency(TableRows spans, SparkSession spark) {
    Dataset<Row> counted = LatencyStage.counted(spans.in(spark));
    return LatencyStage.latency(counted).collectAsList();
  }

  private static void assertPercentile(Row row, String column, double[] values, double quantile) {
    assertThat(row.<Double>getAs(column))
        .as("%s of %s", column, row)
        .isCloseTo(Quantiles.of(values, quantile), within(1e-9));
  }

  private static Map<String, Object> span(String kind, String name, String status, double millis) {
    return Map.of("kind", kind, "name", name, "status", status, "active_ms", millis);
  }
}
