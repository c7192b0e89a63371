package io.fantail.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.spark.Rows;
import io.fantail.table.Tables;
import io.fantail.testing.History;
import io.fantail.testing.TableRows;
import io.fantail.testing.WithLocalSpark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithLocalSpark
class MapRunReportStageTest {
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
  void findsTheMostChildrenThatWereEverOpenAtOnce(SparkSession spark) {
    for (int seed = 0; seed < 4; seed++) {
      List<Child> children = children(new Random(seed), 300);

      Row run = reported(children, spark);
      assertThat(run.<Long>getAs("max_concurrency"))
          .as("seed %d", seed)
          .isEqualTo(mostOpenAtOnce(children));
    }
  }

  @Test
  void doesNotCountAChildWithTheOneThatBeginsAtItsEnd(SparkSession spark) {
    List<Child> children =
        List.of(new Child("a", 0, 10), new Child("b", 10, 20), new Child("c", 20, 30));

    assertThat(reported(children, spark).<Long>getAs("max_concurrency")).isEqualTo(1);
  }

  @Test
  void carriesChildrenThatStayOpenFromMinuteToMinute(SparkSession spark) {
    List<Child> children =
        List.of(
            new Child("a", 0, 600_000), new Child("b", 10, null), new Child("c", 300_000, 300_010));

    assertThat(reported(children, spark).<Long>getAs("max_concurrency")).isEqualTo(3);
  }

  @Test
  void measuresTheTailFromThe95thPercentileChildToTheLast(SparkSession spark) {
    List<Child> children = children(new Random(9), 500);
    double[] ends =
        children.stream()
            .filter(child -> child.end != null)
            .mapToDouble(child -> child.end == null ? 0 : child.end)
            .toArray();

    assertThat(reported(children, spark).<Double>getAs("tail_ms"))
        .isCloseTo(Quantiles.of(ends, 1) - Quantiles.of(ends, 0.95), within(1e-2));
  }

  @Test
  void hasThePercentilesAndTheSlowestOfTheChildrenThatEnded(SparkSession spark) {
    List<Child> children =
        List.of(
            new Child("quick", 0, 10),
            new Child("slow", 0, 110),
            new Child("middling", 0, 60),
            new Child("running", 0, null));

    Row run = reported(children, spark);
    assertThat(run.<Double>getAs("p50_ms")).isEqualTo(60.0);
    assertThat(run.<Double>getAs("max_ms")).isEqualTo(110.0);
    assertThat(run.<Double>getAs("p95_ms"))
        .isCloseTo(Quantiles.of(new double[] {10, 60, 110}, 0.95), within(1e-9));
    assertThat(run.<String>getAs("slowest_execution_arn")).isEqualTo("slow");
  }

  @Test
  void interpolatesBetweenTheClosestRanksOfManyChildren(SparkSession spark) {
    List<Child> children = children(new Random(5), 777);
    double[] times =
        children.stream()
            .filter(child -> child.end != null)
            .mapToDouble(child -> child.end == null ? 0 : child.end - child.start)
            .toArray();

    Row run = reported(children, spark);
    assertThat(run.<Double>getAs("p50_ms")).isCloseTo(Quantiles.of(times, 0.5), within(1e-6));
    assertThat(run.<Double>getAs("p95_ms")).isCloseTo(Quantiles.of(times, 0.95), within(1e-6));
    assertThat(run.<Double>getAs("p99_ms")).isCloseTo(Quantiles.of(times, 0.99), within(1e-6));
  }

  @Test
  void namesTheChildThatEndedLast(SparkSession spark) {
    List<Child> children =
        List.of(
            new Child("slow", 0, 500),
            new Child("last a", 800, 900),
            new Child("last b", 890, 900),
            new Child("running", 0, null));

    Row run = reported(children, spark);
    assertThat(run.<String>getAs("last_execution_arn")).isEqualTo("last b");
    assertThat(run.<String>getAs("slowest_execution_arn")).isEqualTo("slow");
  }

  @Test
  void namesNoChildWhereNoneHasEnded(SparkSession spark) {
    Row run = reported(List.of(new Child("running", 0, null)), spark);

    assertThat(run.<String>getAs("last_execution_arn")).isNull();
    assertThat(run.<String>getAs("slowest_execution_arn")).isNull();
    assertThat(run.<Double>getAs("p95_ms")).isNull();
    assertThat(run.<Double>getAs("tail_ms")).isNull();
  }

