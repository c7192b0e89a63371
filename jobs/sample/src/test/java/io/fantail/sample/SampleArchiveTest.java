package io.fantail.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fantail.sample.options.ChildType;
import io.fantail.sample.options.Layout;
import io.fantail.sample.options.SampleOptions;
import io.fantail.sample.truth.SampleTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleArchiveTest {
  @ParameterizedTest
  @EnumSource(Layout.class)
  void writesTheSameBytesForTheSameSeed(Layout layout, @TempDir Path folder) throws IOException {
    SampleOptions options = SampleOptions.of(300, 11).withLayout(layout);
    SampleArchive.write(options, folder.resolve("once"));
    SampleArchive.write(options, folder.resolve("again"));

    Map<String, Integer> once = hashesIn(folder.resolve("once"));
    assertThat(once).hasSizeGreaterThan(3).isEqualTo(hashesIn(folder.resolve("again")));
  }

  @Test
  void writesOtherBytesForAnotherSeed(@TempDir Path folder) throws IOException {
    SampleArchive.write(SampleOptions.of(60, 1), folder.resolve("one"));
    SampleArchive.write(SampleOptions.of(60, 2), folder.resolve("two"));

    assertThat(hashesIn(folder.resolve("one"))).isNotEqualTo(hashesIn(folder.resolve("two")));
  }

  @Test
  void startsWhenItIsAskedTo(@TempDir Path folder) throws IOException {
    Instant startsAt = Instant.parse("2026-08-25T23:59:30Z");
    SampleOptions options = SampleOptions.of(60, 1).withLayout(Layout.FIREHOSE);

    SampleTruth usual = SampleArchive.write(options, folder.resolve("usual"));
    SampleTruth other =
        SampleArchive.write(options.withStartsAt(startsAt), folder.resolve("other"));

    assertThat(other.mapRuns())
        .extracting(SampleTruth.MapRun::parentExecutionArn)
        .allMatch(arn -> arn.endsWith("2026-08-25-2359"))
        .doesNotContainAnyElementsOf(
            usual.mapRuns().stream().map(SampleTruth.MapRun::parentExecutionArn).toList());
    assertThat(hashesIn(folder.resolve("other/archive")).keySet())
        .anyMatch(path -> path.contains("/2026/08/25/23/"))
        .allMatch(path -> path.contains("/2026/08/25/23/") || path.contains("/2026/08/26/00/"));
  }

  @Test
  void readsBackTheTruthItWrote(@TempDir Path folder) throws IOException {
    SampleTruth truth = SampleArchive.write(SampleOptions.of(60, 5), folder);

    assertThat(SampleTruth.read(folder)).isEqualTo(truth);
    assertThat(Files.readString(folder.resolve(SampleTruth.FILE_NAME)))
        .contains("\"is_distributed_map_child\"", "\"p999_ms\"", "\"lambda_invocations\"")
        .doesNotContain("\"distributed_map_child\"");
  }

  @Test
  void refusesAFolderThatHoldsAnArchive(@TempDir Path folder) throws IOException {
    SampleArchive.write(SampleOptions.of(3, 1), folder);

    assertThatThrownBy(() -> SampleArchive.write(SampleOptions.of(3, 1), folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void refusesHistoriesOfExpressChildren() {
    SampleOptions options = SampleOptions.of(3, 1).withChildType(ChildType.EXPRESS);

    assertThatThrownBy(() -> options.withLayout(Layout.HISTORY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not exist for Express");
  }

  @Test
  void showsEveryKindOfEndInASmallSample(@TempDir Path folder) throws IOException {
    SampleTruth truth = SampleArchive.write(SampleOptions.of(400, 3), folder);

    assertThat(truth.executionStatus())
        .extracting(SampleTruth.ExecutionStatusCount::status)
        .contains("RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");
    assertThat(truth.links())
        .extracting(SampleTruth.LinkCount::link)
        .contains("request_id", "not_invoked", "no_logs", "ambiguous");
    assertThat(truth.errors())
        .extracting(SampleTruth.ErrorCount::error)
        .contains(
            "States.Timeout",
            "Sandbox.Timedout",
            "Lambda.TooManyRequestsException",
            "AuditRejected",
            "States.ExceedToleratedFailureThreshold");
  }

  private static Map<String, Integer> hashesIn(Path root) throws IOException {
    Map<String, Integer> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }
}
