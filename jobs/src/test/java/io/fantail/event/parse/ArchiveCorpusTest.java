package io.fantail.event.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fantail.archive.place.ArnFromKey;
import io.fantail.archive.place.NameFromKey;
import io.fantail.archive.place.NamesFromKeys;
import io.fantail.archive.record.ArchiveObject;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every container of AWS's that was recorded, one content in all of them. */
class ArchiveCorpusTest {
  private static final String EXPORT =
      "archive/export-task/exportedlogs/0f3c3c5e-6f0e-4c8b-8d4e-5a7a3f7f2b11/"
          + "2026-09-23-[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb/";
  private static final String FIREHOSE =
      "archive/firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-";
  private static final String DRESSED_ARN =
      "arn:aws:states:us-west-2:000000000000:execution:stackd-sfn-lambda-ae811abfff:optimized-event";
  private static final String DESCRIPTION =
      """
      {"executionArn":"arn:aws:states:us-west-2:000000000000:execution:stackd:optimized-event",
       "stateMachineArn":"arn:aws:states:us-west-2:000000000000:stateMachine:stackd",
       "startDate":"2026-09-23T23:58:03.035000+01:00"}""";

  private static ReadObject read(String file) throws IOException {
    return ReadObject.of(ArchiveFiles.object(CorpusFolder.path(file)));
  }

  private static void assertCounts(
      ReadObject read, long events, long lambdaRecords, long noise, long rejects) {
    assertThat(read.account())
        .extracting(
            ArchiveAccount::events,
            ArchiveAccount::lambdaRecords,
            ArchiveAccount::noise,
            ArchiveAccount::rejects)
        .containsExactly(events, lambdaRecords, noise, rejects);
  }

  @ParameterizedTest
  @CsvSource({
    EXPORT + "000000.gz, 0, 13, 0, 0",
    EXPORT + "000001.gz, 0, 2, 0, 0",
    EXPORT + "000002.gz, 0, 13, 0, 0",
    "archive/export-task/exportedlogs/aws-logs-write-test, 0, 0, 1, 0",
    FIREHOSE + "a-raw-gzip-members, 0, 13, 1, 0",
    FIREHOSE + "b-double-gzip.gz, 0, 13, 1, 0",
    FIREHOSE + "c-decompressed-nonewline, 0, 13, 1, 0",
    FIREHOSE + "d-decompressed-nonewline.gz, 0, 13, 1, 0",
    FIREHOSE + "e-decompressed-appenddelimiter.gz, 0, 13, 1, 0",
    // Neither time nor stream is left of an extracted message.
    FIREHOSE + "f-message-extraction, 0, 13, 0, 0",
    FIREHOSE + "g-lambda-newline.json, 0, 13, 0, 0",
    "lambda/text/filter_log_events_python312.json, 0, 13, 0, 0",
    "archive/history/events-array-only.jsonl, 9, 0, 0, 0",
    "joined/vended_sfn_log.jsonl, 13, 0, 0, 0",
    "joined/describe_execution.json, 0, 0, 0, 1",
    "joined/lambda_intake.tail.log, 0, 5, 0, 0",
    "joined/lambda_execute.tail.log, 0, 5, 0, 0",
    "joined/lambda_data_power_mock.tail.log, 0, 7, 0, 0",
    "lambda/cwl_events/datadog__cloudwatch_log_lambda_invocation.json, 0, 19, 0, 0",
    "lambda/cwl_events/datadog__cloudwatch_logs.json, 0, 19, 0, 0",
    "lambda/cwl_events/datadog__cloudwatch_log_coldstart.json, 0, 3, 0, 0",
    "lambda/cwl_events/datadog__cloudwatch_log_timeout.json, 0, 4, 0, 0",
    "lambda/cwl_events/datadog__cloudwatch_customized_log_group_lambda_invocation.json, 0, 3, 0, 0",
    "lambda/cwl_events/datadog__step_functions_log.json, 0, 0, 0, 1",
  })
  void countsWhatAContainerHolds(
      String file, long events, long lambdaRecords, long noise, long rejects) throws IOException {
    assertCounts(read(file), events, lambdaRecords, noise, rejects);
  }

