package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.job.message.ExitCode;
import io.fantail.testing.ArchiveFiles;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code show} as somebody on call gives it; its figures are those of SQL. */
@ExtendWith(CaseLake.class)
class ShowIT {
  private static final String STATES = "arn:aws:states:eu-west-1:111122223333:";
  private static final String MAP_RUN =
      STATES + "mapRun:sm-b55/Lab:7273e0c5-d566-5327-385f-9dc904ee9fe3";
  private static final int ERRORS = 70;

  @ParameterizedTest
  @ValueSource(strings = {"sm-e11:x1", "sm-d11:x1", "sm-b10b:x1", "sm-b55:x1", "sm-a01:bad"})
  void showsEverySpanOfAnExecutionOnce(String name, LakeReader lake) throws IOException {
    String arn = STATES + "execution:" + name;

    JsonNode shown = json(lake, arn);

    Row row =
        lake.rows(
                """
                SELECT status, active_ms, retry_ms, (SELECT count(*) FROM spans WHERE execution_arn = '%1$s'),
                (SELECT sum(critical_ms) FROM spans WHERE execution_arn = '%1$s')
                FROM executions WHERE execution_arn = '%1$s'"""
                    .formatted(arn))
            .get(0);
    assertThat(shown.path("is").asText()).isEqualTo("execution");
    assertThat(shown.path("status").asText()).isEqualTo(row.getString(0));
    assertThat(shown.path("active_ms").asDouble()).isEqualTo(row.getDouble(1));
    List<JsonNode> spans = spans(shown.path("rows"));
    assertThat(spans).hasSize((int) row.getLong(3)).doesNotHaveDuplicates();
    assertThat(spans).allMatch(span -> !span.path("is_parent_missing").asBoolean());
    assertThat(spans.stream().mapToDouble(span -> span.path("critical_ms").asDouble()).sum())
        .isCloseTo(row.isNullAt(4) ? 0 : row.getDouble(4), Offset.offset(1e-6));
    if (!row.isNullAt(2)) {
      double parts = 0;
      for (String part :
          List.of("queue", "cold_start", "lambda", "task", "retry", "wait", "map", "other")) {
        parts += shown.path(part + "_ms").asDouble();
      }
      assertThat(parts).isCloseTo(row.getDouble(1), Offset.offset(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7273e0c5-d566-5327-385f-9dc904ee9fe3 | Map Run Fan
          …:7273e0c5-…                         | Map Run Fan
          Lab                                  | Map Run Fan
          Fan                                  | Map Run Fan
          sm-b55/Lab:7273e                     | Map Run Fan
          73a3c1f2-…                           | sm-b55/Lab · 73a3c1f2-
          sm-b55/Lab:73a3c1f2                  | sm-b55/Lab · 73a3c1f2-
          sm-e11:x1                            | sm-e11 · x1 · FAILED ShipError
          7a731960-c229-58c4-8e9f-68a91a48c841 | sm-e11 · x1 · FAILED ShipError
          3895737ACBC5B74B                     | sm-e11 · x1 · FAILED ShipError
          """)
  void understandsWhatPeopleCopy(String asked, String title, LakeReader lake) {
    assertThat(Commands.succeed("show", asked, "--lake", lake.uri()).out()).startsWith(title);
  }

  @Test
  void understandsIdsOfDurableExecutionsAndTraces(LakeReader lake) {
    Row row =
        lake.rows(
                """
                SELECT attributes['durable_execution_arn'], trace_id FROM spans
                WHERE kind = 'durable_execution' AND execution_arn LIKE '%:sm-d11:x1'""")
            .get(0);

    for (String asked : List.of(row.getString(0), row.getString(1))) {
      String shown = Commands.succeed("show", asked, "--lake", lake.uri()).out();
      assertThat(shown).startsWith("sm-d11 · x1 · SUCCEEDED");
      assertThat(shown.contains("►")).isEqualTo(asked.equals(row.getString(0)));
    }
  }

  @Test
  void namesTheOnesThatMayBeMeant(LakeReader lake) {
    Commands.Outcome several = Commands.call("show", "x1", "--lake", lake.uri());
    assertThat(several.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(several.err()).startsWith("x1 may be any of ").contains(":sm-b10:x1, started 2026-");

    Commands.Outcome nothing =
        Commands.call("show", STATES + "execution:sm-e11:x9", "--lake", lake.uri());
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.NOTHING_MATCHED);
    assertThat(nothing.err()).contains("Of sm-e11 it has one execution", "sm-e11:x1");
    assertThat(nothing.err().lines()).hasSizeLessThan(3);

    Commands.Outcome other =
        Commands.call("show", STATES + "mapRun:sm-b56/Lab:1", "--lake", lake.uri());
    assertThat(other.exitCode()).isEqualTo(ExitCode.NOTHING_MATCHED);
    assertThat(other.err()).contains("Did you mean sm-b55/Lab?");
  }

  @Test
  void showsAnExecutionThatOnlyAnAnswerTellsOf(LakeReader lake) {
    String shown = Commands.succeed("show", "sm-a01:bad", "--lake", lake.uri()).out();

    assertThat(shown)
        .contains("FAILED Boom", "No event of it is in the archive", "critical path: not known");
  }

  @Test
  void addsUpTheChildrenOfAMapRun(LakeReader lake) throws IOException {
    JsonNode shown = json(lake, MAP_RUN);

    assertFiguresOfSql(shown, lake);
    String text = Commands.succeed("show", MAP_RUN, "--lake", lake.uri()).out();
    assertThat(text)
        .contains("4 children: 3 succeeded, 1 failed", "1 of its children never began")
        .contains("✓ succeeded at once", "✗ failed: Boom");
    String all = Commands.succeed("show", "Fan", "--lake", lake.uri(), "--all").out();
    for (Row child :
        lake.rows("SELECT name FROM executions WHERE map_run_arn = '" + MAP_RUN + "'")) {
      assertThat(all).contains(child.getString(0));
    }
  }

  /** Error names are other people's text, and there may be as many as there are children. */
  @Test
  void takesRareErrorsTogether(@TempDir Path folder) throws IOException {
    Path lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", manyErrors(folder.resolve("archive")), "--lake", lake);

    try (LakeReader reader = LakeReader.open(lake)) {
      JsonNode shown = json(reader, "Fan");
      List<JsonNode> groups = list(shown.path("groups"));
      assertThat(groups).hasSizeLessThanOrEqualTo(22);
      assertThat(groups)
          .filteredOn(group -> group.path("is_other_errors").asBoolean())
          .singleElement()
          .satisfies(
              group -> assertThat(group.path("children").asLong()).isGreaterThan(ERRORS - 20));
      assertFiguresOfSql(shown, reader);
    }
    String text = Commands.succeed("show", "Fan", "--lake", lake).out();
    assertThat(text).contains("failed: other errors");
    assertThat(text.lines())
        .hasSizeLessThan(70)
        .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cc}\\u202a-\\u202e]"));
  }

  private static Path manyErrors(Path archive) throws IOException {
    String mapRun =
        "arn:aws:states:eu-west-1:444455556666:mapRun:orders/Fan:0000000a-1111-2222-3333-444444444444";
    ArchiveFiles.write(
        archive.resolve("parent.jsonl"),
        new VendedLog("orders:night")
            .add("ExecutionStarted", Map.of("input", "{}"))
            .add("MapStateEntered", Map.of("name", "Fan"))
            .add("MapStateStarted", Map.of("length", 0))
            .add("MapRunStarted", Map.of("mapRunArn", mapRun))
            .pause(600_000)
            .add("MapRunFailed", Map.of("error", "States.ExceedToleratedFailureThreshold"))
            .add("MapStateFailed", Map.of())
            .add("ExecutionFailed", Map.of("error", "States.ExceedToleratedFailureThreshold"))
            .text());
    List<String> children = new ArrayList<>();
    for (int i = 0; i < ERRORS + 5; i++) {
      String error = "\u001b[31mE\n\u202e" + Math.min(i, ERRORS);
      children.add(
          new VendedLog("orders/Fan:child-" + i)
              .pause(60_000 + i * 37L)
              .add("ExecutionStarted", Map.of("input", "{\"id\":" + i + "}"))
              .pause((long) i * i)
              .add("ExecutionFailed", Map.of("error", error, "cause", "c\r\n" + i))
              .text());
    }
    ArchiveFiles.write(archive.resolve("children.jsonl"), String.join("", children));
    return archive;
  }

  private static void assertFiguresOfSql(JsonNode shown, LakeReader lake) {
    String arn = shown.path("map_run_arn").asText();
    assertThat(shown.path("is").asText()).isEqualTo("map_run");
    long children = 0;
    for (JsonNode group : shown.path("groups")) {
      children += group.path("children").asLong();
      String error =
          group.path("is_other_errors").asBoolean()
              ? "error NOT IN ("
                  + String.join(
                      ", ",
                      list(shown.path("groups")).stream()
                          .filter(other -> other.path("error").isTextual())
                          .map(other -> "'" + other.path("error").asText() + "'")
                          .toList())
                  + ")"
              : group.path("error").isNull()
                  ? "error IS NULL"
                  : "error = '" + group.path("error").asText() + "'";
      Row row =
          lake.rows(
                  """
                  SELECT count(*), percentile(active_ms, 0.5D), percentile(active_ms, 0.99D), max(active_ms)
                  FROM executions WHERE map_run_arn = '%s' AND status = '%s' AND %s
                  AND (retried_at IS NOT NULL) = %s"""
                      .formatted(
                          arn,
                          group.path("status").asText(),
                          error,
                          group.path("is_retried").asText()))
              .get(0);
      assertThat(group.path("children").asLong()).isEqualTo(row.getLong(0));
      assertThat(group.path("p50_ms").asDouble()).isEqualTo(row.getDouble(1));
      assertThat(group.path("p99_ms").asDouble()).isEqualTo(row.getDouble(2));
      assertThat(group.path("max_ms").asDouble()).isEqualTo(row.getDouble(3));
      assertThat(
              StreamSupport.stream(group.path("histogram").spliterator(), false)
                  .mapToLong(JsonNode::asLong)
                  .sum())
          .isEqualTo(row.getLong(0));
    }
    assertThat(children).isEqualTo(shown.path("children").asLong());
    assertThat(children)
        .isEqualTo(
            lake.number("SELECT count(*) FROM executions WHERE map_run_arn = '" + arn + "'"));
    assertThat(shown.path("timeline"))
        .hasSize(
            (int)
                lake.number(
                    "SELECT count(*) FROM map_run_timeline WHERE map_run_arn = '" + arn + "'"));
  }

  private static JsonNode json(LakeReader lake, String asked) throws IOException {
    return Json.tree(
        Commands.succeed("show", asked, "--lake", lake.uri(), "--format", "json").out());
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static List<JsonNode> spans(JsonNode rows) {
    List<JsonNode> spans = new ArrayList<>();
    for (JsonNode row : rows) {
      if (row.path("row").asText().equals("span")) {
        spans.add(row);
      }
      spans.addAll(spans(row.path("below")));
    }
    return spans;
  }
}
