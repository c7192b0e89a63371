package io.fantail.job;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.shape.Column;
import io.fantail.view.View;
import io.fantail.view.Views;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The view {@code enhanced_metrics} beside what the rows of the tables add up to in Java. */
@ExtendWith(CaseLake.class)
class EnhancedMetricsIT {
  private static final String EXECUTION = "aws.states.enhanced.execution.";
  private static final double NANOS = 1e6;

  /** The values of a metric by what it is of: {@code minute machine label child}. */
  private static Map<String, Double> metric(LakeReader lake, String name) {
    Map<String, Double> values = new TreeMap<>();
    for (Row row :
        lake.answer(
            "SELECT minute, statemachinename, map_label, is_distributed_map_child, value FROM enhanced_metrics WHERE metric = '"
                + name
                + "'")) {
      Double before =
          values.put(
              row.get(0) + " " + row.getString(1) + " " + row.get(2) + " " + row.get(3),
              row.getDouble(4));
      assertThat(before).as("second value of " + name).isNull();
    }
    return values;
  }

  private static String keyOf(Row execution, Instant at) {
    String machine = execution.getAs("state_machine_name");
    return at.truncatedTo(ChronoUnit.MINUTES)
        + " "
        + machine.split("/", -1)[0]
        + " "
        + execution.getAs("map_label")
        + " "
        + execution.getAs("is_distributed_map_child");
  }

  private static Map<String, Double> count(List<Row> executions, Function<Row, Instant> at) {
    Map<String, Double> counts = new TreeMap<>();
    for (Row execution : executions) {
      if (at.apply(execution) != null) {
        counts.merge(keyOf(execution, at.apply(execution)), 1.0, Double::sum);
      }
    }
    return counts;
  }

  private static List<Row> executions(LakeReader lake) {
    return lake.rows("SELECT * FROM executions");
  }

  @Test
  void countsExecutionsAtTheMinuteInWhichTheyBeganAndEnded(LakeReader lake) {
    List<Row> executions = executions(lake);

    assertThat(executions).extracting(row -> row.getAs("is_distributed_map_child")).contains(true);
    assertThat(metric(lake, EXECUTION + "started"))
        .isEqualTo(count(executions, row -> row.getAs("started_at")));
    for (String status : List.of("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED")) {
      List<Row> ended =
          executions.stream().filter(row -> status.equals(row.getAs("status"))).toList();
      assertThat(metric(lake, EXECUTION + status.toLowerCase(Locale.ROOT)))
          .as(status)
          .isEqualTo(count(ended, row -> row.getAs("ended_at")));
    }
  }

  @Test
  void measuresExecutionsInNanoseconds(LakeReader lake) {
    Map<String, List<Double>> times = new TreeMap<>();
    for (Row row : executions(lake)) {
      Instant endedAt = row.getAs("ended_at");
      Double activeMs = row.getAs("active_ms");
      if (endedAt != null && activeMs != null) {
        times.computeIfAbsent(keyOf(row, endedAt), unseen -> new ArrayList<>()).add(activeMs);
      }
    }

    assertSame(metric(lake, EXECUTION + "execution_time"), times, EnhancedMetricsIT::mean);
    assertSame(
        metric(lake, EXECUTION + "execution_time.maximum"), times, all -> percentile(all, 1));
    assertSame(
        metric(lake, EXECUTION + "execution_time.minimum"), times, all -> percentile(all, 0));
    assertSame(metric(lake, EXECUTION + "execution_time.p95"), times, all -> percentile(all, 0.95));
    assertSame(metric(lake, EXECUTION + "execution_time.p99"), times, all -> percentile(all, 0.99));
  }

  private static void assertSame(
      Map<String, Double> metric,
      Map<String, List<Double>> times,
      Function<Collection<Double>, Double> figure) {
    assertThat(metric.keySet()).isEqualTo(times.keySet());
    metric.forEach(
        (key, value) ->
            assertThat(value)
                .as(key)
                .isCloseTo(
                    figure.apply(times.getOrDefault(key, List.of())) * NANOS,
                    within(1e-6 * (1 + value))));
  }

  private static double mean(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }

