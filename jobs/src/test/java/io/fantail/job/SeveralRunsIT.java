package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lasts for longer than the lookback, told by archives that come one after the other. */
class SeveralRunsIT {
  private static final List<String> LONG = List.of("p1", "p2");
  private static final List<String> SLOW = List.of("p1", "p2", "p3", "p4", "p5");

  @TempDir private static Path folder = Path.of("");

  private static final Map<String, Map<String, List<String>>> IN_ONE_RUN = new HashMap<>();

  /** What is between two semicolons is a run. */
  @ParameterizedTest
  @CsvSource({
    "long2, p1;p2",
    "long2, p2;p1",
    "slow, p1 p2;p4;p5;p3",
    "slow, p5;p4;p3;p1 p2",
  })
  void comesToTheSameAsInOneRun(String name, String runs, @TempDir Path lake) {
    for (String run : runs.split(";", -1)) {
      run(name, Arrays.asList(run.split(" ", -1)), lake.resolve("lake"));
    }

    LakeReader.assertSame(LakeReader.contents(lake.resolve("lake")), inOneRun(name));
  }

  /**
   * The parent comes last, and changes links of children of days before. Its run is stopped behind
   * the traces, so that nothing in the tables tells any more whose reports are to be made again.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnWhereARunWasStoppedBehindTheTraces(boolean isTracedBetween, @TempDir Path folder)
      throws IOException {
    Path lake = folder.resolve("lake");
    for (String part : List.of("p5", "p4", "p3")) {
      run("slow", List.of(part), lake);
    }
    Object[] last = command("slow", List.of("p1", "p2"), lake);
    Path inTheWay = Files.createFile(lake.resolve("map_runs/day=2026-10-05"));
    Commands.Outcome stopped = Commands.call(last);
    assertThat(stopped.exitCode()).as(stopped.both()).isEqualTo(ExitCode.FAILED);
    assertThat(lake.resolve("_fantail_unfinished")).isNotEmptyDirectory();
    Files.delete(inTheWay);
    if (isTracedBetween) {
      Commands.succeed("trace", "--lake", lake);
    }

    Commands.succeed(last);

    LakeReader.assertSame(LakeReader.contents(lake), inOneRun("slow"));
    assertThat(lake.resolve("_fantail_unfinished")).doesNotExist();
  }

  /** The archive has no beginning of an execution of which the tables have all events by then. */
  @Test
  void goesOnWhereARunWasStoppedBehindTheEvents(@TempDir Path folder) throws IOException {
    Path lake = folder.resolve("lake");
    Path undisturbed = folder.resolve("undisturbed");
    run("slow", List.of("p5"), lake);
    run("slow", List.of("p5"), undisturbed);
    run("long2", List.of("p2"), undisturbed);
    Path inTheWay = Files.createFile(lake.resolve("executions/day=2026-10-07"));
    Commands.Outcome stopped = Commands.call(command("long2", List.of("p2"), lake));
    assertThat(stopped.exitCode()).as(stopped.both()).isEqualTo(ExitCode.FAILED);
    Files.delete(inTheWay);
    assertThat(LakeReader.contents(lake).get("events"))
        .isEqualTo(LakeReader.contents(undisturbed).get("events"));

    run("long2", List.of("p2"), lake);

    LakeReader.assertSame(LakeReader.contents(lake), LakeReader.contents(undisturbed));
  }

  /** What is new is told by comparing with the tables, which have it by then. */
  @ParameterizedTest
  @CsvSource({"p1, p2", "p2, p1"})
  void tracesWhatWasOnlyIngestedBefore(String first, String second, @TempDir Path folder) {
    Path lake = folder.resolve("lake");
    run("long2", List.of(first), lake);
    Object[] last = command("long2", List.of(second), lake);
    Object[] ingest = last.clone();
    ingest[0] = "ingest";
    Commands.succeed(ingest);

    Commands.succeed(last);

    LakeReader.assertSame(LakeReader.contents(lake), inOneRun("long2"));
  }

