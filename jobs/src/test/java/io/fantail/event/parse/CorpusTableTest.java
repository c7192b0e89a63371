package io.fantail.event.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.CorpusFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every recorded file, alone: what each of its records becomes. */
class CorpusTableTest {
  /** Events, Lambda records, descriptions, noise, rejects. */
  private static final Map<String, String> EXPECTED =
      tableOf(
          """
          archive/export-task/exportedlogs/0f3c3c5e-6f0e-4c8b-8d4e-5a7a3f7f2b11/2026-09-23-[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb/000000.gz 0 13 0 0 0
          archive/export-task/exportedlogs/0f3c3c5e-6f0e-4c8b-8d4e-5a7a3f7f2b11/2026-09-23-[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb/000001.gz 0 2 0 0 0
          archive/export-task/exportedlogs/0f3c3c5e-6f0e-4c8b-8d4e-5a7a3f7f2b11/2026-09-23-[$LATEST]f2d9ef6ec9274a98a9067c08847c7ccb/000002.gz 0 13 0 0 0
          archive/export-task/exportedlogs/aws-logs-write-test 0 0 0 1 0
          archive/firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-a-raw-gzip-members 0 13 0 1 0
          archive/firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-b-double-gzip.gz 0 13 0 1 0
          archive/firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-c-decompressed-nonewline 0 13 0 1 0
          archive/firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-d-decompressed-nonewline.gz 0 13 0 1 0
          archive/firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-e-decompressed-appenddelimiter.gz 0 13 0 1 0
          archive/firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-f-message-extraction 0 13 0 0 0
          archive/firehose/2026/09/23/22/stream-1-2026-09-23-22-56-44-g-lambda-newline.json 0 13 0 0 0
          archive/history/events-array-only.jsonl 9 0 0 0 0
          archive/history/steampipe-or-go-PascalCase.json 0 0 0 0 9
          joined/describe_execution.json 0 0 0 0 1
          joined/lambda_data_power_mock.tail.log 0 7 0 0 0
          joined/lambda_execute.tail.log 0 5 0 0 0
          joined/lambda_intake.tail.log 0 5 0 0 0
          joined/vended_sfn_log.jsonl 13 0 0 0 0
          lambda/cwl_events/datadog__cloudwatch_customized_log_group_lambda_invocation.json 0 3 0 0 0
          lambda/cwl_events/datadog__cloudwatch_log_coldstart.json 0 3 0 0 0
          lambda/cwl_events/datadog__cloudwatch_log_lambda_invocation.json 0 19 0 0 0
          lambda/cwl_events/datadog__cloudwatch_log_timeout.json 0 4 0 0 0
          lambda/cwl_events/datadog__cloudwatch_logs.json 0 19 0 0 0
          lambda/cwl_events/datadog__step_functions_log.json 0 0 0 0 1
          lambda/error_payloads_by_runtime.json 0 0 0 0 1
          lambda/json/records.jsonl 0 0 0 0 24
          lambda/text/filter_log_events_python312.json 0 13 0 0 0
          lambda/text/lines.jsonl 0 0 0 0 31
          lambda/text/localstack_log_snapshots_masked.json 0 0 0 0 1
          sfn/LICENSE.localstack-apache2.txt 0 0 0 0 1
          sfn/index.jsonl 0 0 0 0 468
          sfn/api/test_sfn_api_aliasing__test_base_lifecycle_create_invoke_describe_list__list_executions_response.json 0 0 0 0 2
          sfn/api/test_sfn_api_map_run__test_list_map_runs_and_describe_map_run__describe_map_run.json 0 0 1 0 0
          sfn/api/test_sfn_api_map_run__test_list_map_runs_and_describe_map_run__list_map_runs.json 0 0 1 0 0
          sfn/real-small/describe_execution_parent_tolerated_failure.boto3.json 0 0 1 0 0
          sfn/real-small/describe_map_run_tolerated_failure.boto3.json 0 0 1 0 0
          sfn/real-small/lambda_invoke_aws_sdk_400.tail.cli.json 0 0 0 0 1
          sfn/real-small/lambda_invoke_aws_sdk_function_error.describe_execution.cli.json 0 0 1 0 0
          sfn/real-small/list_executions_by_map_run.boto3.json 0 0 4 0 0
          sfn/real-small/redriven_aborted_activity.describe_execution.wire.json 0 0 1 0 0
          sfn/real-small/redriven_map_parent/child-4bd16e92-8b02-37eb-adcb-5f0c4e7134fe.describe_execution.boto3.json 0 0 1 0 0
          sfn/real-small/redriven_map_parent/describe_map_run.boto3.json 0 0 1 0 0
          sfn/real-small/redriven_map_parent/list_executions-page-0.boto3.json 0 0 3 0 0
          sfn/real-small/redriven_map_parent/list_map_runs.boto3.json 0 0 1 0 0
          sfn/real-small/resultwriter/manifest.shape.json 0 0 0 1 0
          sfn/real-small/resultwriter/d0b38e10-30a5-4934-9ac6-a333df406947/SUCCEEDED_0.json 0 0 3 0 0
          """);

  private static Map<String, String> tableOf(String lines) {
    Map<String, String> table = new TreeMap<>();
    lines
        .lines()
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              table.put(line.substring(0, space), line.substring(space + 1));
            });
    return table;
  }

  @Test
  void becomesWhatTheTableSays() throws IOException {
    Map<String, String> seen = new TreeMap<>();
    Map<String, String> expected = new TreeMap<>();
    for (String folder : List.of("archive", "joined", "lambda", "sfn")) {
      for (Path file : filesUnder(folder)) {
        String name = CorpusFolder.path("").relativize(file).toString();
        ArchiveAccount account = ReadObject.of(ArchiveFiles.object(file)).account();
        seen.put(
            name,
            "%d %d %d %d %d"
                .formatted(
                    account.events(),
                    account.lambdaRecords(),
                    account.descriptions(),
                    account.noise(),
                    account.rejects()));
        expected.put(name, Optional.ofNullable(EXPECTED.get(name)).orElseGet(() -> byRule(name)));
      }
    }

    assertThat(seen).hasSizeGreaterThan(540);
    assertThat(without(seen, expected)).isEqualTo(without(expected, seen));
    assertThat(seen).containsKeys(EXPECTED.keySet().toArray(String[]::new));
  }

  /** Only what differs: the whole is hundreds of files long. */
  private static Map<String, String> without(Map<String, String> table, Map<String, String> same) {
    Map<String, String> rest = new TreeMap<>(table);
    rest.entrySet().removeAll(same.entrySet());
    return rest;
  }

  /**
   * A bare history does not say whose it is: each of its events is a reject. A vended log is one
   * event per line. Everything else in {@code sfn/api} has its times masked, or is another answer.
   */
  private static String byRule(String name) {
    try {
      if (name.startsWith("sfn/vended-logs/")) {
        return CorpusFolder.jsonLines(name).size() + " 0 0 0 0";
      }
      JsonNode root = CorpusFolder.json(name);
      JsonNode events = root.isArray() ? root : root.path("events");
      return events.isArray() ? "0 0 0 0 " + events.size() : "0 0 0 0 1";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Path> filesUnder(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(CorpusFolder.path(folder))) {
      return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
    }
  }
}
