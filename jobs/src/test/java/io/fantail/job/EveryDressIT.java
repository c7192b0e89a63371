package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.sample.options.SampleOptions;
import io.fantail.testing.Coat;
import io.fantail.testing.HistoryDress;
import io.fantail.testing.LogDress;
import io.fantail.testing.LoggedEvent;
import io.fantail.testing.SampledLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that many people made in many ways is worth the same as one made in one. */
class EveryDressIT {
  private static final String ACCOUNT =
      """
      SELECT events, rejects, duplicates, records,
             events + lambda_records + noise + duplicates + rejects
      FROM runs""";

  private static final Set<String> TABLES =
      Set.of("executions", "spans", "lambda_invocations", "latency");

  /** Every so many executions and log streams are there in a second dress too. */
  private static final int EVERY_TWICE = 3;

  /** Every log stream is there in a second form too, so many behind the first. */
  private static final int FURTHER = 8;

  /** Those that keep a function's name, which nothing else may tell. */
  private static final List<LogDress> WITH_GROUPS =
      List.of(
          LogDress.FIREHOSE_MEMBERS,
          LogDress.FIREHOSE_DOUBLE_GZIP,
          LogDress.FIREHOSE_DECOMPRESSED,
          LogDress.FIREHOSE_DELIMITED,
          LogDress.FIREHOSE_NEWLINES,
          LogDress.INSIGHTS,
          LogDress.INSIGHTS_CSV,
          LogDress.RAW_SUBSCRIPTION,
          LogDress.KINESIS_INPUT,
          LogDress.KINESIS_ANSWER,
          LogDress.VECTOR,
          LogDress.FILEBEAT,
          LogDress.LOGSTASH,
          LogDress.DATADOG,
          LogDress.FLUENTD,
          LogDress.OTLP);

  private static final List<LogDress> WITHOUT_GROUPS =
      List.of(
          LogDress.EXPORT_TASK,
          LogDress.LOGS_TAIL,
          LogDress.LOGS_TAIL_JSON,
          LogDress.LOGS_TAIL_IN_COLOURS,
          LogDress.SAM_LOGS,
          LogDress.GET_LOG_EVENTS,
          LogDress.FILTER_LOG_EVENTS,
          LogDress.CONSOLE_CSV);

  private static final List<LogDress> LOGS = List.of(LogDress.values());
  private static final List<HistoryDress> HISTORIES = List.of(HistoryDress.values());
  private static final List<Coat> COATS = List.of(Coat.values());

  private final Path folder;
  private int written;
  private long copies;

  EveryDressIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void findsTheSameInAnArchiveOfAllDresses() throws IOException {
    SampledLogs logs = SampledLogs.of(SampleOptions.of(60, 71), folder);
    writeExecutions(logs);
    writeLambdaStreams(logs);

    Path plain = folder.resolve("plain-lake");
    Commands.succeed("run", "--archive", folder.resolve("archive"), "--lake", plain);
    Path lake = folder.resolve("lake");
    Commands.succeed("run", "--archive", folder.resolve("dressed"), "--lake", lake);

    LakeReader.assertSame(contents(lake), contents(plain));
    try (LakeReader reader = LakeReader.open(lake)) {
      Row account = reader.rows(ACCOUNT).get(0);
      assertThat(account.getLong(0)).as("events").isEqualTo(logs.truth().counts().events());
      assertThat(account.getLong(1)).as("rejects").isZero();
      assertThat(account.getLong(2)).as("duplicates").isGreaterThanOrEqualTo(copies);
      assertThat(account.getLong(3)).as("records").isEqualTo(account.getLong(4));
    }
  }

  /**
   * Without the number of log lines: copies of a line are told by their ids, and neither an export
   * nor a terminal has any. Without the account: an export does not say whose it is.
   */
  private static Map<String, List<String>> contents(Path lake) {
    Map<String, List<String>> contents = LakeReader.contents(lake, "log_lines", "account_id");
    contents.keySet().retainAll(TABLES);
    return contents;
  }

  private void writeExecutions(SampledLogs logs) throws IOException {
    int forms = HISTORIES.size() + LOGS.size();
    int count = 0;
    for (Map.Entry<String, List<LoggedEvent>> execution : logs.executions().entrySet()) {
      writeExecution(execution.getKey(), execution.getValue(), count % forms);
      if (count % EVERY_TWICE == 0) {
        writeExecution(execution.getKey(), execution.getValue(), (count + 8) % forms);
        copies += execution.getValue().size();
      }
      count++;
    }
    assertThat(count).as("executions, for every form one").isGreaterThan(forms);
  }

  private void writeExecution(String arn, List<LoggedEvent> events, int form) throws IOException {
    boolean isLog = form < LOGS.size();
    write(
        isLog
            ? LOGS.get(form).objects(events, nextCoat())
            : HISTORIES
                .get(form - LOGS.size())
                .objects(arn, SampledLogs.history(events), nextCoat()));
  }

  private void writeLambdaStreams(SampledLogs logs) throws IOException {
    Map<String, List<LoggedEvent>> streams = new LinkedHashMap<>();
    for (LoggedEvent event : logs.ofLambda()) {
      streams.computeIfAbsent(event.logStream(), stream -> new ArrayList<>()).add(event);
    }
    int count = 0;
    for (List<LoggedEvent> stream : streams.values()) {
      write(WITH_GROUPS.get(count % WITH_GROUPS.size()).objects(stream, nextCoat()));
      write(WITH_GROUPS.get((count + FURTHER) % WITH_GROUPS.size()).objects(stream, nextCoat()));
      if (count % EVERY_TWICE == 0) {
        write(WITHOUT_GROUPS.get(count % WITHOUT_GROUPS.size()).objects(stream, nextCoat()));
      }
      count++;
    }
    assertThat(count + FURTHER)
        .as("log streams, for every form one")
        .isGreaterThanOrEqualTo(WITH_GROUPS.size());
  }

  private Coat nextCoat() {
    return COATS.get(written % COATS.size());
  }

  /** Each into a folder of its own. */
  private void write(Map<String, byte[]> objects) throws IOException {
    Path own = folder.resolve("dressed").resolve("part-" + written++);
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      Path file = own.resolve(object.getKey());
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, object.getValue());
    }
  }
}
