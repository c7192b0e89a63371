package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake is kept small, and what arrives behind that lands where it belongs, or is said. */
class MaintainIT {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final Map<String, String> INPUT = Map.of("input", "{}");
  private static final Map<String, String> OUTPUT = Map.of("output", "{}");

  @TempDir Path folder = Path.of("");

  private VendedLog execution(String name, long after) {
    return new VendedLog("nightly:" + name).pause(after).add("ExecutionStarted", INPUT);
  }

  private void archive(String object, VendedLog... logs) throws IOException {
    StringBuilder text = new StringBuilder();
    for (VendedLog log : logs) {
      text.append(log.text());
    }
    archive(object, text.toString());
  }

  private void archive(String object, String text) throws IOException {
    Path file = folder.resolve("archive").resolve(object);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** All events of an execution but the first. */
  private static String end(VendedLog whole) {
    return whole.text().substring(whole.text().indexOf('\n') + 1);
  }

  private String run(String lake, String... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("run", "--archive", folder.resolve("archive"), "--lake", folder.resolve(lake)));
    words.addAll(List.of(more));
    return Commands.succeed(words.toArray()).err();
  }

  private Map<String, List<String>> contents(String lake) {
    return LakeReader.contents(folder.resolve(lake));
  }

  @Test
  void lateEventsLandInADayWhoseFilesWereJoined() throws IOException {
    VendedLog late = execution("late", 0).pause(30 * HOUR).add("ExecutionSucceeded", OUTPUT);
    archive("1", execution("late", 0));
    archive("2", execution("a", HOUR).add("ExecutionSucceeded", OUTPUT));
    run("lake");
    archive("3", execution("b", HOUR).add("ExecutionSucceeded", OUTPUT));
    run("lake");
    Map<String, List<String>> before = contents("lake");

    JsonNode report =
        VendedLog.MAPPER.readTree(
            Commands.succeed("maintain", "--lake", folder.resolve("lake"), "--json").out());

    assertThat(report.at("/joined").findValuesAsText("table")).contains("events", "spans");
    assertThat(report.at("/joined").findValuesAsText("files_after")).containsOnly("1");
    assertThat(report.at("/vacuumed")).isNotEmpty();
    LakeReader.assertSame(contents("lake"), before);
    archive("4", end(late));
    run("lake");
    run("atOnce");
    LakeReader.assertSame(contents("lake"), contents("atOnce"));
  }

  @Test
  void daysOfWhichEventsAreGoneStayAsTheyAre() throws IOException {
    VendedLog open = execution("open", 0).pause(4 * DAY).add("ExecutionSucceeded", OUTPUT);
    archive("1", execution("open", 0));
    archive("2", execution("ended", DAY).add("ExecutionSucceeded", OUTPUT));
    archive("3", execution("kept", 4 * DAY).add("ExecutionSucceeded", OUTPUT));
    run("lake");
    long days =
        ChronoUnit.DAYS.between(LocalDate.parse("2026-08-27"), LocalDate.now(ZoneOffset.UTC));
    String[] maintain = {
      "maintain", "--lake", folder.resolve("lake").toString(), "--keep-days", "events=" + days
    };

    assertThat(
            Commands.succeed(
                    maintain[0], maintain[1], maintain[2], maintain[3], maintain[4], "--dry-run")
                .out())
        .contains("Would delete events: 2 days before 2026-08-26");
    assertThat(Commands.succeed((Object[]) maintain).out())
        .contains("Deleted events: 2 days before 2026-08-26")
        .contains("Runs leave days before 2026-08-27 as they are");
    archive("4", end(open));
    archive("5", execution("new", 4 * DAY + HOUR).add("ExecutionSucceeded", OUTPUT));

    assertThat(run("lake"))
        .contains("what the archive has of 1 executions that began before 2026-08-27");
    Map<String, List<String>> after = contents("lake");
    assertThat(statuses())
        .containsExactly("ended SUCCEEDED", "kept SUCCEEDED", "new SUCCEEDED", "open RUNNING");
    run("lake", "--reread");
    Commands.succeed("trace", "--lake", folder.resolve("lake"));
    Commands.succeed("report", "--lake", folder.resolve("lake"));
    LakeReader.assertSame(contents("lake"), after);
    Commands.Outcome closed =
        Commands.call("trace", "--lake", folder.resolve("lake"), "--date", "2026-08-24");
    assertThat(closed.exitCode()).isEqualTo(ExitCode.NOTHING_MATCHED);
    assertThat(closed.err()).contains("The lake is closed before 2026-08-27");
  }

  private List<String> statuses() {
    try (LakeReader reader = LakeReader.open(folder.resolve("lake"))) {
      return reader.rows("SELECT concat(name, ' ', status) FROM executions ORDER BY 1").stream()
          .map(row -> row.getString(0))
          .toList();
    }
  }
}
