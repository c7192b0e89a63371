package io.fantail.job.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fantail.job.doctor.Finding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeCheckTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  @TempDir Path folder = Path.of("");

  private LakeCheck check(Path lake, Clock clock) {
    return new LakeCheck(lake.toString(), new Configuration(), clock);
  }

  @Test
  void writesALakeAndLeavesNothing() throws IOException {
    for (Path lake :
        new Path[] {Files.createDirectory(folder.resolve("lake")), folder.resolve("a/new/lake")}) {
      assertThat(check(lake, Clock.systemUTC()).findings())
          .extracting(Finding::check, Finding::level)
          .containsExactly(
              tuple("lake", Level.OK), tuple("create", Level.OK), tuple("clock", Level.OK));
    }
    assertThat(folder).isDirectoryContaining("glob:**lake").isDirectoryNotContaining("glob:**a");
    assertThat(folder.resolve("lake")).isEmptyDirectory();
  }

  @Test
  void saysWhyALakeCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("file"), "no folder");

    assertThat(check(folder.resolve("file/lake"), Clock.systemUTC()).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.PROBLEM);
              assertThat(finding.advice()).contains("A file stands where a folder must be");
            });
  }

  @Test
  void comparesTheClocks() {
    Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-20));

    assertThat(check(folder.resolve("lake"), slow).findings())
        .filteredOn(finding -> finding.check().equals("clock"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.WARNING);
              assertThat(finding.text())
                  .containsPattern("The clock here is 1[12]\\d\\d s behind that of the lake");
            });
    assertThat(LakeCheck.clocks(NOON.plusSeconds(90), NOON, NOON.plusSeconds(91)).text())
        .startsWith("The clock here is 89 s ahead of");
    assertThat(LakeCheck.clocks(NOON.plusMillis(900), NOON, NOON.plusMillis(950)).level())
        .isEqualTo(Level.OK);
  }
}
