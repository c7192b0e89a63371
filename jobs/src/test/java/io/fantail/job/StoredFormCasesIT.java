package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Firehose, tar and Windows PowerShell store in forms of their own. */
@ExtendWith(CaseLake.class)
class StoredFormCasesIT {
  /**
   * Firehose's ZIP; Snappy in frames, of snappy-java and in one block; Hadoop's; a backup as
   * tar.gz.
   */
  @ParameterizedTest
  @ValueSource(strings = {"a19", "a19f", "a19j", "a19b", "a19h", "a19t"})
  void readsOneInvocationFromEveryForm(String name, LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT link, duration_ms FROM spans WHERE kind = 'lambda' AND function_name = 'fn-"
                    + name
                    + "'"))
        .singleElement()
        .hasToString("[request_id,200.0]");
    assertThat(lake.rows("SELECT reason FROM rejects WHERE source_file LIKE '%/" + name + "/%'"))
        .isEmpty();
  }

  /** With its byte order mark, of either order, and without one. */
  @ParameterizedTest
  @ValueSource(strings = {"a85", "a85be", "a85n"})
  void readsUtf16(String name, LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT status, event_count, missing_events FROM executions"
                    + " WHERE state_machine_name = 'sm-"
                    + name
                    + "'"))
        .singleElement()
        .hasToString("[SUCCEEDED,7,0]");
  }

  @Test
  void saysInWhichEntryAnEventStood(LakeReader lake) {
    assertThat(
            lake.rows(
                "SELECT DISTINCT source_file FROM events WHERE execution_arn LIKE '%:sm-a19t:%'"))
        .singleElement()
        .asString()
        .endsWith("/a19t/backup.tar.gz/backup/hist.json]");
  }

  /** A run over what cannot be read ends, keeps what can, and says what is missing. */
  @Test
  void saysWhatItHasNotRead(@TempDir Path folder) throws Exception {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    byte[] backup =
        Files.readAllBytes(CaseLake.folder("firehose-zip-snappy").resolve("a19t/backup.tar.gz"));
    Files.write(archive.resolve("good.tar.gz"), backup);
    Files.write(archive.resolve("cut.tar.gz"), Arrays.copyOf(backup, backup.length - 300));
    Files.createSymbolicLink(archive.resolve("dangling"), folder.resolve("nowhere"));
    Files.createSymbolicLink(
        archive.resolve("outside"), Files.createDirectory(folder.resolve("o")));
    Files.createSymbolicLink(archive.resolve("loop"), archive);
    makePipe(archive.resolve("pipe"));
    Path lake = folder.resolve("lake");

    Commands.Outcome outcome = Commands.succeed("run", "--archive", archive, "--lake", lake);

    assertThat(outcome.err())
        .contains("Not read, and missing from every table: 3 of what was listed");
    assertThat(outcome.out()).contains("special_file", "dangling_link", "link_out_of_archive");
    try (LakeReader reader = LakeReader.open(lake)) {
      assertThat(
              reader.rows(
                  "SELECT regexp_extract(source_file, 'archive/([^/]+)', 1), reason FROM rejects ORDER BY 1"))
          .extracting(Row::toString)
          .containsExactly(
              "[cut.tar.gz,truncated_gzip]",
              "[dangling,dangling_link]",
              "[outside,link_out_of_archive]",
              "[pipe,special_file]");
      assertThat(reader.rows("SELECT status, event_count FROM executions"))
          .singleElement()
          .hasToString("[SUCCEEDED,7]");
      Row account =
          reader
              .rows(
                  "SELECT records, events + lambda_records + noise + duplicates + rejects FROM runs")
              .get(0);
      assertThat(account.getLong(0)).isEqualTo(account.getLong(1));
    }
  }

  private static void makePipe(Path pipe) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
  }
}
