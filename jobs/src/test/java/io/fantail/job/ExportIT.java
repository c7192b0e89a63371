package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.fantail.job.message.ExitCode;
import io.fantail.look.export.chrome.TraceRules;
import io.fantail.look.export.otlp.OtlpColumns;
import io.fantail.look.export.otlp.OtlpRead;
import io.fantail.look.export.speedscope.ProfileRules;
import io.fantail.text.Json;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code export} as somebody gives it who wants to see a trace in another tool. */
@ExtendWith(CaseLake.class)
class ExportIT {
  /** Not told by OTLP. */
  private static final List<String> LEFT_OUT = List.of("hour", "day", "input", "output");

  @TempDir static Path folder = Path.of("");

  private static Path sampled = Path.of("");
  private static String mapRun = "";

  @BeforeAll
  static void makeLakeOfLargeMapRuns() {
    Path sample = folder.resolve("sample");
    sampled = folder.resolve("lake");
    Commands.succeed("sample", "--out", sample, "--children", 240, "--map-runs", 2);
    Commands.succeed(
        "run", "--archive", sample.resolve("archive"), "--lake", sampled, "--sample-spans", 100);
    try (LakeReader lake = LakeReader.open(sampled)) {
      mapRun = lake.rows("SELECT min(map_run_arn) FROM map_runs").get(0).getString(0);
    }
  }

  private static Path export(Object lake, String format, String name, Object... more) {
    Path out = folder.resolve(name);
    List<Object> command =
        new ArrayList<>(List.of("export", "--lake", lake, "--format", format, "--out", out));
    command.addAll(List.of(more));
    Commands.succeed(command.toArray());
    return out;
  }

  private static List<OtlpRead.Read> fromJson(Path out) throws IOException {
    return OtlpRead.spans(
        Files.readAllLines(out.resolve("traces.jsonl")).stream().map(OtlpRead::json).toList());
  }

  private static List<OtlpRead.Read> fromProtobuf(Path out) throws IOException {
    return OtlpRead.spans(List.of(OtlpRead.protobuf(Files.readAllBytes(out.resolve("traces.pb")))));
  }

  /** Rows of {@code spans} by their id, as OTLP has their columns. */
  private static Map<String, Map<String, Object>> spans(LakeReader lake, String where) {
    Map<String, Map<String, Object>> spans = new TreeMap<>();
    for (Row row : lake.rows("SELECT * FROM spans WHERE " + where)) {
      Map<String, Object> columns = new HashMap<>();
      for (String name : row.schema().fieldNames()) {
        Object value = row.getAs(name);
        if (value != null && !LEFT_OUT.contains(name)) {
          columns.put(name, value instanceof Integer number ? number.longValue() : value);
        }
      }
      Map<String, String> attributes =
          row.isNullAt(row.fieldIndex("attributes"))
              ? Map.of()
              : row.getJavaMap(row.fieldIndex("attributes"));
      columns.put("attributes", new TreeMap<>(attributes));
      spans.put(row.getAs("span_id"), columns);
    }
    return spans;
  }

  private static Map<String, Map<String, Object>> columns(List<OtlpRead.Read> spans) {
    Map<String, Map<String, Object>> columns = new TreeMap<>();
    for (OtlpRead.Read span : spans) {
      assertThat(columns.put(span.id(), OtlpColumns.of(span))).as(span.id()).isNull();
    }
    return columns;
  }

  /** Durable, redriven, unfinished and failed ones are among the cases. */
  @Test
  void otlpIsTheTableFieldByField(LakeReader lake) throws Exception {
    Path out = export(lake.uri(), "otlp", "cases", "--all");

    Map<String, Map<String, Object>> expected = spans(lake, "true");
    assertThat(columns(fromJson(out))).isEqualTo(expected);
    assertThat(columns(fromProtobuf(out))).isEqualTo(expected);
    assertThat(expected.values())
        .extracting(columns -> columns.get("kind"))
        .contains("durable_execution", "lambda", "execution", "attempt", "state");
    assertThat(expected.values())
        .extracting(columns -> columns.get("status"))
        .contains("ok", "error");
  }

