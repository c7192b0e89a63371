package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two executions of one state machine run at once, with a thousand children each, and a child's own
 * history does not say whose it is. What else the archive holds decides, machine by machine.
 */
class TwoParentsIT {
  private static final int CHILDREN = 1_000;

  /** Children of the first parent that start before the second one does. */
  private static final int ALONE = 100;

  private static final long SECOND_PARENT_AT = 60_000;
  private static final long CHILD_MILLIS = 300;
  private static final Instant NINE = Instant.parse("2026-08-24T09:00:00Z");
  private static final String PREFIX = "arn:aws:states:eu-west-1:444455556666:";

  private static String summary = "";
  private static LakeReader reader;

  @BeforeAll
  static void runOnce(@TempDir Path folder) throws IOException {
    Path archive = folder.resolve("archive");
    for (String machine : List.of("exported", "listed", "described", "alone")) {
      for (int parent = 1; parent <= 2; parent++) {
        write(archive.resolve(machine), machine, parent);
      }
    }
    Path lake = folder.resolve("lake");
    summary = Commands.succeed("run", "--archive", archive, "--lake", lake).out();
    reader = LakeReader.open(lake);
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  /** A child's name tells a reader, and nobody else, whose it is. */
  private static void write(Path folder, String machine, int parent) throws IOException {
    ArchiveFiles.write(folder.resolve("parent-" + parent + ".jsonl"), parent(machine, parent));
    List<Map<String, Object>> rows = new ArrayList<>();
    StringBuilder histories = new StringBuilder();
    for (int i = 0; i < CHILDREN; i++) {
      long startsAt = startOf(parent, i);
      VendedLog child = child(machine, parent, i, startsAt);
      histories.append(child.text());
      rows.add(row(child.executionArn(), i, startsAt + 100));
    }
    ArchiveFiles.write(folder.resolve("children-" + parent + ".jsonl"), histories.toString());
    String runArn = runArn(machine, parent);
    switch (machine) {
      case "exported" -> writeExport(folder, runArn, rows);
      case "listed" -> writeList(folder.resolve("list-" + parent + ".json"), runArn, rows);
      case "described" -> writeDescriptions(folder.resolve("d-" + parent), runArn, rows);
      default -> assertThat(machine).isEqualTo("alone");
    }
  }

  private static long startOf(int parent, int child) {
    if (parent == 1 && child < ALONE) {
      return 1_000L + child;
    }
    return SECOND_PARENT_AT + 1_000 + child;
  }

  private static String parent(String machine, int parent) {
    return new VendedLog(machine + ":parent-" + parent)
        .pause(parent == 1 ? 0 : SECOND_PARENT_AT)
        .add("ExecutionStarted", Map.of("input", "{}"))
        .add("MapStateEntered", Map.of("name", "Each order"))
        .add("MapStateStarted", Map.of("length", 0))
        .add("MapRunStarted", Map.of("mapRunArn", runArn(machine, parent)))
        .pause(600_000)
        .add("MapRunSucceeded", Map.of())
        .add("MapStateSucceeded", Map.of())
        .add("MapStateExited", Map.of("name", "Each order"))
        .add("ExecutionSucceeded", Map.of())
        .text();
  }

  private static VendedLog child(String machine, int parent, int number, long startsAt) {
    VendedLog child =
        new VendedLog(machine + "/Each:of-" + parent + "-" + number)
            .pause(startsAt)
            .add("ExecutionStarted", Map.of("input", "{}"))
            .add("PassStateEntered", Map.of("name", "Check"));
    return isFailed(number)
        ? child.add("ExecutionFailed", Map.of("error", "Refused", "cause", "no"))
        : child.add("ExecutionSucceeded", Map.of("output", "{}"));
  }

  private static boolean isFailed(int child) {
    return child % 10 == 3;
  }

  private static String runArn(String machine, int parent) {
    return PREFIX
        + "mapRun:"
        + machine
        + "/Each:0000000%d-1111-2222-3333-444444444444".formatted(parent);
  }

  /** In the names of ListExecutions and DescribeExecution. */
  private static Map<String, Object> row(String arn, int number, long startsAt) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("executionArn", arn);
    row.put("name", arn.substring(arn.lastIndexOf(':') + 1));
    row.put("status", isFailed(number) ? "FAILED" : "SUCCEEDED");
    row.put("startDate", NINE.plusMillis(startsAt).toString());
    row.put("stopDate", NINE.plusMillis(startsAt + CHILD_MILLIS - 100).toString());
    return row;
  }

