package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Map Run that starts at nine, and half of its children the day after: one day at a time. */
class MidnightIT {
  private static final long NEXT_DAY = 20 * 3_600_000L;
  private static final String RUN =
      "arn:aws:states:eu-west-1:444455556666:mapRun:late/Each:f0000000-0000-4000-8000-000000000001";

  private static void write(Path archive) throws IOException {
    VendedLog parent =
        new VendedLog("late:one")
            .add("ExecutionStarted", Map.of())
            .add("MapStateEntered", Map.of("name", "Each"))
            .add("MapStateStarted", Map.of("length", 4))
            .add("MapRunStarted", Map.of("mapRunArn", RUN))
            .pause(2 * NEXT_DAY)
            .add("MapRunSucceeded", Map.of());
    StringBuilder lines = new StringBuilder(parent.text());
    for (int i = 0; i < 4; i++) {
      lines.append(
          new VendedLog("late/Each:child-" + i)
              .pause(i < 2 ? 1_000 : NEXT_DAY)
              .add("ExecutionStarted", Map.of())
              .add("ExecutionSucceeded", Map.of())
              .text());
    }
    ArchiveFiles.write(archive.resolve("late.jsonl"), lines.toString());
  }

  @Test
  void countsTheChildrenOfBothDaysOnceTheSecondIsThere(@TempDir Path folder) throws IOException {
    write(folder.resolve("archive"));

    run(folder, "2026-08-24", "2026-08-25");
    assertThat(children(folder)).isEqualTo("[2026-08-24,2]");

    run(folder, "2026-08-25", "2026-08-26");
    assertThat(children(folder)).isEqualTo("[2026-08-24,4]");

    run(folder, "2026-08-24", "2026-08-25");
    assertThat(children(folder)).as("the first day again").isEqualTo("[2026-08-24,4]");
  }

  /** Runs, and looks if the tables say then what the run said. */
  private static void run(Path folder, String from, String to) {
    Path lake = folder.resolve("lake");
    String printed =
        Commands.succeed(
                "run",
                "--archive",
                folder.resolve("archive"),
                "--lake",
                lake,
                "--from",
                from,
                "--to",
                to)
            .out();
    StoredScreen.assertIsThatOf(lake, printed);
  }

  private static String children(Path folder) {
    try (LakeReader reader = LakeReader.open(folder.resolve("lake"))) {
      return reader.rows("SELECT day, children FROM map_runs").stream()
          .map(Row::toString)
          .reduce("", String::concat);
    }
  }
}
