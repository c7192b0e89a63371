package io.fantail.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read harms nothing that can be, and is told with its place and its reason. */
class UglyInputIT {
  private static final String FUTURE_MACHINE = "machine-of-the-future";

  @Test
  void keepsEveryGoodRecordAndSaysWhyOthersAreNone(@TempDir Path folder) throws IOException {
    Commands.succeed("sample", "--children=40", "--seed=31", "--out=" + folder);
    Path good = folder.resolve("archive");
    Path lakeOfGood = folder.resolve("lake-of-good");
    Commands.succeed("run", "--archive", good, "--lake", lakeOfGood);
    Path ugly = Files.createDirectory(folder.resolve("ugly"));
    Map<String, List<String>> rejects = writeUglyObjects(ugly, statesObjectOf(good));
    Path lake = folder.resolve("lake");
    Commands.Outcome outcome =
        Commands.succeed("run", "--archive", good, "--archive", ugly, "--lake", lake);

    Map<String, List<String>> tables = LakeReader.contents(lake);
    List<String> future = withoutFuture(tables);
    assertThat(future).as("rows of the unknown type's execution").isNotEmpty();
    Map<String, List<String>> expected = new TreeMap<>(LakeReader.contents(lakeOfGood));
    expected.remove("rejects");
    tables.remove("rejects");
    // The events of the unknown type's execution are counted among all of their day.
    tables.computeIfPresent("link_coverage", UglyInputIT::withoutEvents);
    expected.computeIfPresent("link_coverage", UglyInputIT::withoutEvents);
    LakeReader.assertSame(tables, expected);

    try (LakeReader reader = LakeReader.open(lake)) {
      assertThat(rejectsIn(reader)).isEqualTo(rejects);
      assertThat(reader.number("SELECT count(*) FROM rejects WHERE run_id IS NULL")).isZero();
      Row account =
          reader
              .rows(
                  "SELECT records, events + lambda_records + noise + duplicates + rejects FROM runs")
              .get(0);
      assertThat(account.getLong(0)).isEqualTo(account.getLong(1));
      assertThat(
              reader.rows(
                  "SELECT status FROM executions WHERE state_machine_name = '"
                      + FUTURE_MACHINE
                      + "'"))
          .singleElement()
          .matches(row -> row.getString(0).equals("SUCCEEDED"));
    }
    assertThat(outcome.out()).contains("truncated_gzip", "invalid_utf8");
  }

  /** Removes, and returns, the rows of the execution that has an event of an unknown type. */
  private static List<String> withoutFuture(Map<String, List<String>> tables) {
    List<String> future =
        tables.values().stream()
            .flatMap(List::stream)
            .filter(row -> row.contains(FUTURE_MACHINE))
            .toList();
    tables.replaceAll(
        (table, rows) -> rows.stream().filter(row -> !row.contains(FUTURE_MACHINE)).toList());
    return future;
  }

  private static List<String> withoutEvents(String table, List<String> rows) {
    return rows.stream().filter(row -> !row.contains("| event |")).toList();
  }

  private static Map<String, List<String>> rejectsIn(LakeReader reader) {
    Map<String, List<String>> rejects = new TreeMap<>();
    for (Row row :
        reader.rows(
            "SELECT source_file, reason, position FROM rejects ORDER BY position, reason")) {
      String file = row.getString(0);
      rejects
          .computeIfAbsent(file.substring(file.lastIndexOf('/') + 1), name -> new ArrayList<>())
          .add(row.getString(1) + " at " + row.getLong(2));
    }
    return rejects;
  }

  private static Path statesObjectOf(Path archive) throws IOException {
    try (Stream<Path> paths = Files.walk(archive.resolve("export").resolve("states"))) {
      return paths
          .filter(path -> path.toString().endsWith(".gz"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * Every ugliness in an object of its own, copies of good lines around it.
   *
   * @return the rejects that must come of them, by object
   */
  private static Map<String, List<String>> writeUglyObjects(Path ugly, Path goodObject)
      throws IOException {
    byte[] stored = Files.readAllBytes(goodObject);
    byte[] inflated;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      inflated = in.readAllBytes();
    }
    String text = new String(inflated, UTF_8);
    String line = text.substring(0, text.indexOf('\n') + 1);
    Map<String, List<String>> rejects = new TreeMap<>();

    String torn = line.substring(0, line.length() / 2) + "\n";
    Files.writeString(ugly.resolve("torn-line"), line + torn + line);
    rejects.put("torn-line", List.of("malformed_json at " + line.length()));

    byte[] cutShort = Arrays.copyOf(stored, stored.length * 2 / 3);
    Files.write(ugly.resolve("cut-short.gz"), cutShort);
    int cutLine = new String(inflatedBeforeTheCut(cutShort), UTF_8).lastIndexOf('\n') + 1;
    assertThat(cutLine).as("whole lines before the cut").isPositive();
    rejects.put("cut-short.gz", List.of("truncated_gzip at " + cutLine));

    Files.writeString(ugly.resolve("no-gzip.gz"), "this was never compressed");
    rejects.put("no-gzip.gz", List.of("unknown_format at 0"));

    byte[] corrupt = new byte[2_000];
    new Random(1).nextBytes(corrupt);
    System.arraycopy(stored, 0, corrupt, 0, 10);
    Files.write(ugly.resolve("corrupt.gz"), corrupt);
    rejects.put("corrupt.gz", List.of("corrupt_gzip at 0"));

    byte[] invalid = line.getBytes(UTF_8);
    invalid[line.indexOf("arn:")] = (byte) 0xFF;
    Files.write(ugly.resolve("latin"), concat(line.getBytes(UTF_8), invalid));
    rejects.put("latin", List.of("invalid_utf8 at " + line.length()));

    Files.createFile(ugly.resolve("empty"));
    rejects.put("empty", List.of("empty_object at 0"));

    byte[] noise = new byte[50_000];
    new Random(2).nextBytes(noise);
    noise[0] = 1;
    Files.write(ugly.resolve("noise.bin"), noise);
    rejects.put("noise.bin", List.of("unknown_format at 0"));

    Path brackets = Files.createDirectories(ugly.resolve("[x]").resolve("{a,b}*"));
    Files.write(brackets.resolve("ein Schlüssel – 鍵 %20+.gz"), stored);
    String future =
        new VendedLog(FUTURE_MACHINE + ":one")
            .add("ExecutionStarted", Map.of("input", "{}"))
            .add("QuantumStateTeleported", Map.of("name", "Beam", "qubits", 3))
            .add("ExecutionSucceeded", Map.of("output", "{}"))
            .text();
    Files.writeString(brackets.resolve("unknown type.jsonl"), future);
    return rejects;
  }

  private static byte[] inflatedBeforeTheCut(byte[] stored) throws IOException {
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      int next = in.read();
      while (next >= 0) {
        inflated.write(next);
        next = in.read();
      }
    } catch (EOFException cut) {
      return inflated.toByteArray();
    }
    throw new IllegalArgumentException("not cut short");
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
