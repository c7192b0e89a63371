package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.message.ExitCode;
import io.fantail.table.lease.LeaseLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two jobs on one lake, of which the first is a process that stands still, dies or is pushed out.
 */
class TwoJobsIT {
  private static final String RUN = "run --archive archive --lake lake --reread";

  /** The first line that a job says once it holds the lake. */
  private static final String HOLDS = "Reading the archive";

  @TempDir Path folder = Path.of("");

  private Shell shell = new Shell(folder, folder, Map.of());

  @BeforeEach
  void makeFolders() throws IOException {
    shell = new Shell(folder, Files.createDirectory(folder.resolve("tmp")), Map.of());
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(
        archive.resolve("billing.jsonl"),
        new VendedLog("billing:one").add("ExecutionStarted", Map.of("input", "{}")).text());
  }

  private Program firstJob() {
    Program first = shell.startAlone("first", RUN);
    first.awaitLine(HOLDS);
    first.standStill();
    return first;
  }

  private Commands.Outcome call(String... more) {
    return Commands.call(
        (Object[])
            ("run --archive "
                    + folder.resolve("archive")
                    + " --lake "
                    + folder.resolve("lake")
                    + (more.length == 0 ? "" : " " + String.join(" ", more)))
                .split(" ", -1));
  }

  private void assertOneExecution() {
    assertThat(
            Commands.succeed(
                    "query",
                    "--lake",
                    folder.resolve("lake"),
                    "--format",
                    "csv",
                    "SELECT count(*) AS executions FROM executions")
                .out()
                .lines())
        .containsExactly("executions", "1");
  }

  @Test
  void theSecondSaysWhoHoldsTheLakeOrWaits() {
    try (Program first = firstJob()) {
      Commands.Outcome refused = call();
      assertThat(refused.exitCode()).as(refused.both()).isEqualTo(ExitCode.LAKE_HELD);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .contains("\nAnother job holds the lake: 'run' on ")
          .contains("(process " + first.pid() + ") since ");

      try (Program waiting = shell.start("waiting", "fantail " + RUN + " --wait 3")) {
        assertThat(waiting.awaitLine("Waiting for another job"))
            .contains("(process " + first.pid() + ") since ");
        first.goOn();
        assertThat(first.awaitEnd().exitCode()).as(first.err()).isZero();
        assertThat(waiting.awaitEnd().exitCode()).as(waiting.err()).isZero();
      }
    }
    assertOneExecution();
  }

  @Test
  void theSecondNeedNotWaitForAJobThatWasKilledHere() {
    try (Program first = firstJob()) {
      assertThat(first.pid()).isPositive();
    }
    assertThat(folder.resolve("lake").resolve(LeaseLog.FOLDER)).isNotEmptyDirectory();

    Commands.Outcome outcome = call();

    assertThat(outcome.exitCode()).as(outcome.both()).isZero();
    assertOneExecution();
  }

  @Test
  void theFirstWritesNoMoreWhenTheLakeWasTakenByForce() {
    try (Program first = firstJob()) {
      Commands.Outcome forced = call("--force-unlock");
      assertThat(forced.exitCode()).as(forced.both()).isZero();

      first.goOn();

      Commands.Outcome pushedOut = first.awaitEnd();
      assertThat(pushedOut.exitCode()).as(pushedOut.both()).isEqualTo(ExitCode.LAKE_HELD);
      assertThat(pushedOut.err()).contains("Another job has taken the lake from this one");
      assertThat(pushedOut.out()).isEmpty();
    }
    assertOneExecution();
  }
}
