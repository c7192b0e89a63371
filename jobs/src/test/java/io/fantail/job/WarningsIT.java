package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is about to break in a small fan-out, whether payloads are kept or not. */
class WarningsIT {
  private static final String MAP_RUN =
      "arn:aws:states:eu-west-1:444455556666:mapRun:shop/Each:0323d86f-1e4a-4657-bec6-5696e679f2ce";
  private static final String LARGE = "ü".repeat(120_000);

  @Test
  void areTheSameWhetherPayloadsAreKeptOrNotAndHoweverTheyAreReported(@TempDir Path folder)
      throws IOException {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    StringBuilder lines = new StringBuilder(parent().text());
    for (int i = 0; i < 20; i++) {
      lines.append(child(i).text());
    }
    Files.writeString(archive.resolve("states.jsonl"), lines);
    Path kept = folder.resolve("kept");
    Path lean = folder.resolve("lean");
    Commands.succeed("run", "--archive", archive, "--lake", kept);
    Commands.succeed("run", "--archive", archive, "--lake", lean, "--payload-limit=0");

    try (LakeReader tables = LakeReader.open(lean)) {
      assertThat(
              tables.rows(
                  "SELECT kind, name, count, figure, figure_limit FROM warnings ORDER BY kind"))
          .extracting(Object::toString)
          .containsExactly(
              "[heartbeat,Process,1,9100.0,10000.0]",
              "[payload,Process,1,240015.0,262144.0]",
              "[same_item,Each,2,2.0,null]",
              "[state_timeout,Process,1,9100.0,10000.0]");
      assertThat(
              tables.number(
                  "SELECT COUNT(*) FROM executions WHERE item_hash IS NOT NULL"
                      + " AND is_distributed_map_child"))
          .isEqualTo(20);
      assertThat(
              tables.number(
                  "SELECT COUNT(*) FROM spans WHERE attributes['payload_bytes'] = '240015'"
                      + " AND kind = 'state' AND input IS NULL"))
          .isEqualTo(1);
    }
    List<String> ran = warnings(lean);
    assertThat(warnings(kept)).isEqualTo(ran);
    Commands.succeed("report", "--lake", lean);
    assertThat(warnings(lean)).isEqualTo(ran);
  }

  private static List<String> warnings(Path lake) {
    return LakeReader.contents(lake).getOrDefault("warnings", List.of());
  }

  private static VendedLog parent() {
    return new VendedLog("shop:one")
        .add("ExecutionStarted", Map.of("input", "{}"))
        .add("MapStateEntered", Map.of("name", "Each", "input", "{}"))
        .add("MapStateStarted", Map.of("length", "20"))
        .add("MapRunStarted", Map.of("mapRunArn", MAP_RUN))
        .pause(30_000)
        .add("MapRunSucceeded", Map.of())
        .add("MapStateSucceeded", Map.of())
        .add("MapStateExited", Map.of("name", "Each", "output", "{}"))
        .add("ExecutionSucceeded", Map.of("output", "{}"));
  }

  private static VendedLog child(int number) {
    String item = "{\"order\":%d}".formatted(number % 18);
    String input = number == 7 ? "{\"order\":\"%s\"} ".formatted(LARGE + "!!") : item;
    return new VendedLog("shop/Each:c" + number)
        .pause(1_000)
        .add("ExecutionStarted", Map.of("input", item))
        .add("TaskStateEntered", Map.of("name", "Process", "input", input))
        .add(
            "TaskScheduled",
            Map.of(
                "resource",
                "sendMessage.waitForTaskToken",
                "resourceType",
                "sqs",
                "parameters",
                "{}",
                "timeoutInSeconds",
                "10",
                "heartbeatInSeconds",
                10))
        .add("TaskStarted", Map.of("resource", "sendMessage", "resourceType", "sqs"))
        .pause(number == 5 ? 9_000 : 1_000)
        .add("TaskSucceeded", Map.of("output", "{}"))
        .add("TaskStateExited", Map.of("name", "Process", "output", "{}"))
        .add("ExecutionSucceeded", Map.of("output", "{}"));
  }
}
