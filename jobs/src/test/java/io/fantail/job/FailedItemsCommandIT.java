package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.fantail.job.message.ExitCode;
import io.fantail.text.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code failed-items} as somebody on call gives it. */
class FailedItemsCommandIT {
  private static final String REDRIVE =
      "aws stepfunctions redrive-execution --execution-arn "
          + FailedChildren.PARENT
          + " --region eu-west-1";

  @TempDir static Path folder = Path.of("");

  private static Path lake = Path.of("");
  private static Path archive = Path.of("");

  @BeforeAll
  static void makeLake() throws IOException {
    archive = FailedChildren.write(folder.resolve("archive"));
    lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", archive, "--lake", lake);
  }

  @Test
  void writesJsonLines() throws Exception {
    Path file = folder.resolve("new folder/items.jsonl");

    Commands.Outcome outcome = at("2026-08-30T00:00:00Z", lake, FailedChildren.MAP_RUN, file);

    List<String> lines = Files.readAllLines(file);
    for (String line : lines) {
      assertThat(Json.tree(line).isMissingNode()).isFalse();
    }
    assertThat(lines).contains("{\"id\":\"o-2\"}", "4", "5").doesNotContain("{\"id\":\"o-1\"}");
    assertThat(lines).filteredOn(line -> line.contains("long-")).hasSizeBetween(60, 110);
    int written = lines.size();
    assertThat(outcome.out().lines())
        .contains(
            "Wrote %d of 305 items, of 5 children that did not succeed, to %s"
                .formatted(written, file),
            "%d of these are suspects: their batches failed, and nothing says which of their items did."
                .formatted(written - 3),
            "AWS runs these children again, whole batches, until 2026-09-07T09:10:00Z:",
            "  " + REDRIVE)
        .anyMatch(line -> line.startsWith("Of " + (305 - written) + " the content is not known"));
    assertThat(folder.resolve("new folder")).isDirectoryContaining(path -> path.equals(file));
    assertThat(filesIn(folder.resolve("new folder"))).hasSize(1);
  }

