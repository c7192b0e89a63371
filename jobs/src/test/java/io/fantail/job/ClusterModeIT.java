package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.util.Properties;

/**
 * Whoever submits a driver to a cluster, far from which it runs, sees whether it did its work; the
 * lake has its report.
 */
class ClusterModeIT {
  @Test
  void tellsHowADriverOnTheClusterEnded(@TempDir Path folder) throws IOException {
    assumeThat(Properties.versionNumberString())
        .as("the launcher knows one Spark, the one of the default profile")
        .startsWith(StandaloneCluster.SCALA_VERSION);
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(
        archive.resolve("one.jsonl"),
        new VendedLog("billing:one").add("ExecutionStarted", Map.of("input", "{}")).text());
    Path lake = folder.resolve("lake");
    Commands.Outcome done;
    Commands.Outcome failed;
    try (StandaloneCluster cluster = StandaloneCluster.start(folder)) {
      try (Program driver = cluster.submit("failed", "trace", "--lake", folder.resolve("none"))) {
        failed = driver.awaitEnd();
      }
      try (Program driver =
          cluster.submit("done", "ingest", "--archive", archive, "--lake", lake)) {
        done = driver.awaitEnd();
      }
    }

    String said = saidByDrivers(folder);
    // Spark's own client tells how it ended, and ends well itself; YARN's takes the state over.
    assertThat(failed.err()).contains("is FAILED");
    assertThat(said)
        .contains("There is no table 'events'")
        .contains("Exit code " + ExitCode.NOTHING_MATCHED + ": there is nothing to read.");
    assertThat(done.err()).as(said).contains("is FINISHED");
    try (Stream<Path> reports = Files.list(lake.resolve("_runs"))) {
      assertThat(reports)
          .singleElement()
          .satisfies(
              report -> {
                assertThat(report).content().contains("Read 1 objects", "1 records = 1 events");
                assertThat(said).contains("Report: " + report);
              });
    }
  }

  private static String saidByDrivers(Path folder) throws IOException {
    StringBuilder said = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(file -> file.endsWith("stderr")).toList();
      for (Path file : all) {
        said.append(Files.readString(file));
      }
    }
    return said.toString();
  }
}
