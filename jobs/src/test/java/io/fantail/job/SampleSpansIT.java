package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many children trace_samples has, as whoever runs the command says. */
class SampleSpansIT {
  @Test
  void areAsManyAsAskedForHoweverItIsReported(@TempDir Path folder) {
    Path lake = folder.resolve("lake");
    Commands.succeed("sample", "--children=1200", "--seed=5", "--out=" + folder);
    Commands.succeed(
        "run", "--archive", folder.resolve("archive"), "--lake", lake, "--sample-spans=1100");
    List<String> ran = samples(lake);
    assertThat(spansOfLargest(lake)).isBetween(800L, 1_300L);

    Commands.succeed("report", "--lake", lake, "--sample-spans=1100");
    assertThat(samples(lake)).isEqualTo(ran);

    Commands.succeed("report", "--lake", lake, "--sample-spans=0");
    assertThat(samples(lake)).isEmpty();

    Commands.succeed("report", "--lake", lake);
    assertThat(spansOfLargest(lake)).isBetween(1_400L, 2_400L);
  }

  private static List<String> samples(Path lake) {
    return LakeReader.contents(lake).getOrDefault("trace_samples", List.of());
  }

  private static long spansOfLargest(Path lake) {
    try (LakeReader tables = LakeReader.open(lake)) {
      return tables.number(
          "SELECT MAX(s) FROM (SELECT SUM(spans) s FROM trace_samples GROUP BY map_run_arn)");
    }
  }
}
