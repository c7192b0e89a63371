package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.job.message.ExitCode;
import io.fantail.job.session.ClusterDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a driver does that a cluster has started; Spark tells it so by a setting. */
class ClusterDriverIT {
  private static final String DEPLOY_MODE = "spark.submit.deployMode";

  @TempDir Path folder = Path.of("");

  private Path archive = Path.of("");
  private Path lake = Path.of("");

  @BeforeEach
  void pretend() throws IOException {
    System.setProperty(DEPLOY_MODE, "cluster");
    archive = Files.createDirectory(folder.resolve("archive"));
    lake = folder.resolve("lake");
    Files.writeString(
        archive.resolve("one.jsonl"),
        new VendedLog("billing:one").add("ExecutionStarted", Map.of("input", "{}")).text());
  }

  @AfterEach
  void pretendNoMore() {
    System.clearProperty(DEPLOY_MODE);
  }

  @Test
  void leavesItsReportsInTheLake() throws IOException {
    Commands.Outcome text = Commands.succeed("run", "--archive", archive, "--lake", lake);
    Commands.Outcome json =
        Commands.succeed("report", "--lake", lake, "--date", "2026-08-24", "--json");

    Path ofText = onlyReport(".txt");
    Path ofJson = onlyReport(".json");
    assertThat(Files.readString(ofText)).isEqualTo(text.out());
    assertThat(ofText.getFileName().toString()).matches("\\d{8}T\\d{6}Z-[0-9a-f-]{36}\\.txt");
    assertThat(text.err().lines().toList().get((int) text.err().lines().count() - 1))
        .isEqualTo("Report: " + ofText);
    assertThat(Files.readString(ofJson)).isEqualTo(json.out());
    assertThat(Commands.succeed("query", "--lake", lake, "SHOW TABLES").out())
        .contains("executions")
        .doesNotContain("\n_runs");
  }

  @Test
  void leavesNoneWhereSomebodySeesWhatIsPrinted() {
    System.clearProperty(DEPLOY_MODE);

    Commands.succeed("run", "--archive", archive, "--lake", lake);

    assertThat(lake.resolve("_runs")).doesNotExist();
  }

  /** YARN hands on the words of an exception; a driver that exits was cut short, as it sees it. */
  @Test
  void endsByAnException() {
    assertThatThrownBy(() -> ClusterDriver.end(ExitCode.USAGE))
        .isInstanceOf(ClusterDriver.Failure.class)
        .hasMessageStartingWith("Exit code " + ExitCode.USAGE + ": the options cannot be followed")
        .hasMessageContaining("driver's log");
  }

  private Path onlyReport(String ending) throws IOException {
    try (Stream<Path> files = Files.list(lake.resolve("_runs"))) {
      List<Path> reports = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertThat(reports).hasSize(1);
      return reports.get(0);
    }
  }
}