  @Test
  void countsChildrenByHowTheyEnded(SparkSession spark) {
    TableRows executions = new TableRows(Rows.schema(Tables.EXECUTIONS));
    for (String status :
        List.of("SUCCEEDED", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "RUNNING")) {
      executions.add(execution(new Child(status, 0, 10), status));
    }
    Map<String, Object> strangers = new HashMap<>(execution(new Child("x", 0, 10), "FAILED"));
    strangers.remove("map_run_arn");
    executions.add(strangers);

    Row run = MapRunReportStage.mapRuns(mapRunSpan().in(spark), executions.in(spark)).head();
    assertThat(run.<Long>getAs("children")).isEqualTo(6);
    assertThat(run.<Long>getAs("succeeded")).isEqualTo(2);
    assertThat(run.<Long>getAs("failed")).isEqualTo(1);
    assertThat(run.<Long>getAs("timed_out")).isEqualTo(1);
    assertThat(run.<Long>getAs("aborted")).isEqualTo(1);
    assertThat(run.<Long>getAs("running")).isEqualTo(1);
  }

  @Test
  void setsTheChildrenThatAreHereAgainstThoseThatAwsCounts(SparkSession spark) {
    TableRows executions = new TableRows(Rows.schema(Tables.EXECUTIONS));
    executions.add(known("a", 3, 12, 0));
    executions.add(known("b", 4, 10, 2));
    executions.add(known("c", 1, 0, 0));
    Row run =
        MapRunReportStage.mapRuns(
                mapRunSpan(Map.of("reported_children", "5", "reported_failed", "2")).in(spark),
                executions.in(spark))
            .head();

    assertThat(run.<Long>getAs("items")).isEqualTo(8);
    assertThat(run.<Long>getAs("missing_children")).isEqualTo(2);
    assertThat(run.<Long>getAs("reported_failed")).isEqualTo(2);
    assertThat(run.<Long>getAs("reported_succeeded")).isNull();
    assertThat(run.<Long>getAs("children_without_history")).isEqualTo(1);
    assertThat(run.<Long>getAs("children_with_missing_events")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 0", "4, 1, 1", "2, 1, 0", "1, 1, -1"})
  void missesNoChildThatNeverBegan(int reported, int pending, long missing, SparkSession spark) {
    TableRows executions = new TableRows(Rows.schema(Tables.EXECUTIONS));
    executions.add(known("a", 3, 12, 0));
    executions.add(known("b", 4, 10, 2));
    Map<String, String> counts =
        Map.of(
            "reported_children", String.valueOf(reported),
            "pending_children", String.valueOf(pending));
    Row run = MapRunReportStage.mapRuns(mapRunSpan(counts).in(spark), executions.in(spark)).head();

    assertThat(run.<Long>getAs("missing_children")).isEqualTo(missing);
    assertThat(run.<Long>getAs("pending_children")).isEqualTo(pending);
  }

  @Test
  void doesNotKnowTheItemsOfARunWhenItDoesNotKnowThoseOfOneChild(SparkSession spark) {
    TableRows executions = new TableRows(Rows.schema(Tables.EXECUTIONS));
    executions.add(known("a", 3, 12, 0));
    executions.add(execution(new Child("b", 0, 10), "SUCCEEDED"));
    Row run =
        MapRunReportStage.mapRuns(
                mapRunSpan(Map.of("reported_children", "1")).in(spark), executions.in(spark))
            .head();

    assertThat(run.<Long>getAs("items")).isNull();
    // More than AWS counted when it was asked.
    assertThat(run.<Long>getAs("missing_children")).isEqualTo(-1);
  }

  private static Map<String, Object> known(String arn, int items, long events, long missing) {
    Map<String, Object> child = new HashMap<>(execution(new Child(arn, 0, 10), "SUCCEEDED"));
    child.put("items", items);
    child.put("event_count", events);
    child.put("missing_events", missing);
    return child;
  }

  @Test
  void showsARunWithoutAnyChild(SparkSession spark) {
    Row run = reported(List.of(), spark);

    assertThat(run.<Long>getAs("children")).isZero();
    assertThat(run.<Long>getAs("failed")).isZero();
    assertThat(run.<Double>getAs("p50_ms")).isNull();
    assertThat(run.<Long>getAs("items")).isNull();
    assertThat(run.<Long>getAs("missing_children")).isNull();
    assertThat(run.<Long>getAs("children_without_history")).isZero();
    assertThat(run.<String>getAs("label")).isEqualTo("Fan");
    assertThat(run.<String>getAs("state_name")).isEqualTo("For each order");
    assertThat(run.<String>getAs("parent_execution_arn")).isEqualTo(History.ARN);
    assertThat(run.<String>getAs("status")).isEqualTo("SUCCEEDED");
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

  private static Row reported(List<Child> children, SparkSession spark) {
    TableRows executions = new TableRows(Rows.schema(Tables.EXECUTIONS));
    children.forEach(
        child -> executions.add(execution(child, child.end == null ? "RUNNING" : "SUCCEEDED")));
    List<Row> runs =
        MapRunReportStage.mapRuns(mapRunSpan().in(spark), executions.in(spark)).collectAsList();
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  private static TableRows mapRunSpan() {
    return mapRunSpan(Map.of());
  }

  private static TableRows mapRunSpan(Map<String, String> attributes) {
    return new TableRows(Rows.schema(Tables.SPANS))
        .add(
            Map.of(
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
                attributes));
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
