package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.message.ExitCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake that was damaged behind our back is said to be so, and never taken for an empty one. */
class LakeFaultsIT {
  private static final String DAY = "2026-08-24";

  private static Path archive = Path.of("");
  private static Path sound = Path.of("");
  private static Map<String, List<String>> soundTables = Map.of();

  @TempDir private Path folder = Path.of("");
  private Path lake = Path.of("");

  @BeforeAll
  static void writeLake(@TempDir Path ofThisClass) throws IOException {
    archive = Files.createDirectory(ofThisClass.resolve("archive"));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      lines.append(
          new VendedLog("billing:" + i)
              .add("ExecutionStarted", Map.of("input", "{\"order\": " + i + "}"))
              .add("ExecutionSucceeded", Map.of("output", "{\"paid\": " + i * 7919 + "}"))
              .text());
    }
    Files.writeString(archive.resolve("billing.jsonl"), lines);
    sound = ofThisClass.resolve("lake");
    Commands.succeed("run", "--archive", archive, "--lake", sound);
    Commands.succeed("trace", "--lake", sound);
    soundTables = LakeReader.contents(sound);
  }

  @BeforeEach
  void copyLake() throws IOException {
    lake = folder.resolve("lake");
    try (Stream<Path> paths = Files.walk(sound)) {
      for (Path path : paths.toList()) {
        Files.copy(path, lake.resolve(sound.relativize(path)));
      }
    }
  }

  @Test
  void namesAFileWithADamagedPageAndMakesItsDayAgain() throws IOException {
    Path file = dataFile("events");
    byte[] bytes = Files.readAllBytes(file);
    // Of the first pages: the footer is at the end.
    for (int i = 40; i < 60; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(file, bytes);
    deleteSideFile(file);

    assertThat(refused("trace", "--lake", lake))
        .startsWith("A file of the table events is damaged: ")
        .contains(file.getFileName().toString(), "--from " + DAY + " --to 2026-08-25 --afresh");
    assertRunsAfresh();
  }

  @Test
  void namesAFileThatIsMissingAndMakesItsDayAgain() throws IOException {
    Path file = dataFile("events");
    Files.delete(file);

    assertThat(refused("trace", "--lake", lake))
        .startsWith("A file of the table events is missing: ")
        .contains(file.getFileName().toString(), "--from " + DAY + " --to 2026-08-25 --afresh");
    assertRunsAfresh();
  }

  @Test
  void saysHowToMakeExecutionsAgain() throws IOException {
    // Also those of the version before.
    try (Stream<Path> files = Files.list(lake.resolve("executions").resolve("day=" + DAY))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    assertThat(refused("query", "--lake", lake, "SELECT sum(active_ms) FROM executions"))
        .contains("'trace --from " + DAY + " --to 2026-08-25'");
    Commands.succeed("trace", "--lake", lake, "--from", DAY, "--to", "2026-08-25");
    LakeReader.assertSame(LakeReader.contents(lake), soundTables);
  }

  @Test
  void refusesALogWithoutItsLastCommit() throws IOException {
    Files.delete(log("executions").resolve("00000000000000000001.json"));
    deleteSideFile(log("executions").resolve("00000000000000000001.json"));

    assertThat(refused("query", "--lake", lake, "SELECT count(*) FROM executions"))
        .contains("The table executions is damaged", "00000000000000000001.json");
  }

  @Test
  void refusesATableThatLostItsLog() throws IOException {
    try (Stream<Path> files = Files.list(log("events"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }

    assertThat(refused("trace", "--lake", lake))
        .contains("The table events is damaged: every commit is missing");
    assertThat(refused("run", "--archive", archive, "--lake", lake))
        .contains("The table events is damaged: every commit is missing");
  }

  @Test
  void refusesACommitThatIsTorn() throws IOException {
    Path commit = log("events").resolve("00000000000000000000.json");
    String text = Files.readString(commit);
    Files.writeString(commit, text.substring(0, text.length() / 2));
    deleteSideFile(commit);

    assertThat(refused("trace", "--lake", lake)).contains("events", "damaged");
  }

  @Test
  void beginsAnewWhereTheFirstCommitWasInterrupted() throws IOException {
    Path fresh = folder.resolve("fresh");
    Path day = Files.createDirectories(fresh.resolve("events").resolve("day=" + DAY));
    Files.writeString(day.resolve("part-00000-1.c000.zstd.parquet"), "cut");

    Commands.succeed("run", "--archive", archive, "--lake", fresh);
    LakeReader.assertSame(LakeReader.contents(fresh), soundTables);
  }

  @Test
  void saysThatTheLakeIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no lake");

    for (String command : List.of("trace", "report")) {
      assertThat(refused(command, "--lake", file))
          .startsWith("The lake cannot be read: ")
          .contains("Not a directory");
    }
  }

  @Test
  void saysThatANewerDeltaWroteIt() throws IOException {
    Path commit = log("events").resolve("00000000000000000000.json");
    String text = Files.readString(commit);
    Files.writeString(
        commit, text.replaceAll("\"minReaderVersion\":\\d+", "\"minReaderVersion\":9"));
    deleteSideFile(commit);
    Files.deleteIfExists(log("events").resolve("00000000000000000000.crc"));

    assertThat(refused("trace", "--lake", lake)).contains("newer version of Delta");
  }

  @Test
  void saysThatItMayNotRead() {
    System.setProperty("spark.hadoop.fs.locked.impl", Locked.class.getName());
    try {
      for (String command : List.of("trace", "report")) {
        assertThat(refused(command, "--lake", "locked://" + lake))
            .contains("The lake cannot be read: ", "/events (access is denied)");
      }
    } finally {
      System.clearProperty("spark.hadoop.fs.locked.impl");
    }
  }

  /** Folders of tables may not be listed. */
  public static final class Locked extends RawLocalFileSystem {
    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("locked:///");
    }

    @Override
    public String getScheme() {
      return "locked";
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      throw new org.apache.hadoop.security.AccessControlException("Permission denied: " + path);
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize)
        throws IOException {
      throw new FileNotFoundException(path.toString());
    }
  }

  private void assertRunsAfresh() {
    Commands.succeed(
        "run",
        "--archive",
        archive,
        "--lake",
        lake,
        "--from",
        DAY,
        "--to",
        "2026-08-25",
        "--afresh");
    LakeReader.assertSame(LakeReader.contents(lake), soundTables);
  }

  private static String refused(Object... command) {
    Commands.Outcome outcome = Commands.call(command);
    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.FAILED);
    List<String> lines =
        outcome
            .err()
            .lines()
            .filter(line -> !line.matches("(Listing|Reading|Building|Writing).*"))
            .toList();
    assertThat(lines).as(outcome.both()).hasSizeBetween(1, 2);
    return String.join("\n", lines);
  }

  private Path log(String table) {
    return lake.resolve(table).resolve("_delta_log");
  }

  /** The largest of the table's. */
  private Path dataFile(String table) throws IOException {
    try (Stream<Path> files = Files.list(lake.resolve(table).resolve("day=" + DAY))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .max((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()))
          .orElseThrow();
    }
  }

  /** What Hadoop writes beside each file on a disk, and no S3 has. */
  private static void deleteSideFile(Path file) throws IOException {
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }
}
