package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --from} and {@code --to} mean, and what is said of it. */
class DaysIT {
  private static final long DAY = 24 * 3_600_000L;
  private static final Object[] AN_HOUR = {
    "--from", "2026-08-24T06:00:00Z", "--to", "2026-08-24T07:00:00Z"
  };

  /** At nine in the morning of four days, 3 events each; the second and third day are two apart. */
  private static void write(Path archive) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int day : List.of(-4, -1, 0, 4)) {
      lines.append(
          new VendedLog("billing:of-" + day)
              .pause(day * DAY)
              .add("ExecutionStarted", Map.of())
              .add("PassStateEntered", Map.of("name", "Pay"))
              .add("ExecutionSucceeded", Map.of())
              .text());
    }
    Files.writeString(Files.createDirectory(archive).resolve("billing.jsonl"), lines);
  }

  @Test
  void meansWholeDaysOfHoursAndSaysSo(@TempDir Path folder) throws IOException {
    Path archive = folder.resolve("archive");
    write(archive);
    Path lake = folder.resolve("lake");
    Commands.Outcome outcome = run(archive, lake, AN_HOUR);

    assertThat(outcome.err())
        .contains(
            "Days 2026-08-24, as --from 2026-08-24T06:00:00Z and --to 2026-08-24T07:00:00Z mean"
                + " whole UTC days.");
    assertThat(outcome.out().replace('\n', ' '))
        .contains("Days: 2026-08-24 (UTC), those that were computed.")
        .contains("12 records = 6 events + 0 Lambda records + 0 noise + 6 outside the dates + 0");
    try (LakeReader reader = LakeReader.open(lake)) {
      assertThat(reader.rows("SELECT name FROM executions").toString()).isEqualTo("[[of-0]]");
      assertThat(
              reader
                  .rows(
                      "SELECT records = events + lambda_records + noise + duplicates + rejects,"
                          + " outside FROM runs")
                  .toString())
          .isEqualTo("[[true,6]]");
    }
    Map<String, List<String>> tables = LakeReader.contents(lake);
    JsonNode json =
        VendedLog.MAPPER.readTree(
            run(archive, lake, "--from", "2026-08-24", "--to", "2026-08-25", "--json", "--reread")
                .out());
    assertThat(json.at("/days").toString())
        .isEqualTo("[{\"from\":\"2026-08-24\",\"to\":\"2026-08-25\"}]");
    assertThat(json.at("/read/outside").asLong()).isEqualTo(6);
    LakeReader.assertSame(LakeReader.contents(lake), tables);
  }

  @Test
  void losesNothingOfADayWhenAnHourOfItIsReadAgain(@TempDir Path folder) throws IOException {
    Path archive = folder.resolve("archive");
    write(archive);
    Files.writeString(archive.resolve("charge-card.json"), logOverMidnight());
    Path lake = folder.resolve("lake");
    assertThat(run(archive, lake).out().replace('\n', ' ')).contains("+ 0 noise + 0 duplicates");
    Map<String, List<String>> tables = LakeReader.contents(lake);
    run(archive, lake, "--reread", AN_HOUR[0], AN_HOUR[1], AN_HOUR[2], AN_HOUR[3]);

    LakeReader.assertSame(LakeReader.contents(lake), tables);
  }

  /** One stream, of which a part lies outside of the days that are looked through again. */
  private static String logOverMidnight() {
    Instant midnight = Instant.parse("2026-08-23T00:00:00Z");
    List<Map<String, Object>> events = new ArrayList<>();
    for (int minutes : List.of(-30, -1, 1)) {
      String id = "0b6f2b57-0000-4000-8000-00000000000" + events.size();
      long start = midnight.plusSeconds(60L * minutes).toEpochMilli();
      events.add(message("START RequestId: " + id + " Version: 1", start));
      events.add(
          message(
              "REPORT RequestId: "
                  + id
                  + "\tDuration: 90000.00 ms\tBilled Duration: 90000 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t",
              start + 90_000));
    }
    return DeliveredLog.of(
        "/aws/lambda/charge-card", "2026/08/22/[$LATEST]0123456789abcdef0123456789abcdef", events);
  }

  private static Map<String, Object> message(String text, long at) {
    return Map.of("id", "id-" + at, "timestamp", at, "message", text);
  }

  private static Commands.Outcome run(Path archive, Path lake, Object... further) {
    Object[] command = new Object[further.length + 5];
    System.arraycopy(new Object[] {"run", "--archive", archive, "--lake", lake}, 0, command, 0, 5);
    System.arraycopy(further, 0, command, 5, further.length);
    return Commands.succeed(command);
  }
}
