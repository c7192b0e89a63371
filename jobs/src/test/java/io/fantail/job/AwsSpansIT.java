package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.AwsSpanJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS itself wrote of executions stands in their traces, and changes no report. */
class AwsSpansIT {
  private static final String ARN = "arn:aws:states:eu-west-1:444455556666:execution:orders:one";
  private static final String UNKNOWN =
      "arn:aws:states:eu-west-1:444455556666:execution:orders:two";
  private static final String TRACE = "6b0a7f40aaaabbbbccccddddeeeeffff";
  private static final String OTHER_TRACE = "6b0a7f41aaaabbbbccccddddeeeeffff";
  private static final String REQUEST = "3a1a6892-31b8-4245-940d-30d44570f46a";

  /** 2026-08-24T09:00:00Z, when a {@link VendedLog} starts; a double would round the digits. */
  private static final long START = 1787562000000000192L;

  private static final long MILLI = 1_000_000;
  private static final String SPANS =
      """
      SELECT concat(right(span_id, 2), '<', concat_ws(' ', parent_span_id, name,
             coalesce(request_id, '-'), status, coalesce(error, '-'),
             date_format(started_at, '.SSSSSS'), coalesce(duration_ms, '-'),
             attributes['execution_join']))
      FROM spans WHERE kind = 'aws' ORDER BY started_at, span_id""";

  private static final Set<String> TOLD_OF_SPANS = Set.of("spans", "aws_spans", "rejects");

  private static final Set<String> OF_STEPS =
      Set.of("events", "aws_spans", "executions", "spans", "rejects");

  private static Path folder = Path.of("");
  private static Path archive = Path.of("");
  private static Path lake = Path.of("");
  private static Map<String, List<String>> tables = Map.of();

  @BeforeAll
  static void runOnce(@TempDir Path ofThisClass) throws IOException {
    folder = ofThisClass;
    archive = folder.resolve("archive");
    lake = folder.resolve("lake");
    writeHistory(archive);
    ArchiveFiles.write(
        archive.resolve("spans").resolve("delivery.gz"),
        ArchiveFiles.gzip(ArchiveFiles.utf8(envelope(spanLines()))));
    Commands.succeed("run", "--archive", archive, "--lake", lake);
    tables = LakeReader.contents(lake);
  }

  private static void writeHistory(Path archive) throws IOException {
    VendedLog history =
        new VendedLog("orders:one")
            .add("ExecutionStarted", Map.of("input", "{}"))
            .add("PassStateEntered", Map.of("name", "Charge"))
            .add("PassStateExited", Map.of("name", "Charge"))
            .add("ExecutionSucceeded", Map.of("output", "{}"));
    ArchiveFiles.write(archive.resolve("states.jsonl"), history.text());
  }

  private static AwsSpanJson span(String id, String parent, String name, int startMillis) {
    return new AwsSpanJson(TRACE, id, parent, name, START + startMillis * MILLI);
  }

  private static AwsSpanJson execution(String traceId, String id, String arn) {
    return new AwsSpanJson(traceId, id, null, "orders", START + 90 * MILLI).ofExecution(arn);
  }

  private static AwsSpanJson invoke() {
    return span("00000000000000c1", "00000000000000b1", "Lambda.Invoke", 220)
        .with("aws.request_id", REQUEST);
  }

  private static List<String> spanLines() {
    List<String> lines = new ArrayList<>();
    lines.add(execution(TRACE, "00000000000000a1", ARN).text());
    lines.add(span("00000000000000b1", "00000000000000a1", "Charge", 200).text());
    lines.add(invoke().failed("Throttled", "slow down").endedAt(START + 280 * MILLI).text());
    lines.add(
        span("00000000000000b1", "00000000000000a1", "Charge", 200)
            .endedAt(START + 300 * MILLI)
            .text());
    lines.add(execution(TRACE, "00000000000000a1", ARN).endedAt(START + 400 * MILLI).text());
    lines.add(span("00000000000000d1", "00000000000000b1", "Later", 310).text());
    lines.add(execution(OTHER_TRACE, "00000000000000e1", UNKNOWN).text());
    lines.add("{\"traceId\":\"" + TRACE + "\",\"name\":\"no id, no start\"}");
    lines.add(lines.get(0).substring(0, 100));
    return lines;
  }

