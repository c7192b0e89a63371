package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.report.subject.ConsoleLink;
import java.util.List;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the views say beside what their tables say. */
class ViewsIT {
  private static LakeReader lake;

  @BeforeAll
  static void open() {
    lake = LakeReader.open(EveryTable.lake());
  }

  @AfterAll
  static void close() {
    lake.close();
  }

  /** 1 %, and what is lost in computing. */
  private static Offset<Double> aHundredthOf(double exact) {
    return within(exact * 0.01 * (1 + 1e-9));
  }

  @Test
  void percentilesOfADayAreWithinAHundredthOfTheExactOnes() {
    List<Row> pairs =
        lake.answer(
            """
            SELECT l.count, v.count AS counted, l.p50_ms, v.p50_ms, l.p75_ms, v.p75_ms, l.p90_ms,
              v.p90_ms, l.p95_ms, v.p95_ms, l.p99_ms, v.p99_ms, l.p999_ms, v.p999_ms, l.max_ms,
              v.max_ms, l.name
            FROM latency l LEFT JOIN latency_percentiles v ON v.period = 'day' AND v.to_day = l.day
              AND v.from_day = l.day AND v.kind = l.kind AND v.name <=> l.name
              AND v.state_machine_name = l.state_machine_name
              AND v.is_distributed_map_child = l.is_distributed_map_child
            WHERE l.count > 0""");

    assertThat(pairs).hasSizeGreaterThan(20).anyMatch(row -> row.getLong(0) > 500);
    for (Row row : pairs) {
      assertThat(row.get(1)).as(row.toString()).isEqualTo(row.get(0));
      for (int i = 2; i < 16; i += 2) {
        assertThat(row.getDouble(i + 1))
            .as(row.toString())
            .isCloseTo(row.getDouble(i), aHundredthOf(row.getDouble(i)));
      }
    }
  }

  @Test
  void percentilesOfAllDaysAreWithinAHundredthOfThoseOfAllExecutions() {
    List<Row> pairs =
        lake.answer(
            """
            SELECT exact.count, v.count, exact.p50, v.p50_ms, exact.p99, v.p99_ms, v.from_day = exact.from_day,
              v.to_day = exact.to_day
            FROM (
              SELECT state_machine_name, count(*) AS count, percentile(active_ms, 0.5D) AS p50,
                percentile(active_ms, 0.99D) AS p99, min(day) AS from_day, max(day) AS to_day
              FROM executions WHERE active_ms IS NOT NULL GROUP BY state_machine_name
            ) exact LEFT JOIN latency_percentiles v ON v.period = 'all' AND v.kind = 'execution'
              AND v.name = exact.state_machine_name""");

    assertThat(pairs).hasSizeGreaterThan(2).anyMatch(row -> row.getLong(0) > 500);
    for (Row row : pairs) {
      assertThat(row.get(1)).as(row.toString()).isEqualTo(row.get(0));
      assertThat(row.getDouble(3)).isCloseTo(row.getDouble(2), aHundredthOf(row.getDouble(2)));
      assertThat(row.getDouble(5)).isCloseTo(row.getDouble(4), aHundredthOf(row.getDouble(4)));
      assertThat(row.getBoolean(6) && row.getBoolean(7)).as(row.toString()).isTrue();
    }
  }

  /** Each time is counted once in each period; weeks begin on Mondays. */
  @Test
  void periodsHoldEachTimeOnce() {
    long all = lake.number("SELECT sum(count) FROM latency_histogram");

    assertThat(lake.answer("SELECT period, sum(count) FROM latency_percentiles GROUP BY period"))
        .extracting(Row::toString)
        .containsExactlyInAnyOrder(
            "[day," + all + "]", "[week," + all + "]", "[month," + all + "]", "[all," + all + "]");
    assertThat(
            lake.answer(
                "SELECT * FROM latency_percentiles WHERE period = 'week' AND date_sub(to_day, weekday(to_day)) > from_day"))
        .isEmpty();
  }

