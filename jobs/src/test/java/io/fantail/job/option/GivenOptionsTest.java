package io.fantail.job.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class GivenOptionsTest {
  @Command(name = "run")
  static final class Both {
    @Mixin ArchiveOptions archiveOptions;
    @Mixin LakeOptions lakeOptions;
    @Mixin OutputOptions outputOptions;

    /** As that of forget. */
    @Option(names = "--key")
    @Nullable String key;
  }

  private static Map<String, String> of(String... arguments) {
    CommandLine commandLine =
        new CommandLine(new Both())
            .registerConverter(Instant.class, new TimeConverter(Clock.systemUTC()));
    commandLine.parseArgs(arguments);
    return GivenOptions.of(commandLine.getCommandSpec());
  }

  @Test
  void hasDefaultsAndWhatWasGiven() {
    assertThat(of("--archive=s3://b/1", "--archive=s3://b/2", "--lake=lake", "--json"))
        .containsOnly(
            Map.entry("archive", "s3://b/1, s3://b/2"),
            Map.entry("delivery-days", "35"),
            Map.entry("lake", "lake"),
            Map.entry("lookback-days", "1"),
            Map.entry("payload-limit", "4096"));
    assertThat(of("--lake=lake", "--reread", "--from=2026-08-24"))
        .containsEntry("reread", "true")
        .containsEntry("from", "2026-08-24T00:00:00Z");
  }

  @Test
  void countsWhatIsMaskedAndLeavesOutWhoAsks() {
    Map<String, String> given =
        of(
            "--redact=password,token",
            "--redact-regex=hunter2",
            "--key=email=hunter2",
            "--archive=hdfs://me:hunter2@host/a",
            "--lake=s3://b/" + "x".repeat(2_000));

    assertThat(given)
        .containsEntry("redact", "2")
        .containsEntry("redact-regex", "1")
        .containsEntry("key", "1")
        .containsEntry("archive", "hdfs://host/a")
        .extractingByKey("lake")
        .asString()
        .hasSize(1_001);
    assertThat(given.toString()).doesNotContain("hunter2", "password");
  }
}