  @Test
  void writesCsvThatReadsBackAsTheItems() throws Exception {
    Path file = folder.resolve("items.csv");

    Commands.succeed(
        "failed-items", "--lake", lake, "--map-run", id(), "--out", file, "--format", "csv");

    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      List<Map<String, String>> read = rows.readAll();
      assertThat(read.get(0).keySet())
          .containsExactlyInAnyOrder("id", "Key", "Size", "card", "note", "item", "text");
      assertThat(read)
          .anySatisfy(
              row -> assertThat(row).containsEntry("note", "a,b\n\"c\"").containsEntry("id", "7"))
          .anySatisfy(
              row ->
                  assertThat(row).containsEntry("Key", "in/\"a\".csv").containsEntry("Size", "12"))
          .anySatisfy(row -> assertThat(row).containsEntry("item", "4").containsEntry("id", ""));
    }
  }

  @Test
  void saysAllOfItToAProgram() throws Exception {
    Path file = folder.resolve("for-a-program.jsonl");

    Commands.Outcome outcome =
        Commands.succeed(
            "failed-items", "--lake", lake, "--map-run", id(), "--out", file, "--json");

    JsonNode json = Json.tree(outcome.out());
    assertThat(json.path("map_run_arn").asText()).isEqualTo(FailedChildren.MAP_RUN);
    assertThat(json.path("items").asInt()).isEqualTo(305);
    assertThat(json.path("written").asInt()).isEqualTo(Files.readAllLines(file).size());
    assertThat(json.path("written").asInt() + json.path("unknown").asInt()).isEqualTo(305);
    assertThat(json.path("redrivable").asInt()).isEqualTo(305);
    assertThat(json.path("redrivable_until").asText()).isEqualTo("2026-09-07T09:10:00Z");
    assertThat(json.path("start_command").asText())
        .startsWith("aws stepfunctions start-execution --state-machine-arn arn:aws:states:")
        .contains(":stateMachine:orders ");
  }

  /** Two weeks later AWS does not know the execution any longer. */
  @Test
  void tellsWhenItIsTooLateForARedrive() {
    Commands.Outcome outcome =
        at("2026-09-07T09:10:01Z", lake, FailedChildren.MAP_RUN, folder.resolve("late.jsonl"));

    assertThat(outcome.out())
        .doesNotContain("redrive-execution")
        .contains("AWS would have run these children again until 2026-09-07T09:10:00Z.")
        .contains("aws stepfunctions start-execution --state-machine-arn");
  }

  @Test
  void replacesNoFileUnlessItIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("precious.txt"), "precious");
    Object[] command = {"failed-items", "--lake", lake, "--map-run", id(), "--out", file};

    Commands.Outcome refused = Commands.call(command);
    assertThat(refused.exitCode()).as(refused.both()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("--out " + file + " exists. --force replaces it.");
    assertThat(file).hasContent("precious");

    Commands.succeed(Stream.concat(Stream.of(command), Stream.of("--force")).toArray());
    assertThat(Files.readString(file)).contains("o-2").doesNotContain("precious");

    Commands.Outcome aFolder =
        Commands.call(
            "failed-items", "--lake", lake, "--map-run", id(), "--out", folder, "--force");
    assertThat(aFolder.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(aFolder.err()).contains("is a folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:states:eu-west-1:444455556666:mapRun:orders/Fan:nope",
        "",
        "444444444444",
        "'"
      })
  void findsNothingOfAnotherMapRun(String mapRun) {
    Path file = folder.resolve("nothing.jsonl");

    Commands.Outcome outcome =
        Commands.call("failed-items", "--lake", lake, "--map-run", mapRun, "--out", file);

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.NOTHING_MATCHED);
    assertThat(outcome.err()).contains("No Map Run " + mapRun + " is in " + lake);
    assertThat(file).doesNotExist();
  }

  @Test
  void writesNoFileWhereNothingWasKept() {
    Path bare = folder.resolve("bare");
    Path file = folder.resolve("bare.jsonl");
    Commands.succeed("run", "--archive", archive, "--lake", bare, "--payload-limit", "0");

    Commands.Outcome outcome =
        Commands.call("failed-items", "--lake", bare, "--map-run", id(), "--out", file);

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.NOTHING_MATCHED);
    assertThat(outcome.out()).contains("Of 307 the content is not known", "--payload-limit 262144");
    assertThat(outcome.err()).contains("No file was written");
    assertThat(file).doesNotExist();
  }

  /** A lake that an earlier version made, until its days are reported again. */
  @Test
  void saysWhatToDoWhereTheTableIsMissing() throws IOException {
    Path older = folder.resolve("older");
    Path file = folder.resolve("older.jsonl");
    Commands.succeed("run", "--archive", archive, "--lake", older);
    try (Stream<Path> files = Files.walk(older.resolve("failed_items"))) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    Object[] command = {"failed-items", "--lake", older, "--map-run", id(), "--out", file};

    Commands.Outcome early = Commands.call(command);
    assertThat(early.exitCode()).as(early.both()).isEqualTo(ExitCode.NOTHING_MATCHED);
    assertThat(early.err()).contains("There is no table 'failed_items' under " + older);
    Commands.succeed("report", "--lake", older);
    Commands.succeed(command);
    assertThat(Files.readString(file)).contains("o-2");
  }

  @Test
  void saysThatValuesAreMasked() {
    Path masked = folder.resolve("masked");
    Commands.succeed("run", "--archive", archive, "--lake", masked, "--redact", "card");

    Commands.Outcome outcome =
        Commands.succeed(
            "failed-items",
            "--lake",
            masked,
            "--map-run",
            id(),
            "--out",
            folder.resolve("masked.jsonl"));

    assertThat(outcome.out()).contains("1 of these have values that were masked (--redact)");
  }

  @Test
  void failsInOneLineWhereTheFileCannotBe() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "");
    for (String out : List.of(file.resolve("items.jsonl").toString(), "gs://bucket/items.jsonl")) {
      Commands.Outcome outcome =
          Commands.call("failed-items", "--lake", lake, "--map-run", id(), "--out", out);

      assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.FAILED);
      assertThat(outcome.err().lines())
          .filteredOn(line -> line.startsWith("The file cannot be written: --out " + out))
          .hasSize(1);
      assertThat(outcome.err()).doesNotContain("\tat ");
    }
  }

  private static String id() {
    return FailedChildren.MAP_RUN.substring(FailedChildren.MAP_RUN.lastIndexOf(':') + 1);
  }

  private static Commands.Outcome at(String now, Path lake, String mapRun, Path file) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        SharedSpark.inNewSession(
            () ->
                Main.execute(
                    Clock.fixed(Instant.parse(now), ZoneOffset.UTC),
                    new PrintWriter(out, true),
                    new PrintWriter(err, true),
                    "failed-items",
                    "--lake",
                    lake.toString(),
                    "--map-run",
                    mapRun,
                    "--out",
                    file.toString()));
    assertThat(exitCode).as(out + "" + err).isEqualTo(ExitCode.DONE);
    return new Commands.Outcome(exitCode, out.toString(), err.toString());
  }

  private static List<Path> filesIn(Path root) throws IOException {
    try (Stream<Path> paths = Files.list(root)) {
      return paths.toList();
    }
  }
}
