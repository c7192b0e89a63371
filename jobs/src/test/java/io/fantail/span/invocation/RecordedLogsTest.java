package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.LambdaRecordKind;
import io.fantail.span.LambdaInvocation;
import io.fantail.testing.CorpusFolder;
import io.fantail.testing.History;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole log streams that were recorded, and the invocations in them. */
class RecordedLogsTest {
  @Test
  void readsWhatFilterLogEventsAnswered() throws IOException {
    LogStream stream = new LogStream();
    for (JsonNode event :
        CorpusFolder.json("lambda/text/filter_log_events_python312.json").path("events")) {
      stream.event(
          millis(event.path("timestamp").asLong()),
          event.path("eventId").asText(),
          event.path("message").asText());
    }

    assertThat(stream.invocations())
        .extracting(
            LambdaInvocation::requestId,
            LambdaInvocation::coldStart,
            invocation -> invocation.figures().durationMs(),
            invocation -> invocation.figures().billedMs(),
            invocation -> invocation.figures().initMs(),
            invocation -> invocation.figures().maxMemoryMb(),
            LambdaInvocation::logLines,
            LambdaInvocation::startedAt,
            LambdaInvocation::endedAt,
            LambdaInvocation::status)
        .containsExactly(
            tuple(
                "3a1a6892-31b8-4245-940d-30d44570f46a",
                true,
                1.87,
                86.0,
                83.27,
                37,
                1L,
                Instant.ofEpochMilli(1790204204553L),
                Instant.ofEpochMilli(1790204204564L),
                Status.SUCCESS),
            tuple(
                "baf0e505-c9a0-4ebb-a4a6-9c2a4cc4d0f6",
                false,
                1.63,
                2.0,
                null,
                37,
                1L,
                Instant.ofEpochMilli(1790204205606L),
                Instant.ofEpochMilli(1790204205608L),
                Status.SUCCESS),
            tuple(
                "39f45e7f-59e3-41c8-b010-cc300a911ad5",
                false,
                1.53,
                2.0,
                null,
                37,
                1L,
                Instant.ofEpochMilli(1790204208368L),
                Instant.ofEpochMilli(1790204208370L),
                Status.SUCCESS));
  }

  @Test
  void numbersTheRecordedRetryOfAnEventInvocation() throws IOException {
    List<LambdaInvocation> runs =
        SameRequest.runs(masked("test_invocation_type_event_error", "log_events").invocations());

    assertThat(runs)
        .extracting(
            LambdaInvocation::attempt,
            invocation -> invocation.figures().durationMs(),
            LambdaInvocation::coldStart,
            LambdaInvocation::status,
            invocation -> invocation.error().type(),
            invocation -> invocation.error().message(),
            invocation -> invocation.error().stackLine())
        .containsExactly(
            tuple(
                1,
                3.01,
                true,
                Status.ERROR,
                "CustomException",
                "some error occurred",
                "File \"/var/task/handler.py\", line 6, in handler"),
            tuple(
                2,
                2.90,
                false,
                Status.ERROR,
                "CustomException",
                "some error occurred",
                "File \"/var/task/handler.py\", line 6, in handler"));
  }

  @ParameterizedTest
  @CsvSource({
    "test_multi_line_prints, /recorded-content/log-events, 4",
    "test_invocation_with_logs[python3.10], /log_events/logs, 1",
    "test_invocation_with_logs[nodejs16.x], /log_events/logs, 1",
    "test_request_id_invoke, /log_events/logs, 1",
  })
  void countsTheLinesOfTheFunction(String test, String path, long lines) throws IOException {
    LambdaInvocation found = masked(test, path).invocation();

    assertThat(found.logLines()).isEqualTo(lines);
    assertThat(found.status()).isEqualTo(Status.SUCCESS);
    assertThat(found.figures().memoryMb()).isEqualTo(128);
    assertThat(found.figures().maxMemoryMb()).isEqualTo(36);
  }

  /** What was masked upstream is filled in. */
  private static LogStream masked(String test, String path) throws IOException {
    JsonNode snapshot =
        CorpusFolder.json("lambda/text/localstack_log_snapshots_masked.json").path(test);
    JsonNode logs = path.startsWith("/") ? snapshot.at(path) : snapshot.path(path);
    assertThat(logs).isNotEmpty();
    LogStream stream = new LogStream();
    long millis = 100;
    boolean isStarted = false;
    for (JsonNode log : logs) {
      String message = log.isTextual() ? log.asText() : log.path("message").asText();
      // Two minutes lie before the retry.
      boolean starts = message.startsWith("START");
      millis += starts && isStarted ? 120_000 : 10;
      isStarted |= starts;
      stream.line(
          millis,
          message
              .replace("<request-id>", ONE)
              .replace("<duration>", "1.25")
              .replace("<memory>", "36")
              .replace("date", "2025-11-24T23:11:18.000Z"));
    }
    return stream;
  }

  @Test
  void takesLinesThatWereEscapedTwiceForTheFunctions() throws IOException {
    for (String fixture : List.of("coldstart", "timeout")) {
      assertThat(kinds("datadog__cloudwatch_log_" + fixture + ".json"))
          .containsOnly(LambdaRecordKind.APPLICATION);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "datadog__cloudwatch_logs.json",
    "datadog__cloudwatch_log_lambda_invocation.json",
    "datadog__cloudwatch_customized_log_group_lambda_invocation.json",
  })
  void findsNoFailureInWhatAnInstrumentedFunctionLogs(String fixture) throws IOException {
    assertThat(kinds(fixture)).doesNotContain(LambdaRecordKind.FAILURE);
  }

  private static List<LambdaRecordKind> kinds(String fixture) throws IOException {
    LogStream stream = new LogStream();
    for (JsonNode event : CorpusFolder.json("lambda/cwl_events/" + fixture).path("logEvents")) {
      stream.event(
          millis(event.path("timestamp").asLong()),
          event.path("id").asText(),
          event.path("message").asText());
    }
    return stream.records().stream().map(LambdaRecord::kind).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "lambda_execute.tail.log, 971.95 300.01 1",
    "lambda_intake.tail.log, 1067.66 251.03 1",
    "lambda_data_power_mock.tail.log, 1.89 79.84 0; 1.55 null 0",
  })
  void readsTheStreamsOfTheJoinedExecution(String file, String expected) throws IOException {
    LogStream stream = new LogStream();
    for (String line : Files.readAllLines(CorpusFolder.path("joined/" + file))) {
      String[] parts = line.split(" ", 3);
      stream.line(millis(Instant.parse(parts[0].replace("+00:00", "Z")).toEpochMilli()), parts[2]);
    }

    List<String> found = new ArrayList<>();
    for (LambdaInvocation run : stream.invocations()) {
      found.add(run.figures().durationMs() + " " + run.figures().initMs() + " " + run.logLines());
    }
    assertThat(String.join("; ", found)).isEqualTo(expected);
  }

  private static long millis(long epochMillis) {
    return epochMillis - History.EPOCH.toEpochMilli();
  }
}
