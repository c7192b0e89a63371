package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.testing.ArchiveFiles;
import io.fantail.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The items of children that never began, which only the PENDING files of a Map Run have. */
class NeverRunItemsIT {
  private static final String ID =
      FailedChildren.MAP_RUN.substring(FailedChildren.MAP_RUN.lastIndexOf(':') + 1);

  private static final String ITEMS =
      """
      SELECT item_index, item_key, item, source_row, is_suspect, is_redrivable, day, map_run_link
      FROM failed_items WHERE status = 'NEVER_RAN' ORDER BY source_row, item_index""";

  private static final List<String> OF_THREE_ROWS =
      List.of(
          "[0,p-1,{\"id\":\"p-1\",\"card\":\"4111\"},0,false,true,2026-08-24,result_writer]",
          "[0,p-2,{\"id\":\"p-2\"},1,false,true,2026-08-24,result_writer]",
          "[1,p-3,{\"id\":\"p-3\"},1,false,true,2026-08-24,result_writer]",
          "[0,p-2,{\"id\":\"p-2\"},2,false,true,2026-08-24,result_writer]");

  private final Path folder;

  NeverRunItemsIT(@TempDir Path folder) {
    this.folder = folder;
  }

  /** As AWS writes it: the input is a text, and nothing names the child. */
  private static String row(String input) {
    return Json.MAPPER
        .createObjectNode()
        .put("Input", input)
        .put("Status", "PENDING")
        .set("InputDetails", Json.MAPPER.createObjectNode().put("Included", true))
        .toString();
  }

  private static String threeRows() {
    return "["
        + String.join(
            ",",
            row("{\"id\":\"p-1\",\"card\":\"4111\"}"),
            row("{\"Items\":[{\"id\":\"p-2\"},{\"id\":\"p-3\"}]}"),
            row("{\"id\":\"p-2\"}"))
        + "]";
  }

  private static Path results(Path archive) {
    return archive.resolve("results/" + ID);
  }

  private static void writeResults(Path archive) throws IOException {
    ArchiveFiles.write(results(archive).resolve("PENDING_0.json"), threeRows());
    ArchiveFiles.write(
        results(archive).resolve("manifest.json"),
        "{\"DestinationBucket\":\"b\",\"MapRunArn\":\"%s\",\"ResultFiles\":{\"FAILED\":[],\"PENDING\":[{\"Key\":\"results/%s/PENDING_0.json\",\"Size\":9}],\"SUCCEEDED\":[]}}"
            .formatted(FailedChildren.MAP_RUN, ID));
  }

  private static List<String> rows(Path lake, String sql) {
    try (LakeReader tables = LakeReader.open(lake)) {
      return tables.rows(sql).stream().map(Object::toString).toList();
    }
  }

  @Test
  void areThereBesideThoseThatFailed() throws Exception {
    Path archive = FailedChildren.write(folder.resolve("archive"));
    writeResults(archive);
    Path lake = folder.resolve("lake");

    JsonNode json = Json.tree(run(archive, lake).out());

    assertThat(rows(lake, ITEMS)).isEqualTo(OF_THREE_ROWS);
    assertThat(json.path("read").path("pending_children").asLong()).isEqualTo(3);
    long records = json.path("read").path("records").asLong();
    assertThat(
            List.of("events", "lambda_records", "noise", "duplicates", "rejects").stream()
                .mapToLong(part -> json.path("read").path(part).asLong())
                .sum())
        .isEqualTo(records);
    assertThat(json.path("read").path("rejects").asLong()).isZero();
    assertThat(rows(lake, "SELECT count(*), count(DISTINCT map_run_id) FROM pending_children"))
        .containsExactly("[3,1]");

    Map<String, List<String>> first = LakeReader.contents(lake);
    Commands.succeed("report", "--lake", lake);
    LakeReader.assertSame(LakeReader.contents(lake), first);
    run(archive, lake);
    LakeReader.assertSame(LakeReader.contents(lake), first);
  }

  @Test
  void areWrittenWithTheOthers() throws Exception {
    Path archive = FailedChildren.write(folder.resolve("archive"));
    writeResults(archive);
    Path lake = folder.resolve("lake");
    run(archive, lake);
    Path file = folder.resolve("items.jsonl");

    Commands.Outcome outcome =
        Commands.succeed(
            "failed-items", "--lake", lake, "--map-run", "0000000a", "--out", file, "--json");

    assertThat(Files.readAllLines(file))
        .contains("{\"id\":\"p-1\",\"card\":\"4111\"}", "{\"id\":\"p-3\"}", "{\"id\":\"o-2\"}");
    JsonNode json = Json.tree(outcome.out());
    assertThat(json.path("items").asInt()).isEqualTo(305 + 4);
    assertThat(json.path("children").asInt()).isEqualTo(5);
    assertThat(json.path("never_ran_children").asInt()).isEqualTo(3);
    Commands.Outcome said =
        Commands.succeed(
            "failed-items", "--lake", lake, "--map-run", "Fan", "--out", file, "--force");
    assertThat(said.out())
        .contains("Map Run " + FailedChildren.MAP_RUN)
        .contains("of 5 children that did not succeed and 3 that never ran, to");
  }