  private static void writeExport(Path folder, String runArn, List<Map<String, Object>> rows)
      throws IOException {
    Path ofRun = folder.resolve("results").resolve(runArn.substring(runArn.lastIndexOf(':') + 1));
    for (String status : List.of("SUCCEEDED", "FAILED")) {
      List<Map<String, Object>> capitalised = new ArrayList<>();
      for (Map<String, Object> row : rows) {
        if (row.containsValue(status)) {
          Map<String, Object> exported = new LinkedHashMap<>();
          row.forEach(
              (name, value) ->
                  exported.put(Character.toUpperCase(name.charAt(0)) + name.substring(1), value));
          capitalised.add(exported);
        }
      }
      ArchiveFiles.write(ofRun.resolve(status + "_0.json"), VendedLog.json(capitalised));
    }
  }

  private static void writeList(Path file, String runArn, List<Map<String, Object>> rows)
      throws IOException {
    rows.forEach(row -> row.put("mapRunArn", runArn));
    ArchiveFiles.write(file, VendedLog.json(Map.of("executions", rows)));
  }

  private static void writeDescriptions(Path folder, String runArn, List<Map<String, Object>> rows)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Map<String, Object> row : rows) {
      row.put("mapRunArn", runArn);
      row.put("input", "{}");
      lines.append(VendedLog.json(row)).append('\n');
    }
    ArchiveFiles.write(folder.resolve("described.jsonl"), lines.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "exported, result_writer",
    "listed, list_executions",
    "described, describe_execution"
  })
  void linksEveryChildThatSomethingNames(String machine, String link) {
    assertThat(
            reader.rows(
                """
                SELECT map_run_link, count(*), count_if(map_run_arn = '%s' || substr(name, 4, 1)
                         || '-1111-2222-3333-444444444444'),
                       count_if(parent_execution_arn = '%s' || substr(name, 4, 1)),
                       count(DISTINCT trace_id), count_if(status = 'FAILED')
                FROM executions WHERE state_machine_name = '%s/Each' GROUP BY map_run_link"""
                    .formatted(
                        PREFIX + "mapRun:" + machine + "/Each:0000000",
                        PREFIX + "execution:" + machine + ":parent-",
                        machine)))
        .containsExactly(RowFactory.create(link, 2_000L, 2_000L, 2_000L, 2L, 200L));
    assertThat(
            reader.rows(
                """
                SELECT r.map_run_arn, r.children, r.failed,
                       (SELECT count(*) FROM spans c JOIN spans p ON c.parent_span_id = p.span_id
                          AND c.trace_id = p.trace_id
                        WHERE c.kind = 'execution' AND p.map_run_arn = r.map_run_arn) AS below
                FROM map_runs r WHERE r.map_run_arn LIKE '%%:%s/%%' ORDER BY r.map_run_arn"""
                    .formatted(machine)))
        .containsExactly(
            RowFactory.create(runArn(machine, 1), 1_000L, 100L, 1_000L),
            RowFactory.create(runArn(machine, 2), 1_000L, 100L, 1_000L));
  }

  @Test
  void linksByHistoriesAloneWhatStartedWhileOneRunWasOpen() {
    assertThat(
            reader.rows(
                """
                SELECT map_run_link, count(*), count(map_run_arn), count(parent_execution_arn),
                       min(map_run_arn)
                FROM executions WHERE state_machine_name = 'alone/Each'
                GROUP BY map_run_link ORDER BY map_run_link"""))
        .containsExactly(
            RowFactory.create("ambiguous", 1_900L, 0L, 0L, null),
            RowFactory.create("time_window", 100L, 100L, 100L, runArn("alone", 1)));
  }

  @Test
  void saysWhatToArchiveSoThatTheOthersAreLinkedToo() {
    assertThat(summary).contains("1,900").contains("ListExecutions").contains("ResultWriter");
  }
}