  @Test
  void payloadsAreExportedOnlyWhenTheyAreAskedFor(LakeReader lake) throws Exception {
    Path with = export(lake.uri(), "otlp", "with payloads", "--payloads");

    long inputs = lake.number("SELECT count(*) FROM spans WHERE input IS NOT NULL");
    assertThat(inputs).isPositive();
    assertThat(fromJson(with))
        .filteredOn(span -> span.attributes().containsKey("fantail.input"))
        .hasSize((int) inputs);
    assertThat(fromJson(export(sampled, "otlp", "without payloads")))
        .noneMatch(span -> span.attributes().containsKey("fantail.input"))
        .noneMatch(span -> span.attributes().containsKey("fantail.output"));
  }

  @Test
  void ofALargeMapRunTheSampleIsThereAndTheRestIsOneSpan() throws Exception {
    Path out = export(sampled, "otlp", "folded", "--map-run", mapRun);

    List<OtlpRead.Read> spans = fromJson(out);
    List<OtlpRead.Read> summaries =
        spans.stream().filter(span -> span.attributes().containsKey("fantail.summary")).toList();
    try (LakeReader lake = LakeReader.open(sampled)) {
      Row rest =
          lake.rows(
                  ("SELECT count(*), percentile(active_ms, 0.5), percentile(active_ms, 0.99), max(active_ms),"
                          + " sum(active_ms), count_if(status = 'SUCCEEDED'), min(trace_id) FROM executions"
                          + " WHERE map_run_arn = '%1$s' AND is_distributed_map_child AND execution_arn NOT IN"
                          + " (SELECT execution_arn FROM trace_samples WHERE map_run_arn = '%1$s')")
                      .formatted(mapRun))
              .get(0);
      assertThat(rest.getLong(0)).isPositive();
      assertThat(summaries).hasSize(1);
      Map<String, Object> figures = summaries.get(0).attributes();
      assertThat(figures)
          .containsEntry("fantail.summary.count", rest.getLong(0))
          .containsEntry("fantail.summary.p50_ms", rest.getDouble(1))
          .containsEntry("fantail.summary.p99_ms", rest.getDouble(2))
          .containsEntry("fantail.summary.max_ms", rest.getDouble(3))
          .containsEntry("fantail.summary.succeeded", rest.getLong(5));
      assertThat(Double.parseDouble(String.valueOf(figures.get("fantail.summary.sum_ms"))))
          .isCloseTo(rest.getDouble(4), within(0.01));
      Map<String, Double> weights = new TreeMap<>();
      for (OtlpRead.Read span : spans) {
        if (span.attributes().containsKey("fantail.sample.weight")) {
          weights.put(
              (String) span.attributes().get("fantail.execution_arn"),
              (Double) span.attributes().get("fantail.sample.weight"));
        }
      }
      Map<String, Double> expected = new TreeMap<>();
      lake.rows(
              "SELECT execution_arn, weight FROM trace_samples WHERE map_run_arn = '%s'"
                  .formatted(mapRun))
          .forEach(row -> expected.put(row.getString(0), row.getDouble(1)));
      assertThat(weights).isEqualTo(expected);
      assertOneTree(spans, rest.getString(6));
    }
  }