  private static String envelope(List<String> messages) {
    List<Map<String, Object>> events = new ArrayList<>();
    for (String message : messages) {
      events.add(
          Map.of(
              "id", "id-" + events.size(), "timestamp", START / MILLI + 500, "message", message));
    }
    return DeliveredLog.of("aws/spans", "default", events);
  }

  @Test
  void hangsTheSpansOfAwsBelowTheirExecution() {
    try (LakeReader reader = LakeReader.open(lake)) {
      Row execution =
          reader.rows("SELECT span_id, trace_id, day FROM spans WHERE kind = 'execution'").get(0);

      assertThat(reader.rows(SPANS))
          .extracting(Row::mkString)
          .containsExactly(
              "a1<%s orders - ok - .090000 310.0 own".formatted(execution.getString(0)),
              "b1<00000000000000a1 Charge - ok - .200000 100.0 ancestor",
              "c1<00000000000000b1 Lambda.Invoke %s error Throttled .220000 60.0 ancestor"
                  .formatted(REQUEST),
              "d1<00000000000000b1 Later - unfinished - .310000 - ancestor");
      assertThat(
              reader.rows(
                  "SELECT DISTINCT execution_arn, trace_id, day, is_distributed_map_child,"
                      + " state_machine_name, attributes['xray_trace_id'] FROM spans WHERE kind = 'aws'"))
          .containsExactly(
              RowFactory.create(
                  ARN, execution.getString(1), execution.get(2), false, "orders", TRACE));
    }
  }

  @Test
  void accountsForEverySpanAndInventsNoExecution() {
    try (LakeReader reader = LakeReader.open(lake)) {
      assertThat(
              reader.rows(
                  "SELECT records, events, lambda_records, noise, duplicates, rejects, aws_spans,"
                      + " descriptions FROM runs ORDER BY started_at LIMIT 1"))
          .containsExactly(RowFactory.create(13L, 4L, 0L, 5L, 2L, 2L, 5L, 0L));
      assertThat(reader.rows("SELECT reason FROM rejects ORDER BY reason"))
          .extracting(reject -> reject.getString(0))
          .containsExactly("malformed_json", "missing_field");
      assertThat(reader.rows("SELECT execution_arn FROM executions"))
          .containsExactly(RowFactory.create(ARN));
      assertThat(reader.rows("SELECT execution_arn FROM aws_spans WHERE span_id LIKE '%e1'"))
          .containsExactly(RowFactory.create(UNKNOWN));
    }
  }

  @Test
  void changesNothingWhenTheSameIsReadAgain() {
    Commands.succeed("run", "--archive", archive, "--lake", lake);

    LakeReader.assertSame(LakeReader.contents(lake), tables);
    try (LakeReader reader = LakeReader.open(lake)) {
      assertThat(reader.rows("SELECT DISTINCT noise, duplicates, aws_spans FROM runs")).hasSize(1);
    }
  }

  @Test
  void comesToTheSameStepByStepAndInTwoDeliveries() {
    Path steps = folder.resolve("steps");
    Commands.succeed("ingest", "--archive", archive.resolve("spans"), "--lake", steps);
    Commands.succeed("ingest", "--archive", archive.resolve("states.jsonl"), "--lake", steps);
    Commands.succeed("trace", "--lake", steps);

    Map<String, List<String>> contents = LakeReader.contents(steps);
    Map<String, List<String>> expected = new TreeMap<>(tables);
    contents.keySet().retainAll(OF_STEPS);
    expected.keySet().retainAll(OF_STEPS);
    LakeReader.assertSame(contents, expected);
  }

  @Test
  void changesNoReportAndWritesNoTableWithoutThem() {
    Path without = folder.resolve("without");
    Commands.succeed("run", "--archive", archive.resolve("states.jsonl"), "--lake", without);

    Map<String, List<String>> contents = LakeReader.contents(without);
    Map<String, List<String>> expected = new TreeMap<>(tables);
    contents.keySet().removeAll(TOLD_OF_SPANS);
    expected.keySet().removeAll(TOLD_OF_SPANS);
    LakeReader.assertSame(contents, expected);
    assertThat(without.resolve("aws_spans")).doesNotExist();
  }
}
