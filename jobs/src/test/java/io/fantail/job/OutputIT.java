package io.fantail.job;

import static io.fantail.job.VendedLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves a run: tables, the terminal, SQL; and what must not. */
class OutputIT {
  private static final String SECRET = "hunter2-S3CRET";
  private static final long CARD = 4_111_222_233_334_444L;

  /** Stands beside the secret in every payload: shows that the payload was there at all. */
  private static final String HARMLESS = "harmless";

  private static Path archive = Path.of("");
  private static Path lake = Path.of("");
  private static Commands.Outcome run = new Commands.Outcome(-1, "", "");

  @BeforeAll
  static void runOnAnArchiveFullOfSecrets(@TempDir Path folder) throws IOException {
    archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(archive.resolve("states.jsonl"), states());
    Files.writeString(archive.resolve("lambda.json"), lambda());
    Files.writeString(
        archive.resolve("unknown.json"), json(Map.of("password", SECRET, "text", HARMLESS)));
    lake = folder.resolve("lake");
    Path conf =
        Files.writeString(
            folder.resolve("fantail.conf"),
            "archive = " + archive + "\nredact = password,cardNumber\n");
    run = Commands.succeed("run", "--json", "--conf", conf, "--lake", lake);
  }

  private static Map<String, Object> payload() {
    return Map.of(
        "text",
        HARMLESS,
        "order",
        List.of(Map.of("PassWord", SECRET, "cardNumber", CARD)),
        "inner",
        json(Map.of("password", SECRET)));
  }

  private static String states() {
    String payload = json(payload());
    String cause =
        json(
            Map.of(
                "errorMessage",
                HARMLESS + ": no account for password=" + SECRET + ", sorry",
                "errorType",
                "LoginError"));
    String log =
        new VendedLog("billing:one")
            .add("ExecutionStarted", Map.of("input", payload))
            .add("TaskStateEntered", Map.of("name", "Charge", "input", payload))
            .add(
                "TaskScheduled",
                Map.of(
                    "resource",
                    "invoke",
                    "resourceType",
                    "lambda",
                    "parameters",
                    json(Map.of("FunctionName", "charge-card", "Payload", payload()))))
            .add(
                "TaskFailed",
                Map.of(
                    "resource", "invoke",
                    "resourceType", "lambda",
                    "error", "LoginError",
                    "cause", cause))
            .add(
                "TaskStateExited",
                Map.of(
                    "name",
                    "Charge",
                    "output",
                    payload,
                    "assignedVariables",
                    Map.of("login", payload)))
            .add("ExecutionSucceeded", Map.of("output", payload.substring(0, 60)))
            .text();
    String torn = json(Map.of("execution_arn", "arn:aws:states:x", "input", payload));
    return log + torn.substring(0, torn.length() - 30) + "\n";
  }

  private static String lambda() {
    String error =
        json(
            Map.of(
                "timestamp", "2026-08-24T09:00:00.350Z",
                "level", "ERROR",
                "message", HARMLESS + " password: " + SECRET,
                "errorType", "LoginError",
                "errorMessage", HARMLESS + " password=" + SECRET,
                "requestId", "0b6f2b57-0000-4000-8000-000000000001"));
    return DeliveredLog.of(
        "/aws/lambda/charge-card",
        "2026/08/24/[$LATEST]0123456789abcdef0123456789abcdef",
        List.of(
            message(1, "START RequestId: 0b6f2b57-0000-4000-8000-000000000001 Version: 1"),
            message(2, error),
            message(
                3,
                "REPORT RequestId: 0b6f2b57-0000-4000-8000-000000000001\tDuration: 5.00 ms\t"
                    + "Billed Duration: 5 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t"
                    + "Status: error")));
  }

  private static Map<String, Object> message(int id, String text) {
    return Map.of("id", "id-" + id, "timestamp", 1_787_562_000_340L + 10L * id, "message", text);
  }

  @Test
  void printsJsonThatCarriesTheAccount() throws IOException {
    JsonNode summary = VendedLog.MAPPER.readTree(run.out());

    JsonNode read = summary.path("read");
    assertThat(read.path("objects").asLong()).isEqualTo(3);
    assertThat(read.path("events").asLong()).isEqualTo(6);
    assertThat(read.path("lambda_records").asLong()).isEqualTo(3);
    assertThat(read.path("rejects").asLong()).isEqualTo(2);
    assertThat(read.path("records").asLong()).isEqualTo(11);
    assertThat(summary.path("lake").asText()).isEqualTo(lake.toString());
    assertThat(summary.path("executions")).hasSize(1);
  }

  @Test
  void answersSql() throws IOException {
    String sql = "SELECT name, status FROM executions";
    Commands.Outcome text = Commands.succeed("query", "--lake", lake, sql);
    assertThat(text.out()).contains("name", "status", "one", "SUCCEEDED");

    Commands.Outcome asJson = Commands.succeed("query", "--json", "--lake", lake, sql);
    assertThat(VendedLog.MAPPER.readTree(asJson.out()))
        .isEqualTo(VendedLog.MAPPER.readTree("{\"name\":\"one\",\"status\":\"SUCCEEDED\"}"));

    for (String bad : List.of("SELEKT 1", "SELECT nothing FROM spans")) {
      Commands.Outcome refused = Commands.call("query", "--lake", lake, bad);
      assertThat(refused.exitCode()).as(refused.both()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).contains("The SQL is not understood").doesNotContain("\tat ");
    }
  }

  @Test
  void keepsNoValueOfARedactedKey() throws IOException {
    Map<String, List<String>> tables = LakeReader.contents(lake);

    for (String table : List.of("events", "spans", "errors", "lambda_invocations")) {
      assertThat(tables.get(table)).as(table).asString().contains(HARMLESS);
    }
    tables.forEach(
        (table, rows) ->
            assertThat(rows)
                .as(table)
                .noneMatch(row -> row.contains(SECRET) || row.contains(String.valueOf(CARD))));
    assertThat(run.both()).doesNotContain(SECRET).doesNotContain(String.valueOf(CARD));
    assertThat(textFilesIn(lake)).noneMatch(text -> text.contains(SECRET));
  }

  @Test
  void keepsNoPayloadWhenTheLimitIsZero(@TempDir Path folder) {
    Commands.Outcome ingest =
        Commands.succeed("ingest", "--payload-limit=0", "--archive", archive, "--lake", folder);

    assertThat(ingest.both()).doesNotContain(HARMLESS);
    LakeReader.contents(folder)
        .forEach(
            (table, rows) -> assertThat(rows).as(table).noneMatch(row -> row.contains(HARMLESS)));
    try (LakeReader reader = LakeReader.open(folder)) {
      assertThat(reader.number("SELECT count(*) FROM events")).isEqualTo(6);
      assertThat(reader.number("SELECT count(input) + count(output) + count(cause) FROM events"))
          .isZero();
    }
  }

  /** Delta's own log, which repeats the least and greatest values of columns. */
  private static List<String> textFilesIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".json")).map(OutputIT::textOf).toList();
    }
  }

  private static String textOf(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
