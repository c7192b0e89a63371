package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.workflow.World;
import io.fantail.testing.workflow.WorldArchive;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of random workflows in one archive, of each of which something else is kept: what the
 * tables say is true, and what cannot be known is not said. Another world: {@code
 * -Dfantail.world.seed=4711}; a larger one: {@code -Dfantail.world.workflows=30000}.
 */
class TreeRecoveryIT {
  private static final long STARTED_AT = 1_790_000_000_000L;
  private static final long MILLIS = 7_200_000;

  /** Of a world in which every way to know, and not to know, occurs. */
  private static final long SEED = 3;

  @Test
  void linksNothingWrong(@TempDir Path folder, TestReporter reporter) {
    long seed = Long.getLong("fantail.world.seed", SEED);
    World world =
        new World(seed, Integer.getInteger("fantail.world.workflows", 3_000), STARTED_AT, MILLIS);
    WorldArchive archive = new WorldArchive(world, folder.resolve("archive"), seed);
    archive.write();
    Path lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", folder.resolve("archive"), "--lake", lake);
    WorldTruth truth = new WorldTruth(archive, world.invocations());
    Findings findings = new Findings();
    try (LakeReader tables = LakeReader.open(lake)) {
      assertThat(tables.rows("SELECT * FROM rejects")).isEmpty();
      new ExecutionCheck(truth, findings).check(tables);
      new SpanCheck(truth, findings).check(tables);
      new InvocationCheck(truth, findings).check(tables);
      new InvariantCheck(truth, findings).check(tables);
    }
    String about = "seed " + seed + ", " + truth.executions.size() + " executions, " + findings;
    reporter.publishEntry("world", about);
    assertThat(findings.problems().keySet()).as(about).isEmpty();
    if (seed == SEED) {
      assertThat(findings.counts().keySet())
          .as(about)
          .contains(
              "map_run_link describe_execution",
              "map_run_link list_executions",
              "map_run_link result_writer",
              "map_run_link context",
              "map_run_link time_window",
              "map_run_link ambiguous",
              "map_run_link none",
              "nested by started_execution",
              "nested by context",
              "nested by null",
              "link request_id",
              "link xray_trace",
              "link time_window",
              "link ambiguous",
              "link no_logs",
              "link not_invoked");
    }
  }
}
