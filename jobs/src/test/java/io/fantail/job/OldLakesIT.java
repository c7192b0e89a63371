package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What this version makes of lakes that earlier ones have written of the archive {@code before}:
 * see {@code lakes/README.md} among the resources of the tests.
 */
class OldLakesIT {
  /** The addresses of the objects are other ones here. */
  private static final String ADDRESS = "source_file";

  /** An earlier version told one kind of failure from another in its own way. */
  private static final List<String> KINDS = List.of("fingerprint", "error_fingerprint");

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void readAllInOneRun() throws IOException {
    unpack("before");
    unpack("after");
    run("new", "before", "after");
  }

  private static void run(String lake, String... archives) {
    List<Object> command = new ArrayList<>(List.of("run", "--lake", folder.resolve(lake)));
    for (String archive : archives) {
      command.addAll(List.of("--archive", folder.resolve(archive)));
    }
    Commands.succeed(command.toArray());
  }

  private static void unpack(String name) throws IOException {
    try (InputStream packed = OldLakesIT.class.getResourceAsStream("/lakes/" + name + ".zip");
        ZipInputStream files = new ZipInputStream(Objects.requireNonNull(packed, name))) {
      ZipEntry file = files.getNextEntry();
      while (file != null) {
        Path path = folder.resolve(name).resolve(file.getName());
        Files.createDirectories(path.resolveSibling(""));
        Files.copy(files, path);
        file = files.getNextEntry();
      }
    }
  }

  /**
   * Everything is as if this version had read it, but for what the earlier one did not take out of
   * the records.
   *
   * @param unknown columns
   */
  @ParameterizedTest
  @CsvSource({
    "71409be, hour",
    "9b37406, hour item_hash timeout_seconds runtime_version attributes",
  })
  void goesOnWithWhatAnEarlierVersionHasWritten(String lake, String unknown) throws IOException {
    unpack(lake);
    run(lake, "after");

    assertSameAsNew(lake, List.of(unknown.split(" ", -1)));
  }

  /** Nothing of it says what has been read, so that the next run reads all, and nothing twice. */
  @Test
  void makesWholeWhatTheFirstVersionHasWrittenWhereTheArchiveIsStillThere() throws IOException {
    unpack("816263f");
    try (LakeReader reader = LakeReader.open(folder.resolve("816263f"))) {
      assertThat(reader.rows("SELECT count(*), count(hour), max(items) FROM executions"))
          .hasToString("[[8,0,1]]");
    }
    run("816263f", "before", "after");

    assertSameAsNew("816263f", KINDS);
    try (LakeReader reader = LakeReader.open(folder.resolve("816263f"))) {
      assertThat(
              reader.rows(
                  "SELECT options['payload-limit'], size(step_times) > 2, rewritten_days[0] FROM runs"
                      + " ORDER BY started_at"))
          .extracting(row -> row.mkString(" "))
          .containsExactly("null false null", "4096 true 2026-08-24/2026-08-25");
    }
  }

  private static void assertSameAsNew(String lake, List<String> without) {
    List<String> columns = new ArrayList<>(without);
    columns.add(ADDRESS);
    LakeReader.assertSame(contents(lake, columns), contents("new", columns));
  }

  /** Where hours are not known, neither are the lines of Lambda. */
  private static Map<String, List<String>> contents(String lake, List<String> without) {
    Map<String, List<String>> contents =
        LakeReader.contents(folder.resolve(lake), without.toArray(String[]::new));
    if (without.contains("hour")) {
      contents.remove(Tables.LAMBDA_RECORDS.name());
    }
    return contents;
  }
}