  /** The export may come before the Map Run is known, and long after. */
  @Test
  void areFoundWhicheverComesFirst() throws Exception {
    Path histories = FailedChildren.write(folder.resolve("histories"));
    Path exports = folder.resolve("exports");
    writeResults(exports);
    Path early = folder.resolve("early");
    run(exports, early);
    assertThat(rows(early, "SELECT count(*) FROM pending_children")).containsExactly("[3]");
    assertThat(rows(early, "SELECT count(*) FROM failed_items")).containsExactly("[0]");
    run(histories, early);
    assertThat(rows(early, ITEMS)).isEqualTo(OF_THREE_ROWS);

    Path late = folder.resolve("late");
    run(histories, late);
    run(exports, late);
    assertThat(rows(late, ITEMS)).isEqualTo(OF_THREE_ROWS);
    run(exports, late);
    assertThat(rows(late, ITEMS)).isEqualTo(OF_THREE_ROWS);
  }

  /** Copies in other folders and containers, as JSON Lines and zipped, are one export. */
  @Test
  void areEachOnceWhateverNumberOfCopiesThereIs() throws Exception {
    Path archive = FailedChildren.write(folder.resolve("archive"));
    writeResults(archive);
    Path copy = archive.resolve("copy/of/" + ID);
    ArchiveFiles.write(
        copy.resolve("PENDING_0.jsonl"),
        Json.tree(threeRows())
            .toString()
            .replaceAll("^\\[|\\]$", "")
            .replace("},{\"Input", "}\n{\"Input"));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(Json.tree(threeRows()).toPrettyString().getBytes(StandardCharsets.UTF_8));
    }
    Path third = archive.resolve("third/" + ID);
    Files.createDirectories(third);
    Files.write(third.resolve("PENDING_0.json.gz"), zipped.toByteArray());
    Path lake = folder.resolve("lake");

    JsonNode json = Json.tree(run(archive, lake).out());

    assertThat(rows(lake, ITEMS)).isEqualTo(OF_THREE_ROWS);
    assertThat(json.path("read").path("pending_children").asLong()).isEqualTo(9);
  }

  @Test
  void keepToThePayloadPolicy() throws Exception {
    Path archive = FailedChildren.write(folder.resolve("archive"));
    writeResults(archive);
    Path lake = folder.resolve("lake");
    run(archive, lake);

    run(archive, lake, "--reread", "--redact", "card");
    assertThat(rows(lake, ITEMS).get(0)).contains("\"card\":\"***\"").doesNotContain("4111");
    assertThat(rows(lake, "SELECT count(*) FROM pending_children WHERE input LIKE '%4111%'"))
        .containsExactly("[0]");

    run(archive, lake, "--reread", "--payload-limit", "0");
    assertThat(rows(lake, ITEMS))
        .containsExactly(
            "[0,null,null,0,false,true,2026-08-24,result_writer]",
            "[0,null,null,1,false,true,2026-08-24,result_writer]",
            "[1,null,null,1,false,true,2026-08-24,result_writer]",
            "[0,null,null,2,false,true,2026-08-24,result_writer]");
  }

  /** Each redrive writes an export of its own; what had not begun before has begun in it. */
  @Test
  void areThoseOfTheLastRedrive() throws Exception {
    Path archive = FailedChildren.write(folder.resolve("archive"));
    writeResults(archive);
    ArchiveFiles.write(
        results(archive).resolve("Redrive-1/PENDING_0.json"), "[" + row("{\"id\":\"p-2\"}") + "]");
    Path lake = folder.resolve("lake");

    run(archive, lake);

    assertThat(rows(lake, ITEMS)).containsExactly(OF_THREE_ROWS.get(1).replace(",1,", ",0,"));
  }

  @Test
  void areManyInOneArray() throws Exception {
    Path archive = FailedChildren.write(folder.resolve("archive"));
    ArchiveFiles.write(
        results(archive).resolve("PENDING_0.json"),
        IntStream.range(0, 20_000)
            .mapToObj(item -> row("{\"id\":\"many-" + item + "\"}"))
            .collect(Collectors.joining(",\n", "[", "]")));
    ArchiveFiles.write(results(archive).resolve("PENDING_1.json"), "[" + row("7") + ",{\"torn\":");
    Path lake = folder.resolve("lake");

    run(archive, lake);

    assertThat(
            rows(
                lake,
                """
                SELECT count(*), count(DISTINCT item_key), count(DISTINCT source_file)
                FROM failed_items WHERE status = 'NEVER_RAN'"""))
        .containsExactly("[20001,20001,2]");
    assertThat(rows(lake, "SELECT DISTINCT source_file LIKE '%/PENDING_1.json' FROM rejects"))
        .containsExactly("[true]");
  }

  private static Commands.Outcome run(Path archive, Path lake, Object... options) {
    return Commands.succeed(
        Stream.concat(
                Stream.of("run", "--archive", archive, "--lake", lake, "--json"),
                Stream.of(options))
            .toArray());
  }
}
