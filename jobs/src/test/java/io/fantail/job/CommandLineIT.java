package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.job.message.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person or a scheduler is told, and by which exit code, before any work is done. */
class CommandLineIT {
  private static final String LINE =
      new VendedLog("billing:one").add("ExecutionStarted", Map.of("input", "{}")).text();

  @Test
  void explainsItself() {
    Commands.Outcome help = Commands.call("--help");

    assertThat(help.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(help.out())
        .contains("run", "ingest", "trace", "report", "demo", "sample", "query", "show", "compare");
    assertThat(Commands.call("run", "--help").out()).contains("--archive", "--lake", "--redact");
    assertThat(Commands.succeed("--version").out()).startsWith("fantail ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                          | Which command?
          walk                                                        | walk
          run --archive a --lake b --colour red                       | --colour
          run --archive a                                             | --lake
          run --lake b                                                | --archive
          run --archive a --lake b --from tomorrow                   | 'tomorrow' is no date
          run --archive a --lake b --from 2026-13-45                  | '2026-13-45' is no date
          run --archive a --lake b --to 2026-08-24T06:00              | is no date
          run --archive a --lake b --from 2026-08-25 --to 2026-08-24  | is not before --to
          run --archive a --lake b --payload-limit -1                 | --payload-limit is negative
          run --archive a --lake b --payload-limit many               | --payload-limit
          run --archive a --lake b --lookback-days -1                 | --lookback-days is negative
          run --archive a --lake b --delivery-days -1                 | --delivery-days is negative
          run --lake b --archive no-such-folder                       | does not exist
          run --archive a --lake b --conf no-such-file                | --conf no-such-file cannot be read
          sample --out c --children 1                                 | 3 or more
          sample --out c --layout scroll                              | scroll
          sample --out c --plant weeds                                | 'weeds'
          sample --out c --plant slow-run --children 100              | ask for 240 or more
          sample --out c --run-effect 7                               | run-effect is 7.0
          sample --out c --map-runs 0 --plant slow-run                | nothing can be planted
          failed-items --lake b --out c                               | --map-run
          failed-items --lake b --map-run a                           | --out
          failed-items --lake b --map-run a --out c --format xlsx     | xlsx
          show --lake b                                               | ARN
          show a                                                      | --lake
          show a --lake b --format yaml                               | yaml
          query --lake b --format xlsx SELECT                         | xlsx
          query --lake b --limit -1 SELECT                            | --limit is -1
          """)
  void refusesWhatItCannotMean(String arguments, String message) {
    Object[] words = arguments.isEmpty() ? new Object[0] : arguments.split(" ", -1);
    Commands.Outcome outcome = Commands.call(words);

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void saysWhenNothingMatched(@TempDir Path folder) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(archive.resolve("billing.jsonl"), LINE);
    Path lake = folder.resolve("lake");

    Commands.Outcome nothing = Commands.call("run", "--archive", empty, "--lake", lake);
    assertThat(nothing.exitCode()).as(nothing.both()).isEqualTo(ExitCode.NOTHING_MATCHED);
    assertThat(nothing.err()).contains("no object under " + empty);
    Commands.Outcome outside =
        Commands.call("run", "--archive", archive, "--lake", lake, "--from", "2026-09-01");
    assertThat(outside.exitCode()).as(outside.both()).isEqualTo(ExitCode.NOTHING_MATCHED);
    assertThat(outside.err()).contains(archive.toString(), "2026-09-01");
    assertThat(lake.resolve("events")).doesNotExist();
    for (List<Object> command :
        List.<List<Object>>of(
            List.of("trace", "--lake", lake),
            List.of("report", "--lake", lake),
            List.of("query", "--lake", folder.resolve("nowhere"), "SELECT 1"),
            List.of("show", "a", "--lake", folder.resolve("nowhere")),
            List.of("failed-items", "--lake", lake, "--map-run", "a", "--out", folder))) {
      Commands.Outcome early = Commands.call(command.toArray());
      assertThat(early.exitCode()).as(early.both()).isEqualTo(ExitCode.NOTHING_MATCHED);
      assertThat(early.err()).contains("run 'ingest' or 'run' first").doesNotContain("\tat ");
    }
  }

  @Test
  void saysWhereTheLakeCannotBe(@TempDir Path folder) throws IOException {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(archive.resolve("billing.jsonl"), LINE);
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    Path lake = file.resolve("lake");

    Commands.Outcome failed = Commands.call("run", "--archive", archive, "--lake", lake);
    assertThat(failed.exitCode()).as(failed.both()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.err().lines().filter(line -> !line.startsWith("Listing")))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("The lake cannot be read: " + lake);
    Commands.Outcome verbose =
        Commands.call("run", "--archive", archive, "--lake", lake, "--verbose");
    assertThat(verbose.err()).contains("\tat ");
    assertThat(file).hasContent("not a folder");
    assertThat(filesIn(folder)).hasSize(2);
  }

  @Test
  void keepsArchiveAndLakeApart(@TempDir Path folder) throws IOException {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Files.writeString(archive.resolve("billing.jsonl"), LINE);

    for (Path lake : List.of(archive.resolve("lake"), archive, folder)) {
      Commands.Outcome outcome = Commands.call("run", "--archive", archive, "--lake", lake);
      assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.USAGE);
      assertThat(outcome.err()).contains("lie in one another");
    }
    assertThat(filesIn(folder)).hasSize(1);
  }

  @Test
  void refusesAConfFileWithAKeyThatIsNoOption(@TempDir Path folder) throws IOException {
    Path conf = Files.writeString(folder.resolve("fantail.conf"), "payload-limits = 3\n");

    Commands.Outcome outcome =
        Commands.call("run", "--conf", conf, "--archive", folder, "--lake", folder);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("'payload-limits'", conf.toString(), "payload-limit,");
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
