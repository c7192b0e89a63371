package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run's policy takes away is in no row that can be read and on no terminal: neither of what
 * it reads nor of what an earlier run stored. Each secret begins with the same word.
 */
class PrivacyIT {
  private static Path folder = Path.of("");
  private static Path payloads = Path.of("");
  private static Path names = Path.of("");
  private static Path older = Path.of("");
  private static Map<String, List<String>> masked = Map.of();

  @BeforeAll
  static void writeALakeWithout(@TempDir Path ofThisClass) throws IOException {
    folder = ofThisClass;
    payloads = folder.resolve("payloads");
    names = folder.resolve("others");
    older = folder.resolve("older");
    SecretArchive archive = new SecretArchive(payloads);
    assertThat(archive.formCount()).isGreaterThanOrEqualTo(60);
    archive.writePayloads();
    new SecretArchive(names).writeNames();
    Commands.succeed("run", "--archive", payloads, "--archive", names, "--lake", older);
    assertThat(secretsOf(LakeReader.contents(older)).keySet())
        .contains("events", "lambda_invocations", "descriptions", "aws_spans", "executions")
        .contains("spans", "errors", "rejects")
        .contains("tail_factors", "failed_items", "pending_children");
    Path lake = folder.resolve("masked");
    assertSilent(
        Commands.succeed(
            "run",
            "--archive",
            payloads,
            "--archive",
            names,
            "--lake",
            lake,
            "--redact",
            SecretArchive.KEYS));
    masked = LakeReader.contents(lake);
  }

  @Test
  void storesNoSecretOfARedactedKey() {
    assertThat(secretsOf(masked)).isEmpty();
    assertThat(String.join("\n", masked.get("events")))
        .contains("{\"keep\":1e400,\"password\":\"***\"}");
  }

  /** Also none that asks what is masked for more than its tables. */
  @Test
  void writesNoSecretWithFailedItemsAndViews() throws IOException {
    Path file = folder.resolve("items.jsonl");
    Path lake = folder.resolve("masked");

    assertSilent(
        Commands.succeed("failed-items", "--lake", lake, "--map-run", "Fan", "--out", file));
    assertThat(Files.readString(file)).contains("***").doesNotContain("SECR");
    for (String view : List.of("enhanced_metrics", "error_trends")) {
      assertSilent(Commands.succeed("query", "--lake", lake, "SELECT * FROM " + view));
    }
  }

  @Test
  void takesSecretsOutOfALakeThatWasWrittenWithout() throws IOException {
    Path lake = copyOf(older, "older-masked");

    assertSilent(
        Commands.succeed(
            "run",
            "--archive",
            payloads,
            "--archive",
            names,
            "--lake",
            lake,
            "--reread",
            "--redact",
            SecretArchive.KEYS));

    assertThat(secretsOf(LakeReader.contents(lake))).isEmpty();
  }

  @Test
  void takesSecretsOutOfWhatTheArchiveHoldsNoMore() throws IOException {
    Path lake = copyOf(older, "later-day");

    assertSilent(
        Commands.succeed(
            "ingest",
            "--archive",
            names,
            "--lake",
            lake,
            "--reread",
            "--redact",
            SecretArchive.KEYS));
    assertSilent(Commands.succeed("trace", "--lake", lake));
    assertSilent(Commands.succeed("report", "--lake", lake));

    assertThat(secretsOf(LakeReader.contents(lake))).isEmpty();
  }

  @Test
  void takesPayloadsOutOfALakeThatWasWrittenWithThem() throws IOException {
    Path lake = folder.resolve("limited");
    Commands.succeed("run", "--archive", payloads, "--lake", lake);

    assertSilent(
        Commands.succeed(
            "run", "--archive", payloads, "--lake", lake, "--reread", "--payload-limit", "0"));

    assertThat(secretsOf(LakeReader.contents(lake))).isEmpty();
  }

  /** The rows with a secret, by table. */
  private static Map<String, List<String>> secretsOf(Map<String, List<String>> tables) {
    Map<String, List<String>> secrets = new TreeMap<>();
    tables.forEach(
        (table, rows) -> {
          List<String> found = rows.stream().filter(row -> row.contains("SECR")).limit(3).toList();
          if (!found.isEmpty()) {
            secrets.put(table, found);
          }
        });
    return secrets;
  }

  private static void assertSilent(Outcome outcome) {
    assertThat(outcome.both()).doesNotContain("SECR");
  }

  private static Path copyOf(Path lake, String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(lake)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(lake.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return copy;
  }
}
