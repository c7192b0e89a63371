package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.message.ExitCode;
import io.fantail.job.session.Interruption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves on the disk and on the terminal, however it ends; as a user starts it. */
class LauncherIT {
  private static final String LISTING = "Listing the archive";

  /** What a login may have to sign in with; S3 is not asked here. */
  private static final String CREDENTIAL = "SECRETOFTHELOGIN";

  @TempDir Path folder = Path.of("");

  private Path temporary = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(
        archive.resolve("billing.jsonl"),
        new VendedLog("billing:one").add("ExecutionStarted", Map.of("input", "{}")).text());
  }

  private Shell shell() {
    return new Shell(
        folder,
        temporary,
        Map.of(
            "AWS_ACCESS_KEY_ID",
            CREDENTIAL,
            "AWS_SECRET_ACCESS_KEY",
            CREDENTIAL,
            "AWS_SESSION_TOKEN",
            CREDENTIAL));
  }

  private Program shell(String name, String line) {
    return shell().start(name, line);
  }

  /** A run that is killed leaves its files; the next one removes them, and leaves none. */
  @Test
  void removesWhatAKilledRunLeft() throws IOException {
    try (Program killed =
        shell().startAlone("killed", "run --archive archive --lake killed-lake")) {
      killed.awaitLine(LISTING);
      assertThat(filesIn(temporary))
          .singleElement()
          .satisfies(
              left ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left)))
                      .isEqualTo("rwx------"));
    }
    assertThat(filesIn(temporary)).hasSize(1);
    assertNoCredential();

    try (Program next = shell("next", "fantail run --archive archive --lake lake")) {
      Commands.Outcome outcome = next.awaitEnd();
      assertThat(outcome.exitCode()).as(outcome.both()).isZero();
      assertThat(outcome.out())
          .doesNotStartWith("\n")
          .startsWith("2026-08-24 09:00 UTC · 0 children");
      assertThat(outcome.err()).doesNotContain("WARN", "ERROR", "\tat ", CREDENTIAL);
    }
    try (Program asked = shell("asked", "fantail doctor --archive archive --lake lake")) {
      Commands.Outcome outcome = asked.awaitEnd();
      assertThat(outcome.exitCode()).as(outcome.both()).isZero();
      assertThat(outcome.out()).contains("The tables of the lake can be opened: 19.");
      assertThat(outcome.err()).isEmpty();
    }
    assertThat(filesIn(temporary)).isEmpty();
    assertNoCredential();
    assertThat(Stream.of("spark-warehouse", "metastore_db", "derby.log").map(folder::resolve))
        .noneMatch(Files::exists);
  }

  /** Such as help; that none of it needs Spark is for {@link AnswerTest} to show. */
  @Test
  void leavesNothingOfWhatIsAnsweredAtOnce() throws IOException {
    try (Program mistaken = shell("mistaken", "fantail run --lake lake --nosuch")) {
      Commands.Outcome outcome = mistaken.awaitEnd();
      assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err().lines())
          .singleElement()
          .asString()
          .startsWith("run has no option --nosuch.");
    }
    Path classArchive = Commands.REPOSITORY.resolve("jobs/target/fantail.jsa");
    boolean hadClassArchive = Files.exists(classArchive);
    try (Program helped = shell("helped", "fantail demo --help")) {
      Commands.Outcome outcome = helped.awaitEnd();
      assertThat(outcome.exitCode()).as(outcome.both()).isZero();
      assertThat(outcome.out()).startsWith("Usage: fantail demo");
    }
    assertThat(Files.exists(classArchive)).isEqualTo(hadClassArchive);
    assertThat(filesIn(temporary)).isEmpty();
  }

  @Test
  void saysWhatIsSafeWhenItIsStopped() throws IOException {
    try (Program stopped = shell().startAlone("stopped", "run --archive archive --lake lake")) {
      stopped.awaitLine(LISTING);
      stopped.interrupt();
      Commands.Outcome outcome = stopped.awaitEnd();

      assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(Interruption.BY_CTRL_C);
      assertThat(outcome.err().lines().filter(line -> !line.startsWith("Folders")))
          .contains(Interruption.message("run"));
      assertThat(outcome.err()).doesNotContain("ERROR", "\tat ", "Failed");
    }
    assertThat(filesIn(temporary)).isEmpty();
  }

  @Test
  void failsWhereNothingCanBePrinted() {
    Commands.succeed(
        "run", "--archive", folder.resolve("archive"), "--lake", folder.resolve("lake"));
    String query = "fantail query --lake lake 'SELECT name FROM executions' ";
    assertPrintsNothing("closed", query + ">&-", "standard output is closed");
    assertPrintsNothing("full", query + ">/dev/full", "Not all was printed");
    assertPrintsNothing(
        "broken",
        "{ fantail --help 2>&3; echo $? >&4; } 3>&2 4>code | true; exit $(cat code)",
        "Not all was");
  }

  private void assertPrintsNothing(String name, String line, String message) {
    try (Program program = shell(name, line)) {
      Commands.Outcome outcome = program.awaitEnd();

      assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.FAILED);
      assertThat(outcome.err().lines()).singleElement().asString().contains(message);
    }
  }

  /** In no file of the test: tables, output, temporary files. */
  private void assertNoCredential() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(CREDENTIAL);
      }
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