  /** Every span but the root hangs on another that is there. */
  private static void assertOneTree(List<OtlpRead.Read> spans, String traceId) {
    List<String> ids = spans.stream().map(OtlpRead.Read::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    List<OtlpRead.Read> roots =
        spans.stream()
            .filter(
                span -> !ids.contains(OtlpRead.hex(span.span().getParentSpanId().toByteArray())))
            .toList();
    assertThat(roots).hasSize(1);
    assertThat(roots.get(0).span().getParentSpanId().isEmpty()).isTrue();
    assertThat(spans)
        .allMatch(span -> OtlpRead.hex(span.span().getTraceId().toByteArray()).equals(traceId));
  }

  @Test
  void allChildrenAreThereWhereTheyAreAskedFor() throws Exception {
    Path out = export(sampled, "otlp", "whole run", "--map-run", mapRun, "--all");

    try (LakeReader lake = LakeReader.open(sampled)) {
      Map<String, Map<String, Object>> expected =
          spans(lake, "map_run_arn = '%s' AND is_distributed_map_child".formatted(mapRun));
      Map<String, Map<String, Object>> found = columns(fromJson(out));
      assertThat(found).containsAllEntriesOf(expected);
      // The parent, the state and the Map Run lead to them.
      found.keySet().removeAll(expected.keySet());
      assertThat(found.values())
          .extracting(columns -> String.valueOf(columns.get("kind")))
          .containsExactlyInAnyOrder("execution", "state", "map_run");
    }
  }

  @Test
  void anExecutionBringsWhatItStartedAndWhatLedToIt() throws Exception {
    try (LakeReader lake = LakeReader.open(sampled)) {
      Row child =
          lake.rows(
                  ("SELECT execution_arn, name, trace_id, parent_execution_arn FROM executions WHERE map_run_arn = '%1$s'"
                          + " AND is_distributed_map_child AND execution_arn NOT IN (SELECT execution_arn FROM"
                          + " trace_samples) ORDER BY 1")
                      .formatted(mapRun))
              .get(0);
      List<OtlpRead.Read> ofChild =
          fromJson(export(sampled, "otlp", "one child", "--execution", child.getString(0)));
      assertThat(columns(ofChild))
          .containsAllEntriesOf(spans(lake, "execution_arn = '%s'".formatted(child.getString(0))));
      assertOneTree(ofChild, child.getString(2));

      List<OtlpRead.Read> ofParent =
          fromJson(export(sampled, "otlp", "one parent", "--execution", child.getString(3)));
      assertOneTree(ofParent, child.getString(2));
      assertThat(ofParent)
          .filteredOn(span -> span.attributes().containsKey("fantail.summary"))
          .hasSize(
              (int)
                  lake.number(
                      "SELECT count(*) FROM map_runs WHERE parent_execution_arn = '%s'"
                          .formatted(child.getString(3))));
    }
  }

  @Test
  void chromeKeepsTheRulesOfItsFormat(LakeReader lake) throws Exception {
    List<JsonNode> cases =
        TraceRules.check(
            Files.readString(export(lake.uri(), "chrome", "c1", "--all").resolve("trace.json")));
    assertThat(cases)
        .hasSize((int) lake.number("SELECT count(*) FROM spans"))
        .noneMatch(event -> event.path("args").has("input"));

    List<JsonNode> folded =
        TraceRules.check(Files.readString(export(sampled, "chrome", "c2").resolve("trace.json")));
    assertThat(folded).filteredOn(event -> event.path("args").has("summary")).hasSize(2);
  }

  @Test
  void speedscopeAddsUpToTheTimeOfAllChildren() throws Exception {
    JsonNode file =
        ProfileRules.check(
            Files.readString(
                export(sampled, "speedscope", "time").resolve("time.speedscope.json")));

    try (LakeReader lake = LakeReader.open(sampled)) {
      Row all =
          lake.rows(
                  "SELECT count(queue_ms), sum(active_ms), sum(queue_ms), sum(cold_start_ms), sum(lambda_ms),"
                      + " sum(task_ms), sum(retry_ms), sum(wait_ms), sum(map_ms), sum(other_ms) FROM executions"
                      + " WHERE is_distributed_map_child AND queue_ms IS NOT NULL")
              .get(0);
      JsonNode profile = file.path("profiles").get(0);
      assertThat(profile.path("name").asText())
          .isEqualTo("All children (%d)".formatted(all.getLong(0)));
      assertThat(profile.path("endValue").asDouble()).isCloseTo(all.getDouble(1), within(1.0));
      Map<String, Double> parts = new LinkedHashMap<>();
      for (int i = 0; i < profile.path("samples").size(); i++) {
        JsonNode sample = profile.path("samples").get(i);
        String part =
            file.path("shared")
                .path("frames")
                .get(sample.get(sample.size() - 1).asInt())
                .path("name")
                .asText();
        parts.merge(part, profile.path("weights").get(i).asDouble(), Double::sum);
      }
      List<String> names =
          List.of("queue", "cold_start", "lambda", "task", "retry", "wait", "map", "other");
      for (int i = 0; i < names.size(); i++) {
        assertThat(parts.getOrDefault(names.get(i), 0.0))
            .as(names.get(i))
            .isCloseTo(all.getDouble(2 + i), within(0.01 * all.getDouble(1)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv"})
  void tablesReadBackAsTheyAre(String format, LakeReader lake) {
    Path out = export(lake.uri(), format, "tables " + format, "--payloads", "--all");

    for (String table : List.of("executions", "spans", "map_runs")) {
      List<String> columns =
          Stream.of(lake.rows("DESCRIBE " + table))
              .flatMap(List::stream)
              .map(row -> row.getString(0))
              .filter(name -> !name.startsWith("#"))
              .distinct()
              .toList();
      // Both as text: CSV has no other type.
      List<String> asText =
          columns.stream()
              .map(
                  name ->
                      switch (name) {
                        case "attributes", "map_run_states", "retried_at", "throttled_at" ->
                            "to_json(" + name + ") AS " + name;
                        default ->
                            name.endsWith("_at") && !format.equals("parquet")
                                ? "date_format("
                                    + name
                                    + ", \"yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX\") AS "
                                    + name
                                : "CAST(" + name + " AS STRING) AS " + name;
                      })
              .toList();
      List<String> expected =
          texts(lake.rows("SELECT " + String.join(", ", asText) + " FROM " + table));
      List<Row> read =
          format.equals("parquet")
              ? lake.rows(
                  "SELECT %s FROM parquet.`%s`"
                      .formatted(String.join(", ", asText), out.resolve(table)))
              : csv(lake, out.resolve(table), columns);
      assertThat(texts(read)).as(table).isEqualTo(expected);
    }
  }

  private static List<Row> csv(LakeReader lake, Path table, List<String> columns) {
    lake.rows(
        ("CREATE OR REPLACE TEMPORARY VIEW read_back USING csv OPTIONS (path '%s', header 'true', quote '\"',"
                + " escape '\"', multiLine 'true', emptyValue '')")
            .formatted(table));
    return lake.rows("SELECT " + String.join(", ", columns) + " FROM read_back");
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(row -> row.mkString("|")).sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"otlp", "parquet"})
  void theSameLakeMakesTheSameBytesAndForceReplacesThem(String format) throws Exception {
    Path out = export(sampled, format, "twice-" + format);
    Map<String, String> once = contents(out);
    Files.writeString(out.resolve("mine.txt"), "stays");

    Commands.Outcome refused =
        Commands.call("export", "--lake", sampled, "--format", format, "--out", out);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("is not empty. --force replaces a former export");
    Map<String, String> again = contents(export(sampled, format, "twice-" + format, "--force"));

    assertThat(again.remove("mine.txt")).isEqualTo("stays");
    assertThat(again).isEqualTo(once).isNotEmpty();
  }

  /** Every file, hidden ones too, by its name. */
  private static Map<String, String> contents(Path out) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            out.relativize(file).toString(),
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  @Test
  void whatAKilledExportLeftIsTakenAway() throws Exception {
    Path out = Files.createDirectories(folder.resolve("killed"));
    Files.createDirectories(out.resolve(".fantail-export-of-another/spark-spans"));
    Files.writeString(out.resolve(".fantail-export-of-another/traces.jsonl"), "half");

    export(sampled, "otlp", "killed");

    assertThat(contents(out)).containsOnlyKeys("traces.jsonl", "traces.pb");
    assertThat(out).isDirectoryNotContaining("glob:**.fantail*");
  }

  @Test
  void aProgramIsToldWhatWasWritten() throws Exception {
    Path out = folder.resolve("told");
    Commands.Outcome outcome =
        Commands.succeed("export", "--lake", sampled, "--format", "otlp", "--out", out, "--json");

    JsonNode told = Json.tree(outcome.out());
    assertThat(told.path("spans").asInt()).isEqualTo(fromJson(out).size());
    assertThat(told.path("files").get(1).path("bytes").asLong())
        .isEqualTo(Files.size(out.resolve("traces.jsonl")));
    try (LakeReader lake = LakeReader.open(sampled)) {
      assertThat(told.path("executions").asLong() + told.path("children_in_summaries").asLong())
          .isEqualTo(lake.number("SELECT count(*) FROM executions"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format otlp | 2 | Nothing says where to export to: --out DIR, --send URL or both.",
        "--format chrome | 2 | Nothing says where to export to: --out DIR.",
        "--format chrome --send http://localhost | 2 | --send is for --format otlp alone.",
        "--format otlp --send localhost:4318 | 2 | --send is no endpoint such as",
        "--format otlp --send ftp://localhost/x | 2 | --send is no endpoint such as",
        "--format otlp --send http://me:secret@localhost | 2 | --send has more in it than an address",
        "--format otlp --send http://localhost/v1/traces?key=secret | 2 | --send has more in it",
        "--format otlp --out x --execution a --map-run b | 2 | --execution and --map-run are both given",
        "--format otlp --out x --execution nobody | 4 | No execution nobody of the beginning to the end is in",
        "--format otlp --out x --map-run nobody | 4 | No Map Run nobody",
        "--format otlp --out x --from 2001-01-01 --to 2001-01-02 | 4 | No execution of 2001-01-01 is in",
        "--format svg --out x | 2 | Invalid value for option '--format'",
      })
  void whatCannotBeDoneIsSaid(String options, int exitCode, String message) {
    List<Object> command = new ArrayList<>(List.of("export", "--lake", sampled));
    command.addAll(
        List.of(options.replace("--out x", "--out " + folder.resolve("never")).split(" ")));

    Commands.Outcome outcome = Commands.call(command.toArray());

    assertThat(outcome.err()).contains(message).doesNotContain("secret");
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @Test
  void anEndpointGetsEverySpanOrTheReasonIsSaid() throws Exception {
    List<ExportTraceServiceRequest> requests = new ArrayList<>();
    int[] status = {200};
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          synchronized (requests) {
            requests.add(OtlpRead.protobuf(exchange.getRequestBody().readAllBytes()));
          }
          exchange.sendResponseHeaders(status[0], -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      Commands.Outcome sent =
          Commands.succeed("export", "--lake", sampled, "--format", "otlp", "--send", url);
      assertThat(sent.out()).contains("Sent to " + url + "/v1/traces.");
      Path out = export(sampled, "otlp", "also as a file");
      assertThat(columnsOrSummaries(OtlpRead.spans(requests)))
          .isEqualTo(columnsOrSummaries(fromJson(out)));

      status[0] = 403;
      Commands.Outcome refused =
          Commands.call("export", "--lake", sampled, "--format", "otlp", "--send", url);
      assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(refused.err()).contains("The endpoint " + url + "/v1/traces answered HTTP 403.");
    } finally {
      server.stop(0);
    }
  }

  private static List<@Nullable Object> columnsOrSummaries(List<OtlpRead.Read> spans) {
    return new ArrayList<>(spans.stream().map(OtlpRead.Read::span).toList());
  }
}
