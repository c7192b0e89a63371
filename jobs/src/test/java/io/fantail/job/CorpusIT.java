package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on what AWS has really written; skipped where the recordings are not at hand. */
class CorpusIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What an execution comes to, counted without any of the project's code. */
  private record Shape(
      String status, long events, long states, long attempts, long iterations, long mapRuns) {}

  @Test
  void readsTheWholeCorpusAndAccountsForEveryRecord(@TempDir Path folder) {
    Path lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", CorpusFolder.path(""), "--lake", lake);

    try (LakeReader reader = LakeReader.open(lake)) {
      Row account =
          reader
              .rows(
                  """
                  SELECT records, events + lambda_records + noise + duplicates + rejects, rejects
                  FROM runs""")
              .get(0);
      assertThat(account.getLong(0)).isEqualTo(account.getLong(1)).isGreaterThan(4_000);
      assertThat(reader.number("SELECT count(*) FROM rejects")).isEqualTo(account.getLong(2));
      assertThat(
              reader.rows(
                  """
                  SELECT * FROM rejects WHERE source_file NOT LIKE '%/corpus/%' OR position < 0
                  OR reason = '' OR sample IS NULL"""))
          .isEmpty();
      checkJoined(reader);
      checkRedriven(reader);
      checkDescribed(reader);
    }
  }

  /** Of one Map Run there is no history at all, only what the API answered. */
  private static void checkDescribed(LakeReader reader) {
    assertThat(
            reader.rows(
                """
                SELECT status, map_run_link, event_count, duration_ms FROM executions
                WHERE state_machine_name = 'sd-sfn-map-35d090a7dd-lifecycle/LifeMap'
                  AND parent_execution_arn LIKE '%:tolerated_failure-75ebd05f'
                  AND root_execution_arn = parent_execution_arn
                ORDER BY duration_ms"""))
        .extracting(Row::toString)
        .containsExactly(
            "[FAILED,list_executions,0,4091.0]",
            "[SUCCEEDED,list_executions,0,4107.0]",
            "[SUCCEEDED,list_executions,0,4154.0]",
            "[SUCCEEDED,list_executions,0,4168.0]");
    assertThat(
            reader.rows(
                """
                SELECT label, status, children, reported_children, reported_items FROM map_runs
                WHERE label IN ('LifeMap', 'ProbeMap') ORDER BY label"""))
        .extracting(Row::toString)
        .containsExactly("[LifeMap,SUCCEEDED,4,4,4]", "[ProbeMap,FAILED,3,6,6]");
    assertThat(
            reader.rows(
                """
                SELECT label, configured_max_concurrency, tolerated_failure_count,
                       tolerated_failure_percentage, tolerated_failures, tolerance_bound_by,
                       tolerance_left, reported_results_written, reported_not_redrivable,
                       reported_redrives, redriven_at
                FROM map_runs WHERE label IN ('LifeMap', 'ProbeMap') ORDER BY label"""))
        .extracting(Row::toString)
        .containsExactly(
            "[LifeMap,2,1,0.0,1,count,0,4,0,0,null]",
            "[ProbeMap,2,0,0.0,0,null,-1,6,0,1,2026-09-24T03:03:20.349Z]");
    assertThat(
            reader.rows(
                """
                SELECT * FROM spans WHERE parent_span_id IS NOT NULL
                AND parent_span_id NOT IN (SELECT span_id FROM spans)"""))
        .isEmpty();
  }

  /**
   * The joined execution was logged without its data and its functions' logs without their groups:
   * no event names a request or a function, so no link may be claimed, although the invocations are
   * there.
   */
  private static void checkJoined(LakeReader reader) {
    assertThat(
            reader.rows(
                """
                SELECT status, event_count, missing_events, active_ms FROM executions
                WHERE name = 'case-0001' AND state_machine_name = 'case-review'"""))
        .extracting(Row::toString)
        .containsExactly("[SUCCEEDED,13,0,351676.0]");
    assertThat(
            reader.rows(
                """
                SELECT kind, name, status, link, duration_ms FROM spans
                WHERE execution_arn LIKE '%:case-review:case-0001' AND kind <> 'execution'
                ORDER BY started_at, kind DESC"""))
        .extracting(Row::toString)
        .containsExactly(
            "[state,Intake,ok,null,350139.0]",
            "[attempt,Intake,ok,ambiguous,350129.0]",
            "[state,Execute,ok,null,1491.0]",
            "[attempt,Execute,ok,ambiguous,1481.0]");
    assertThat(
            reader.rows(
                """
                SELECT request_id, string(started_at), duration_ms, billed_ms, init_ms, memory_mb,
                       max_memory_mb, cold_start, status
                FROM lambda_invocations WHERE day = '2026-08-24' ORDER BY started_at"""))
        .extracting(Row::toString)
        .containsExactly(
            "[d7508ef2-1212-800b-c2a1-4b6d52b17821,2026-08-24 03:25:43.36,1067.66,1319.0,251.03,512,97,true,success]",
            "[9482bc98-674b-3e04-f8a7-55174c5e9ee3,2026-08-24 03:25:44.295,1.89,82.0,79.84,256,37,true,success]",
            "[5ba15ebe-2485-83a0-e4df-e4bc1a8c724e,2026-08-24 03:25:44.327,1.55,2.0,null,256,37,false,success]",
            "[9e18cd58-9bb1-fd50-3cbc-ea0b23547d05,2026-08-24 03:31:33.545,971.95,1272.0,300.01,512,97,true,success]");
  }

  /** Aborted and redriven: named by the description beside the history, its gap not counted. */
  private static void checkRedriven(LakeReader reader) {
    assertThat(
            reader.rows(
                """
                SELECT redrive_count, active_ms < duration_ms FROM executions
                WHERE state_machine_name LIKE 'stackd-sfn-redrive-exec-%'"""))
        .extracting(Row::toString)
        .containsExactly("[1,true]");
  }

  @Test
  void buildsEveryRecordedHistory(@TempDir Path folder) throws IOException {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Map<String, Shape> expected = new TreeMap<>();
    for (JsonNode entry : CorpusFolder.jsonLines("sfn/index.jsonl")) {
      String arn = entry.path("executionArn").asText();
      if (!arn.isEmpty() && !expected.containsKey(arn)) {
        JsonNode events = CorpusFolder.json("sfn/" + entry.path("file").asText()).path("events");
        ObjectNode wrapper = MAPPER.createObjectNode().put("executionArn", arn);
        wrapper.set("events", events);
        MAPPER.writeValue(archive.resolve(expected.size() + ".json").toFile(), wrapper);
        expected.put(arn, shapeOf(events));
      }
    }
    assertThat(expected).hasSizeGreaterThan(450);
    Path lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", archive, "--lake", lake);

    try (LakeReader reader = LakeReader.open(lake)) {
      assertThat(shapesIn(reader)).isEqualTo(expected);
      assertThat(reader.rows("SELECT * FROM rejects")).isEmpty();
      assertThat(reader.rows("SELECT * FROM executions WHERE missing_events <> 0")).isEmpty();
    }
  }

  private static Map<String, Shape> shapesIn(LakeReader reader) {
    Map<String, Shape> shapes = new TreeMap<>();
    for (Row row :
        reader.rows(
            """
            SELECT execution_arn, any_value(executions.status), any_value(event_count),
                   count_if(kind = 'state'), count_if(kind = 'attempt'),
                   count_if(kind = 'iteration'), count_if(kind = 'map_run')
            FROM executions JOIN spans USING (execution_arn) GROUP BY execution_arn""")) {
      shapes.put(
          row.getString(0),
          new Shape(
              row.getString(1),
              row.getLong(2),
              row.getLong(3),
              row.getLong(4),
              row.getLong(5),
              row.getLong(6)));
    }
    return shapes;
  }

  private static Shape shapeOf(JsonNode events) {
    long lastId = 0;
    String last = "";
    long states = 0;
    long attempts = 0;
    long iterations = 0;
    long mapRuns = 0;
    for (JsonNode event : events) {
      String type = event.path("type").asText();
      states += type.endsWith("StateEntered") ? 1 : 0;
      attempts +=
          List.of("TaskScheduled", "LambdaFunctionScheduled", "ActivityScheduled").contains(type)
              ? 1
              : 0;
      iterations += type.equals("MapIterationStarted") ? 1 : 0;
      mapRuns += type.equals("MapRunStarted") ? 1 : 0;
      if (event.path("id").asLong() > lastId) {
        lastId = event.path("id").asLong();
        last = type;
      }
    }
    String status =
        switch (last) {
          case "ExecutionSucceeded" -> "SUCCEEDED";
          case "ExecutionFailed" -> "FAILED";
          case "ExecutionTimedOut" -> "TIMED_OUT";
          case "ExecutionAborted" -> "ABORTED";
          default -> "RUNNING";
        };
    return new Shape(status, events.size(), states, attempts, iterations, mapRuns);
  }
}
