package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Histories and answers of the API in the dresses of other tools, and what only looks like them.
 */
@ExtendWith(CaseLake.class)
class HistoryCasesIT {
  @ParameterizedTest
  @ValueSource(strings = {"d22c", "a14", "c20", "a17ps", "c08"})
  void readsAHistoryInTheDressOfATool(String name, LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT status, event_count, missing_events FROM executions WHERE state_machine_name = 'sm-%s'"
                    .formatted(name)))
        .singleElement()
        .hasToString("[SUCCEEDED,7,0]");
    assertThat(
            lake.rows(
                """
                SELECT state_name, function_name, resource, status FROM spans
                WHERE state_machine_name = 'sm-%1$s' AND kind = 'attempt'"""
                    .formatted(name)))
        .singleElement()
        .hasToString("[Work,fn-%s,lambda:invoke,ok]".formatted(name));
  }

  @Test
  void readsTheTimesOfLogEventsAsText(LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT link, duration_ms FROM spans WHERE kind = 'lambda' AND function_name = 'fn-c08'"))
        .singleElement()
        .hasToString("[request_id,200.0]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"d97", "b97"})
  void takesNoLineOfAFunctionForAnEvent(String name, LakeReader lake) {
    Row execution =
        lake.rows(
                "SELECT event_count, missing_events, lambda_ms FROM executions WHERE state_machine_name = 'sm-%s'"
                    .formatted(name))
            .get(0);

    assertThat(execution.getLong(0)).isEqualTo(7);
    assertThat(execution.getLong(1)).isZero();
    assertThat(execution.getDouble(2)).isEqualTo(201.0);
  }

  @Test
  void takesNoLineOfAContainerForAnEvent(LakeReader lake) {
    assertThat(lake.rows("SELECT * FROM executions WHERE state_machine_name = 'sm-d99'")).isEmpty();
    assertThat(lake.rows("SELECT * FROM rejects WHERE source_file LIKE '%/d99/%'")).isEmpty();
  }

  @Test
  void readsChangesOfStatus(LakeReader lake) {
    assertThat(
            lake.rows(
                """
                SELECT name, status, started_at, ended_at, error, cause FROM executions
                WHERE state_machine_name = 'sm-a01' ORDER BY name"""))
        .extracting(Row::toString)
        .containsExactly(
            "[bad,FAILED,2026-11-20T10:00:00.100Z,2026-11-20T10:00:02.100Z,Boom,why]",
            "[ok,SUCCEEDED,2026-11-20T10:00:00Z,2026-11-20T10:00:05Z,null,null]");
    assertThat(
            lake.number(
                """
                SELECT count(*) FROM descriptions WHERE source = 'execution_status_change'
                  AND execution_arn LIKE '%:sm-a01:%'"""))
        .isEqualTo(3);
  }

  @Test
  void missesNoChildThatNeverBegan(LakeReader lake) {
    assertThat(
            lake.rows(
                """
                SELECT status, reported_children, children, pending_children, missing_children
                FROM map_runs WHERE map_run_arn LIKE '%:sm-b55/%'"""))
        .singleElement()
        .hasToString("[FAILED,5,4,1,0]");
  }

  @ParameterizedTest
  @CsvSource({"b10, 3", "b10b, 2"})
  void countsEvaluationsThatFailedAgain(String name, long attempts, LakeReader lake) {
    assertThat(
            lake.number(
                "SELECT sum(attempts) FROM errors WHERE state_machine_name = 'sm-%s'"
                    .formatted(name)))
        .isEqualTo(attempts);
    assertThat(
            lake.rows(
                    "SELECT retry_ms FROM executions WHERE state_machine_name = 'sm-%s'"
                        .formatted(name))
                .get(0)
                .getDouble(0))
        .isEqualTo(3_000.0);
  }

  @Test
  void rejectsATimeThatNoTableCanHold(@TempDir Path folder) throws IOException {
    Path lake = folder.resolve("lake");

    JsonNode read =
        Json.tree(
                Commands.succeed(
                        "run",
                        "--json",
                        "--archive",
                        CaseLake.folder("reliability/y9999"),
                        "--lake",
                        lake)
                    .out())
            .path("read");

    assertThat(read.path("records").asLong()).isEqualTo(2);
    assertThat(read.path("events").asLong()).isZero();
    assertThat(read.path("rejects").asLong()).isEqualTo(2);
    try (LakeReader reader = LakeReader.open(lake)) {
      assertThat(reader.rows("SELECT reason, sample FROM rejects"))
          .hasSize(2)
          .allSatisfy(
              reject ->
                  assertThat(reject.toString())
                      .startsWith(
                          "[missing_field,without a time that can be read: {\"timestamp\":\"9999-"));
    }
  }
}
