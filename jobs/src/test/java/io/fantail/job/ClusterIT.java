package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.util.Properties;

/** On a cluster of several processes comes out what comes out in one. */
class ClusterIT {
  private static Map<String, List<String>> localTables = Map.of();
  private static JsonNode localSummary = VendedLog.MAPPER.nullNode();
  private static Path lake = Path.of("");
  private static Commands.Outcome outcome = new Commands.Outcome(-1, "", "");
  private static long executorsAtFirst;
  private static long executorsInAll;

  /** The same archive here and on a cluster, where an executor is lost twice. */
  @BeforeAll
  static void runHereAndThere(@TempDir Path folder) throws IOException {
    assumeThat(Properties.versionNumberString())
        .as("the launcher knows one Spark, the one of the default profile")
        .startsWith(StandaloneCluster.SCALA_VERSION);
    // Firehose delivers some records twice: which copy comes first is up to the cluster.
    Commands.succeed(
        "sample", "--children=2000", "--seed=41", "--layout=firehose", "--out=" + folder);
    Path archive = folder.resolve("archive");
    Files.writeString(archive.resolve("notes.txt"), "nothing of AWS");
    Path localLake = folder.resolve("local-lake");
    localSummary =
        summary(Commands.succeed("run", "--json", "--archive", archive, "--lake", localLake));
    localTables = LakeReader.contents(localLake);
    runOnACluster(folder, archive);
  }

  /** One is lost when everything is shuffled and half of it has to be read again, one later. */
  private static void runOnACluster(Path folder, Path archive) {
    lake = folder.resolve("lake");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder);
        Program run = cluster.fantail("run", "--json", "--archive", archive, "--lake", lake)) {
      run.awaitLine("Writing what was read, building and linking traces");
      executorsAtFirst = cluster.launchedExecutors();
      cluster.killExecutor(0);
      assertThat(run.err()).as("when killed").doesNotContain("Writing the reports");
      run.awaitLine("Writing the reports");
      cluster.killExecutor(1);
      outcome = run.awaitEnd();
      executorsInAll = cluster.launchedExecutors();
    }
  }

  @Test
  void findsTheSameAsOneMachine() throws IOException {
    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.DONE);
    assertThat(executorsAtFirst).as("executors").isGreaterThanOrEqualTo(2);
    JsonNode summary = summary(outcome);
    JsonNode read = summary.path("read");
    assertThat(read.path("duplicates").asLong()).as("duplicates").isPositive();
    assertThat(read.path("records").asLong())
        .as("records of %s", read)
        .isEqualTo(
            read.path("events").asLong()
                + read.path("lambda_records").asLong()
                + read.path("noise").asLong()
                + read.path("duplicates").asLong()
                + read.path("rejects").asLong());
    assertThat(summary).isEqualTo(localSummary);
  }

  @Test
  void writesTheSameWhenExecutorsAreLost() {
    assertThat(executorsInAll).as("executors").isGreaterThanOrEqualTo(4);
    LakeReader.assertSame(LakeReader.contents(lake), localTables);
  }

  /** Without the address of the lake. */
  private static JsonNode summary(Commands.Outcome outcome) throws IOException {
    JsonNode summary = VendedLog.MAPPER.readTree(outcome.out());
    ((ObjectNode) summary).remove("lake");
    return summary;
  }
}
