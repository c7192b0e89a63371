package io.fantail.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableLogTest {
  @TempDir private Path lake = Path.of("");

  /** Names as Delta gives them, their twenty digits cut to what differs; an empty file has a 0. */
  @ParameterizedTest
  @CsvSource({
    "0.json",
    "0.json 0.crc 1.json 1.crc",
    "0.json 1.json",
    "0.json 1.json 2.json 2.checkpoint.parquet _last_checkpoint",
    "3.checkpoint.parquet 4.json 5.json",
    "2.json 3.json 3.checkpoint.parquet 4.json 4.crc",
    "3.checkpoint.parquet 3.crc",
    "1.json 3.json 3.checkpoint.0000000001.0000000002.parquet 3.checkpoint.0000000002.0000000002.parquet",
    "2.checkpoint.0f1e-aa.parquet 3.json",
    "0.json .0.json.crc .1.json.tmp _commits",
  })
  void takesALogThatIsWhole(String names) throws IOException {
    assertThat(logOf(names).isTable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.json                                                     | 0.json is missing
          0.json 2.json                                              | 1.json is missing
          0.json 1.json 4.json                                       | 2.json is missing
          3.checkpoint.parquet 5.json                                | 4.json is missing
          4.json 5.json 3.checkpoint.parquet=0                       | 0.json is missing
          2.json 3.json 3.checkpoint.0000000001.0000000002.parquet   | 0.json is missing
          0.json 0.crc 1.crc                                         | its last commit, 00000000000000000001.json, is missing
          3.checkpoint.parquet 4.crc                                 | its last commit, 00000000000000000004.json, is missing
          0.crc 1.crc                                                | is missing
          0.json 1.json=0                                            | 1.json is empty
          0.json 1.json=cut                                          | 1.json is cut off
          0.json=0                                                   | 0.json is empty
          """)
  void refusesALogOfWhichAPartIsMissing(String names, String message) {
    assertThatThrownBy(() -> logOf(names))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("The table events is damaged")
        .hasMessageContaining(message)
        .hasMessageContaining("_delta_log");
  }

  @Test
  void isNoTableBeforeTheFirstCommit() throws IOException {
    Path table = lake.resolve("events");
    assertThat(log().isTable()).isFalse();
    assertThat(hasFiles()).isFalse();

    Files.createDirectories(table.resolve("_delta_log"));
    assertThat(log().isTable()).isFalse();
    assertThat(hasFiles()).isFalse();

    Path day = Files.createDirectory(table.resolve("day=2026-10-05"));
    Files.writeString(day.resolve("part-00000-1.c000.zstd.parquet"), "cut");
    assertThat(log().isTable()).isFalse();
    assertThat(hasFiles()).isTrue();
  }

  @Test
  void refusesAFolderOfSomethingElse() throws IOException {
    Files.createDirectories(lake.resolve("events"));
    Files.writeString(lake.resolve("events").resolve("concerts.csv"), "a,b");

    assertThatThrownBy(this::hasFiles)
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("concerts.csv")
        .hasMessageContaining("--lake");
  }

  private TableLog logOf(String names) throws IOException {
    Path folder = Files.createDirectories(lake.resolve("events").resolve("_delta_log"));
    for (String name : names.split(" ", -1)) {
      String[] parts = name.split("=", -1);
      String content = parts.length == 1 ? "{}\n" : parts[1].equals("cut") ? "{\"add\":{" : "";
      Files.writeString(folder.resolve(whole(parts[0])), content);
    }
    return log();
  }

  private static String whole(String name) {
    return Character.isDigit(name.charAt(0)) ? "0".repeat(19) + name : name;
  }

  private TableLog log() throws IOException {
    return TableLog.of(fileSystem(), table());
  }

  private boolean hasFiles() throws IOException {
    return TableLog.hasFiles(fileSystem(), table());
  }

  private org.apache.hadoop.fs.Path table() {
    return new org.apache.hadoop.fs.Path(lake.resolve("events").toString());
  }

  private static FileSystem fileSystem() throws IOException {
    return FileSystem.getLocal(new Configuration(false));
  }
}
