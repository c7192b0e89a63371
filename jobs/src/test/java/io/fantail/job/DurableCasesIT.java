package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Durable functions of Lambda: {@code cases/durable-function}. */
@ExtendWith(CaseLake.class)
class DurableCasesIT {
  private static List<String> spans(LakeReader lake, String machine) {
    return lake
        .rows(
            """
            SELECT concat_ws(' ', s.kind, s.name, s.attempt, s.link, s.status, s.error,
              CAST(s.duration_ms AS INT), 'below', p.kind, p.name)
            FROM spans s LEFT JOIN spans p
              ON s.parent_span_id = p.span_id AND s.trace_id = p.trace_id
            WHERE s.state_machine_name = '%s' AND s.kind NOT IN ('execution', 'state')
            ORDER BY s.started_at, s.kind, s.span_id"""
                .formatted(machine))
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void putsAllInvocationsStepsAndWaitsBelowTheAttemptThatTheAnswerTells(LakeReader lake) {
    assertThat(spans(lake, "sm-d11"))
        .containsExactly(
            "attempt Order 1 request_id ok 4980 below state Order",
            "durable_execution order-d11 request_id ok 4800 below attempt Order",
            "lambda fn-d11 1 request_id ok 190 below attempt Order",
            "step charge 1 error CardError 20 below durable_execution order-d11",
            "lambda fn-d11 1 durable_execution ok 210 below attempt Order",
            "step charge 2 ok 100 below durable_execution order-d11",
            "wait cool-off ok 3000 below durable_execution order-d11");
  }

  @Test
  void followsTheFirstInvocationThatOnlyTheTimeTells(LakeReader lake) {
    assertThat(spans(lake, "sm-e11"))
        .containsExactly(
            "attempt Order 1 time_window error ShipError 2980 below state Order",
            "durable_execution order-e11 time_window error ShipError 2860 below attempt Order",
            "lambda fn-e11 1 time_window ok 100 below attempt Order",
            "context ship-all error ShipError 2700 below durable_execution order-e11",
            "callback approve ok 2385 below context ship-all",
            "lambda fn-e11 1 durable_execution ok 350 below attempt Order",
            "chained_invoke ship error ShipError 240 below context ship-all");
  }

  @Test
  void laysOutTheTimeBetweenInvocationsAsWaiting(LakeReader lake) {
    assertThat(
            lake.rows(
                """
                SELECT active_ms, queue_ms, cold_start_ms, lambda_ms, wait_ms, task_ms,
                  queue_ms + cold_start_ms + lambda_ms + task_ms + retry_ms + wait_ms + map_ms
                    + other_ms AS parts
                FROM executions WHERE state_machine_name = 'sm-d11'"""))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<Double>getAs("parts")).isEqualTo(row.<Double>getAs("active_ms"));
              assertThat(row.<Double>getAs("lambda_ms")).isEqualTo(400);
              assertThat(row.<Double>getAs("wait_ms")).isEqualTo(1090);
            });
  }

  @Test
  void countsAFailureOnceWhereTheAttemptHasIt(LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT error, attempts FROM errors WHERE state_machine_name IN ('sm-d11', 'sm-e11')"))
        .extracting(Row::toString)
        .containsExactly("[ShipError,1]");
  }

  @Test
  void keepsTheEventsAndInvocationsOfAnExecutionThatNoAttemptCalled(LakeReader lake) {
    assertThat(lake.number("SELECT count(*) FROM events WHERE execution_arn LIKE '%/order-f11/%'"))
        .isEqualTo(6);
    assertThat(
            lake.number("SELECT count(*) FROM lambda_invocations WHERE function_name = 'fn-f11'"))
        .isEqualTo(2);
    assertThat(lake.number("SELECT count(*) FROM spans WHERE name LIKE '%f11%'")).isZero();
    assertThat(lake.number("SELECT count(*) FROM executions WHERE execution_arn LIKE '%f11%'"))
        .isZero();
  }

  @Test
  void knowsTheTenant(LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT DISTINCT function_name, tenant_id FROM lambda_invocations WHERE function_name IN ('fn-d11', 'fn-e11', 'fn-f11') ORDER BY 1"))
        .extracting(Row::toString)
        .containsExactly("[fn-d11,blue]", "[fn-e11,null]", "[fn-f11,green]");
    assertThat(
            lake.rows(
                "SELECT DISTINCT attributes['tenant_id'] FROM spans WHERE kind = 'lambda' AND state_machine_name = 'sm-d11'"))
        .extracting(Row::toString)
        .containsExactly("[blue]");
  }

  @Test
  void rejectsNothingOfIt(LakeReader lake) {
    assertThat(lake.rows("SELECT * FROM rejects WHERE source_file LIKE '%durable-function%'"))
        .isEmpty();
  }

  /** A second run, and traces and reports made of the tables alone, come to the same. */
  @Test
  void comesToTheSameAgainAndFromTheTables(@TempDir Path folder) {
    Path lake = folder.resolve("lake");
    Object[] run = {
      "run",
      "--archive",
      CaseLake.folder("durable-function"),
      "--lake",
      lake,
      "--function-from-key",
      "/(?<function>fn-[^/]+)/"
    };
    Commands.succeed(run);
    Map<String, List<String>> first = LakeReader.contents(lake);
    Commands.succeed(run);
    LakeReader.assertSame(LakeReader.contents(lake), first);

    Commands.succeed("trace", "--lake", lake);
    Commands.succeed("report", "--lake", lake);
    LakeReader.assertSame(LakeReader.contents(lake), first);
  }
}