  /** Linear interpolation between closest ranks. */
  private static double percentile(Collection<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double rank = share * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws.states.enhanced.state.invocation_count | kind = 'state' | 1",
        "aws.states.enhanced.state.retry_count | kind = 'attempt' AND attempt > 1 | 1",
        "aws.states.enhanced.task.execution.tasks_started | kind = 'attempt' | 1",
        "aws.states.enhanced.task.execution.tasks_succeeded | kind = 'attempt' AND status = 'ok' AND ended_at IS NOT NULL | 1",
        "aws.states.enhanced.task.execution.tasks_failed | kind = 'attempt' AND status = 'error' AND ended_at IS NOT NULL AND coalesce(error, '') NOT IN ('States.Timeout', 'States.HeartbeatTimeout') | 1",
        "aws.states.enhanced.task.execution.tasks_timed_out | kind = 'attempt' AND status = 'error' AND error IN ('States.Timeout', 'States.HeartbeatTimeout') | 1",
        "aws.states.enhanced.task.execution.tasks_aborted | kind = 'attempt' AND status = 'aborted' | 1",
        "aws.lambda.enhanced.invocations | kind = 'lambda' | 1",
        "aws.lambda.enhanced.errors | kind = 'lambda' AND status = 'error' | 1",
        "aws.lambda.enhanced.timeouts | kind = 'lambda' AND error = 'Sandbox.Timedout' | 1",
      })
  void countsEachSpanOnce(String metric, String condition, double weight, LakeReader lake) {
    long spans = lake.number("SELECT count(*) FROM spans WHERE " + condition);

    assertThat(
            lake.answer(
                    "SELECT coalesce(sum(value), 0), coalesce(sum(count), 0) FROM enhanced_metrics WHERE metric = '"
                        + metric
                        + "'")
                .get(0))
        .hasToString("[" + spans * weight + "," + spans + "]");
  }

  @Test
  void measuresAttemptsStatesAndInvocationsInTheirUnits(LakeReader lake) {
    Map<String, List<Row>> ofD11 =
        lake
            .answer(
                "SELECT metric, unit, value, alias, tags FROM enhanced_metrics WHERE statemachinename = 'sm-d11'")
            .stream()
            .collect(groupingBy(row -> row.getString(0)));

    assertThat(valueOf(ofD11, "aws.states.enhanced.task.execution.task_duration"))
        .isEqualTo("nanosecond 4.98E9");
    assertThat(valueOf(ofD11, "aws.states.enhanced.state.run_duration.maximum"))
        .isEqualTo("nanosecond 4.98E9");
    assertThat(valueOf(ofD11, "aws.states.enhanced.state.duration")).isEqualTo("nanosecond 5.0E9");
    assertThat(valueOf(ofD11, "aws.lambda.enhanced.duration.maximum")).isEqualTo("second 0.21");
    assertThat(valueOf(ofD11, "aws.lambda.enhanced.billed_duration.minimum"))
        .isEqualTo("second 0.19");
    assertThat(valueOf(ofD11, "aws.lambda.enhanced.init_duration")).isEqualTo("second 0.19");
    assertThat(valueOf(ofD11, "aws.lambda.enhanced.max_memory_used")).isEqualTo("megabyte 90.0");
    Row started = rowOf(ofD11, "aws.states.enhanced.task.execution.tasks_started");
    assertThat(started.getString(3)).isEqualTo("aws.states.enhanced.task.execution.task_started");
    assertThat(started.getList(4))
        .asString()
        .isEqualTo(
            "[statemachinename:sm-d11, stepname:Order, functionname:fn-d11, is_distributed_map_child:false]");
  }

  private static String valueOf(Map<String, List<Row>> metrics, String name) {
    Row row = rowOf(metrics, name);
    return row.getString(1) + " " + row.getDouble(2);
  }

  private static Row rowOf(Map<String, List<Row>> metrics, String name) {
    List<Row> rows = metrics.getOrDefault(name, List.of());
    assertThat(rows).as(name).hasSize(1);
    return rows.get(0);
  }

  @Test
  void tellsOfMapRunsAndTheirItems(LakeReader lake) {
    Row mapRuns =
        lake.rows(
                """
                SELECT count(*) + 0D, count_if(status = 'FAILED') + 0D,
                  coalesce(sum(coalesce(reported_items, items)), 0) + 0D, sum(failed) + 0D,
                  sum(succeeded) + 0D FROM map_runs""")
            .get(0);

    assertThat(mapRuns.getDouble(0)).isPositive();
    assertThat(
            List.of(
                sumOf(lake, "map_run.started"),
                sumOf(lake, "map_run.failed"),
                sumOf(lake, "map_run.items"),
                sumOf(lake, "map_run.children_failed"),
                sumOf(lake, "map_run.children_succeeded")))
        .isEqualTo(
            Arrays.asList(
                mapRuns.getDouble(0),
                mapRuns.getDouble(1),
                mapRuns.getDouble(2),
                mapRuns.getDouble(3),
                mapRuns.getDouble(4)));
  }

  private static double sumOf(LakeReader lake, String name) {
    return lake.answer(
            "SELECT coalesce(sum(value), 0D) FROM enhanced_metrics WHERE metric = 'aws.states.enhanced."
                + name
                + "'")
        .get(0)
        .getDouble(0);
  }

  @Test
  void hasTheColumnsThatAreDeclared(LakeReader lake) {
    for (View view : Views.ALL) {
      assertThat(lake.answer("DESCRIBE " + view.name()))
          .extracting(row -> row.getString(0) + " " + row.getString(1).toUpperCase(Locale.ROOT))
          .containsExactlyElementsOf(
              view.columns().stream().map(EnhancedMetricsIT::declared).toList());
    }
  }

  private static String declared(Column column) {
    return column.name() + " " + column.type().sql();
  }
}