  @Test
  void worstTracesAreTheSlowestWithTheirLongestPartAndTheirAddress() {
    List<Row> worst =
        lake.answer(
            """
            SELECT w.execution_arn, w.started_at, w.console_url, w.place, w.active_ms,
              (SELECT count(*) FROM executions o WHERE o.day = w.day
                AND o.state_machine_name = w.state_machine_name
                AND o.is_distributed_map_child = w.is_distributed_map_child
                AND o.active_ms > w.active_ms) AS slower,
              w.longest_part_ms, greatest(e.queue_ms, e.cold_start_ms, e.lambda_ms, e.task_ms, e.retry_ms,
                e.wait_ms, e.map_ms, e.other_ms) AS most, w.longest_part
            FROM worst_traces w JOIN executions e USING (execution_arn)""");

    assertThat(worst)
        .hasSizeGreaterThan(20)
        .anyMatch(row -> row.getString(0).contains(":express:"))
        .anyMatch(row -> "lambda".equals(row.get(8)));
    for (Row row : worst) {
      assertThat(row.getString(2))
          .isEqualTo(ConsoleLink.of(row.getString(0), row.getAs("started_at")));
      assertThat(row.getLong(3)).as(row.toString()).isBetween(row.getLong(5) + 1, 20L);
      Double most = row.getAs("most");
      assertThat(row.<Double>getAs("longest_part_ms"))
          .as(row.toString())
          .isEqualTo(most == null || most == 0 ? null : most);
    }
  }

  @Test
  void worstTracesNameTheStateThatHeldUpTheEnd() {
    assertThat(
            lake.answer(
                """
                SELECT w.execution_arn FROM worst_traces w JOIN (
                  SELECT execution_arn, max(ms) AS ms FROM (
                    SELECT execution_arn, state_name, sum(critical_ms) AS ms FROM spans
                    WHERE kind = 'state' GROUP BY execution_arn, state_name)
                  GROUP BY execution_arn) s USING (execution_arn)
                WHERE s.ms > 0 AND NOT (s.ms <=> w.longest_state_ms)"""))
        .isEmpty();
    assertThat(lake.answer("SELECT * FROM worst_traces WHERE longest_state IS NOT NULL"))
        .hasSizeGreaterThan(20);
  }

  @Test
  void freshnessIsThatOfTheNewestExecutionAndTheLastRun() {
    Row fresh = lake.answer("SELECT * FROM freshness").get(0);
    Row wanted =
        lake.rows(
                "SELECT max(day), max(started_at), (SELECT max(ended_at) FROM runs), (SELECT sum(rejects) FROM runs) FROM executions")
            .get(0);

    assertThat(fresh.<Object>getAs("newest_day")).isEqualTo(wanted.get(0));
    assertThat(fresh.<Object>getAs("newest_start_at")).isEqualTo(wanted.get(1));
    assertThat(fresh.<Object>getAs("last_run_at")).isEqualTo(wanted.get(2));
    assertThat(fresh.<Object>getAs("rejects_of_all_runs")).isEqualTo(wanted.get(3));
    assertThat(fresh.<String>getAs("last_command")).isEqualTo("report");
    assertThat(fresh.<Double>getAs("hours_since_last_run")).isBetween(0.0, 5.0);
    assertThat(fresh.<Long>getAs("executions_of_newest_day"))
        .isEqualTo(
            lake.number(
                "SELECT count(*) FROM executions WHERE day = DATE '" + wanted.get(0) + "'"));
  }

  /** Which Delta would answer from its log, in classes of its own. */
  @Test
  void theFirstAndTheLastDayAreAnswered() {
    Row days = lake.answer("SELECT min(day), max(day) FROM executions").get(0);

    assertThat(lake.answer("SELECT newest_day FROM freshness").get(0).get(0))
        .isEqualTo(days.get(1));
    assertThat(lake.answer("SELECT day FROM executions GROUP BY day"))
        .extracting(row -> row.get(0))
        .contains(days.get(0), days.get(1));
  }
}