  /** Logs may be there before any execution is known that called their functions. */
  @Test
  void readsLogsThatTouchNoTraceYet(@TempDir Path temporary) throws IOException {
    Path sample = temporary.resolve("sample");
    Path arriving = temporary.resolve("arriving");
    Commands.succeed("sample", "--layout=history", "--children=12", "--out", sample);
    Path archive = sample.resolve("archive");
    for (String part : List.of("history/nightly-audit", "export/lambda", "")) {
      copy(archive.resolve(part), arriving.resolve(part));
      Commands.succeed("run", "--archive", arriving, "--lake", temporary.resolve("parts"));
    }
    Commands.succeed("run", "--archive", arriving, "--lake", temporary.resolve("whole"));

    LakeReader.assertSame(
        LakeReader.contents(temporary.resolve("parts")),
        LakeReader.contents(temporary.resolve("whole")));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(
            file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  void knowsHowLongAnExecutionTookThatEndedDaysLater() {
    inOneRun("long2");

    assertThat(rows("long2", "SELECT status, active_ms, missing_events, day FROM executions"))
        .isEqualTo("[[SUCCEEDED,1.72800001E8,0,2026-10-05]]");
  }

  @Test
  void linksTheChildrenOfAMapRunThatIsOpenForDays() {
    inOneRun("slow");

    assertThat(rows("slow", "SELECT children, day FROM map_runs")).isEqualTo("[[4,2026-10-05]]");
    assertThat(rows("slow", "SELECT map_run_link, count(*) FROM executions GROUP BY 1 ORDER BY 1"))
        .isEqualTo("[[null,1], [time_window,4]]");
  }

  /** Rows of the Map Runs that these days have children of are computed with them. */
  @Test
  void saysNothingOfMapRunsOfOtherDays() throws IOException {
    inOneRun("slow");
    String report =
        Commands.succeed(
                "report",
                "--lake",
                folder.resolve("slow"),
                "--from",
                "2026-10-06",
                "--to",
                "2026-10-08",
                "--json")
            .out();

    JsonNode json = VendedLog.MAPPER.readTree(report);
    assertThat(json.at("/completeness/children").asLong()).isPositive();
    assertThat(json.at("/completeness/map_runs").asLong()).isZero();
    assertThat(json.at("/map_runs_those_that_took_longest")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"long2, 2026-10-07", "long4, 2026-10-09", "slow, 2026-10-05", "slow, 2026-10-07"})
  void leavesTablesAsTheyWereWhereADayIsReadAgain(String name, String day) {
    Map<String, List<String>> tables = inOneRun(name);
    run(
        name,
        partsOf(name),
        folder.resolve(name),
        "--from",
        day,
        "--to",
        day + "T01:00:00Z",
        "--reread");

    LakeReader.assertSame(LakeReader.contents(folder.resolve(name)), tables);
  }

  private static Map<String, List<String>> inOneRun(String name) {
    return IN_ONE_RUN.computeIfAbsent(
        name,
        once -> {
          run(name, partsOf(name), folder.resolve(name));
          return LakeReader.contents(folder.resolve(name));
        });
  }

  private static List<String> partsOf(String name) {
    return name.equals("slow") ? SLOW : LONG;
  }

  private static String rows(String name, String sql) {
    try (LakeReader reader = LakeReader.open(folder.resolve(name))) {
      return reader.rows(sql).toString();
    }
  }

  private static void run(String name, List<String> parts, Path lake, Object... further) {
    Commands.succeed(command(name, parts, lake, further));
  }

  private static Object[] command(String name, List<String> parts, Path lake, Object... further) {
    List<Object> command = new ArrayList<>(List.of("run", "--lake", lake));
    Path archive = CaseLake.folder("reliability/" + name);
    parts.forEach(part -> command.addAll(List.of("--archive", archive.resolve(part))));
    command.addAll(List.of(further));
    return command.toArray();
  }
}