  /** Masked times make a recording unreadable: a date is no {@code "datetime"}. */
  @ParameterizedTest
  @CsvSource({
    "api/test_base__test_state_fail__describe_execution.json, 0, 0, 1",
    "api/test_sfn_api__test_describe_execution__creation_resp.json, 0, 0, 1",
    "api/test_sfn_api__test_describe_execution__exec_resp.json, 0, 0, 1",
    "api/test_sfn_api__test_start_sync_execution__creation_response.json, 0, 0, 1",
    "api/test_sfn_api_aliasing__test_base_lifecycle_create_invoke_describe_list__list_executions_response.json, 0, 0, 2",
    "api/test_sfn_api_map_run__test_list_map_runs_and_describe_map_run__describe_map_run.json, 1, 0, 0",
    "api/test_sfn_api_map_run__test_list_map_runs_and_describe_map_run__list_map_runs.json, 1, 0, 0",
    "real-small/describe_execution_parent_tolerated_failure.boto3.json, 1, 0, 0",
    "real-small/describe_map_run_tolerated_failure.boto3.json, 1, 0, 0",
    "real-small/list_executions_by_map_run.boto3.json, 4, 0, 0",
    "real-small/lambda_invoke_aws_sdk_function_error.describe_execution.cli.json, 1, 0, 0",
    "real-small/redriven_aborted_activity.describe_execution.wire.json, 1, 0, 0",
    "real-small/redriven_map_parent/describe_map_run.boto3.json, 1, 0, 0",
    "real-small/redriven_map_parent/list_executions-page-0.boto3.json, 3, 0, 0",
    "real-small/redriven_map_parent/list_map_runs.boto3.json, 1, 0, 0",
    "real-small/resultwriter/manifest.shape.json, 0, 1, 0",
    "real-small/resultwriter/d0b38e10-30a5-4934-9ac6-a333df406947/SUCCEEDED_0.json, 3, 0, 0",
  })
  void readsWhatTheApiAnswers(String file, long descriptions, long noise, long rejects)
      throws IOException {
    ReadObject read = read("sfn/" + file);

    assertCounts(read, 0, 0, noise, rejects);
    assertThat(read.account().descriptions()).isEqualTo(descriptions);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws-cli-v1-or-wire.epoch-float.json",
        "aws-cli-v2.local-offset.json",
        "boto3-default-str.json",
        "java-sdk-v2-jackson-instant-epoch-decimal.json",
        "js-sdk-v3.iso-z.json",
        "steampipe-or-go-PascalCase.json",
      })
  void rejectsAHistoryNobodyNamesAndReadsItBesideItsDescription(String dress, @TempDir Path folder)
      throws IOException {
    Path history = CorpusFolder.path("archive/history/" + dress);

    ReadObject alone = read("archive/history/" + dress);
    assertCounts(alone, 0, 0, 0, 9);
    assertThat(alone.rejectReasons()).containsOnly("missing_execution_arn");

    Files.copy(history, folder.resolve("history.json"));
    Files.writeString(folder.resolve("describe_execution.json"), DESCRIPTION);
    assertCounts(
        ReadObject.of(ArchiveFiles.besideOthers(folder.resolve("history.json"))), 9, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"page-0.json", "page-1.json"})
  void rejectsThePagesOfAHistoryReadBackwards(String page) throws IOException {
    String file = "archive/history/reverse-order-paged/" + page;

    ReadObject read = read(file);

    assertCounts(read, 0, 0, 0, CorpusFolder.json(file).path("events").size());
    assertThat(read.rejectReasons()).containsOnly("missing_execution_arn");
  }

  @Test
  void readsBareMessagesWithoutGivingThemATime() throws IOException {
    NamesFromKeys names =
        new NamesFromKeys(null, new NameFromKey("(?<function>stream)-1-", "function"), null);
    ReadObject read =
        ReadObject.of(
            ArchiveFiles.object(CorpusFolder.path(FIREHOSE + "f-message-extraction")), names);

    assertCounts(read, 0, 13, 0, 0);
    assertThat(read.lambdaRecords())
        .allMatch(LambdaRecord::atDelivery)
        .allMatch(record -> record.at().equals(Instant.parse("2026-09-23T22:56:44Z")))
        .allMatch(record -> "stream".equals(record.functionName()));
    assertThat(read.lambdaRecords())
        .filteredOn(record -> record.kind() == LambdaRecordKind.REPORT)
        .extracting(
            LambdaRecord::requestId,
            invocation -> invocation.figures().durationMs(),
            invocation -> invocation.figures().initMs())
        .containsExactly(
            tuple("3a1a6892-31b8-4245-940d-30d44570f46a", 1.87, 83.27),
            tuple("baf0e505-c9a0-4ebb-a4a6-9c2a4cc4d0f6", 1.63, null),
            tuple("39f45e7f-59e3-41c8-b010-cc300a911ad5", 1.53, null));
  }

  /** The nine files of one history, in whatever dress its tool gave it. */
  @ParameterizedTest
  @CsvSource({
    "aws-cli-v1-or-wire.epoch-float.json, 9",
    "aws-cli-v2.local-offset.json, 9",
    "boto3-default-str.json, 9",
    "events-array-only.jsonl, 9",
    "java-sdk-v2-jackson-instant-epoch-decimal.json, 9",
    "js-sdk-v3.iso-z.json, 9",
    "steampipe-or-go-PascalCase.json, 9",
    "reverse-order-paged/page-0.json, 5",
    "reverse-order-paged/page-1.json, 4",
  })
  void readsTheSameEventsFromEveryDressOfAHistory(String dress, int events) throws IOException {
    NamesFromKeys names =
        new NamesFromKeys(new ArnFromKey("/archive/history/", DRESSED_ARN), null, null);

    ReadObject read =
        ReadObject.of(ArchiveFiles.object(CorpusFolder.path("archive/history/" + dress)), names);

    assertCounts(read, events, 0, 0, 0);
    assertThat(withoutFile(read))
        .hasSize(events)
        .isSubsetOf(
            withoutFile(
                ReadObject.of(
                    ArchiveFiles.object(
                        CorpusFolder.path("archive/history/aws-cli-v2.local-offset.json")),
                    names)));
  }

  private static List<String> withoutFile(ReadObject read) {
    return read.events().stream()
        .map(event -> event.toString().replace(event.sourceFile(), ""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"reverse-order-paged/page-0.json, 5", "reverse-order-paged/page-1.json, 4"})
  void namesThePagesOfAHistoryBesideItsDescription(String page, int events, @TempDir Path folder)
      throws IOException {
    for (String each : List.of("page-0.json", "page-1.json")) {
      Files.copy(
          CorpusFolder.path("archive/history/reverse-order-paged/" + each), folder.resolve(each));
    }
    Files.writeString(folder.resolve("describe_execution.json"), DESCRIPTION);

    ReadObject read =
        ReadObject.of(
            ArchiveFiles.besideOthers(folder.resolve(page.substring(page.indexOf('/') + 1))));

    assertCounts(read, events, 0, 0, 0);
  }

  /** The parent has no description; the Map Run that began in it has. */
  @ParameterizedTest
  @CsvSource({
    "page-0.boto3.json, 7, standard-2-0",
    "page-1.boto3.json, 7, standard-2-0",
    "child-4bd16e92-8b02-37eb-adcb-5f0c4e7134fe.boto3.json, 13, "
        + "4bd16e92-8b02-37eb-adcb-5f0c4e7134fe",
  })
  void namesTheExecutionsOfARedrivenMap(String file, int events, String name) throws IOException {
    ReadObject read =
        ReadObject.of(
            ArchiveFiles.besideOthers(
                CorpusFolder.path("sfn/real-small/redriven_map_parent/" + file)));

    assertCounts(read, events, 0, 0, 0);
    assertThat(read.events()).allMatch(event -> event.executionArn().endsWith(":" + name));
  }

  @Test
  void readsTheSameLambdaRecordsFromEveryContainer() throws IOException {
    List<String> exported = linesOf(EXPORT + "000000.gz");
    List<String> reversed = new ArrayList<>(linesOf(EXPORT + "000002.gz"));
    Collections.reverse(reversed);

    assertThat(exported).hasSize(13);
    assertThat(reversed).isEqualTo(exported);
    for (String form :
        List.of(
            "a-raw-gzip-members",
            "b-double-gzip.gz",
            "c-decompressed-nonewline",
            "d-decompressed-nonewline.gz",
            "e-decompressed-appenddelimiter.gz")) {
      assertThat(linesOf(FIREHOSE + form)).as(form).isEqualTo(exported);
    }
    assertThat(linesOf("lambda/text/filter_log_events_python312.json")).isEqualTo(exported);
  }

  @Test
  void findsTheIdOfAnEventInEveryContainerThatHasIt() throws IOException {
    List<@Nullable String> ids = eventIdsOf(FIREHOSE + "a-raw-gzip-members");

    assertThat(ids).hasSize(13).doesNotHaveDuplicates().doesNotContainNull();
    assertThat(eventIdsOf(FIREHOSE + "c-decompressed-nonewline")).isEqualTo(ids);
    assertThat(eventIdsOf(FIREHOSE + "g-lambda-newline.json")).isEqualTo(ids);
    assertThat(eventIdsOf("lambda/text/filter_log_events_python312.json")).isEqualTo(ids);
  }

  private static List<@Nullable String> eventIdsOf(String file) throws IOException {
    List<@Nullable String> ids = new ArrayList<>();
    read(file).lambdaRecords().forEach(record -> ids.add(record.eventId()));
    return ids;
  }

  private static List<String> linesOf(String file) throws IOException {
    return read(file).lambdaRecords().stream()
        .map(
            line ->
                Stream.of(
                        line.kind(),
                        line.logStream(),
                        line.at(),
                        line.requestId(),
                        line.figures().durationMs(),
                        line.figures().billedMs(),
                        line.figures().initMs(),
                        line.figures().maxMemoryMb())
                    .map(String::valueOf)
                    .toList()
                    .toString())
        .toList();
  }

  @Test
  void readsTheTracebackAndTheXrayLineOfAnExportAsOneRecordEach() throws IOException {
    List<LambdaRecord> records = read(EXPORT + "000001.gz").lambdaRecords();

    assertThat(records)
        .extracting(LambdaRecord::kind)
        .containsExactly(LambdaRecordKind.FAILURE, LambdaRecordKind.REPORT);
    assertThat(records.get(0).error().type()).isEqualTo("CustomException");
    assertThat(records.get(0).error().message()).isEqualTo("some error occurred");
    assertThat(records.get(1).xrayTraceId()).isEqualTo("1-6ac7d561-0edfbbd4045df83612f1477d");
  }

  @Test
  void accountsForEveryFileOfTheWholeCorpus() throws IOException {
    List<ArchiveObject> objects = ArchiveFiles.list(CorpusFolder.path(""));

    assertThat(objects).hasSizeGreaterThan(450);
    for (ArchiveObject object : objects) {
      ReadObject read = ReadObject.of(object);
      assertThat(read.account().records()).as(object.uri()).isPositive();
      assertThat(read.records())
          .as(object.uri())
          .hasSize((int) (read.account().records() - read.account().noise()));
    }
  }
}
