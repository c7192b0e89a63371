package io.fantail.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.job.message.ExitCode;
import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code compare} as a user calls it, on two days of four Map Runs each: on the second day the
 * function has another version, takes 1.7 times as long, and fails in a new way.
 */
class CompareIT {
  private static final long DAY = 24 * 3_600_000L;
  private static final long RUN = 300_000;
  private static final int RUNS = 4;
  private static final int CHILDREN = 60;
  private static final double SLOWER = 1.7;
  private static final long NINE = Instant.parse("2026-08-24T09:00:00Z").toEpochMilli();
  private static final String BASE = "2026-08-23/2026-08-24";
  private static final String AGAINST = "2026-08-24/2026-08-25";

  private static Path lake = Path.of("");
  private static JsonNode days = VendedLog.MAPPER.createObjectNode();

  @BeforeAll
  static void runOnce(@TempDir Path folder) throws IOException {
    Path archive = folder.resolve("archive");
    for (int day = -1; day <= 0; day++) {
      Random random = new Random(day);
      for (int run = 0; run < RUNS; run++) {
        double pace = Math.exp(0.03 * random.nextGaussian()) * (day == 0 ? SLOWER : 1);
        write(archive.resolve("day" + day + "-run" + run), day, run, pace, random);
      }
    }
    lake = folder.resolve("lake");
    Commands.succeed(
        "run",
        "--archive",
        archive,
        "--lake",
        lake,
        "--price-per-transition=0.000025",
        "--price-per-gb-second=0.0000166667",
        "--price-per-request=0.0000002");
    days = compare("--base", BASE, "--against", AGAINST);
  }

  private static void write(Path folder, int day, int run, double pace, Random random)
      throws IOException {
    long startsAt = day * DAY + run * RUN;
    ArchiveFiles.write(
        folder.resolve("parent.jsonl"),
        new VendedLog("orders:parent" + day + "-" + run)
            .pause(startsAt)
            .add("ExecutionStarted", Map.of("input", "{}"))
            .add("MapStateEntered", Map.of("name", "Each order"))
            .add("MapStateStarted", Map.of("length", CHILDREN))
            .add("MapRunStarted", Map.of("mapRunArn", runArn(day, run)))
            .pause(200_000)
            .add("MapRunSucceeded", Map.of())
            .add("MapStateSucceeded", Map.of())
            .add("MapStateExited", Map.of("name", "Each order"))
            .add("ExecutionSucceeded", Map.of())
            .text());
    StringBuilder children = new StringBuilder();
    List<Map<String, Object>> lines = new ArrayList<>();
    for (int child = 0; child < CHILDREN; child++) {
      long lambdaMs = Math.round(200 * pace * Math.exp(0.3 * random.nextGaussian()));
      long childAt = startsAt + 1_000 + child * 2_500L;
      children.append(child(day, run, child, childAt, lambdaMs));
      addLines(
          lines,
          day,
          "0b6f2b57-%04d-4%03d-8000-%012d".formatted(day + 1, run, child),
          NINE + childAt + 350,
          lambdaMs);
    }
    ArchiveFiles.write(folder.resolve("children.jsonl"), children.toString());
    ArchiveFiles.write(
        folder.resolve("lambda.json"),
        VendedLog.json(
            Map.of(
                "messageType",
                "DATA_MESSAGE",
                "owner",
                "444455556666",
                "logGroup",
                "/aws/lambda/check-order",
                "logStream",
                "2026/08/%d/[%s]0123456789abcdef0123456789abcd%02d"
                    .formatted(24 + day, version(day), run),
                "subscriptionFilters",
                List.of("all"),
                "logEvents",
                lines)));
  }

  private static String child(int day, int run, int child, long startsAt, long lambdaMs) {
    VendedLog log =
        new VendedLog("orders/Each:of" + day + "-" + run + "-" + child)
            .pause(startsAt)
            .add("ExecutionStarted", Map.of("input", "{\"order\":\"" + run + "-" + child + "\"}"))
            .add("TaskStateEntered", Map.of("name", "Check", "input", "{}"))
            .add(
                "TaskScheduled",
                Map.of(
                    "resource",
                    "invoke",
                    "resourceType",
                    "lambda",
                    "parameters",
                    VendedLog.json(Map.of("FunctionName", "check-order:" + version(day)))))
            .pause(lambdaMs);
    String error = day == 0 ? (child % 6 == 5 ? "NewFault" : null) : child == 7 ? "OldFault" : null;
    if (error != null) {
      String cause = "No stock of \"item-" + run + child + "\"";
      return log.add("TaskFailed", call(Map.of("error", error, "cause", cause)))
          .add("ExecutionFailed", Map.of("error", error, "cause", cause))
          .text();
    }
    return log.add("TaskSucceeded", call(Map.of("output", "{}")))
        .add("TaskStateExited", Map.of("name", "Check", "output", "{}"))
        .add("ExecutionSucceeded", Map.of("output", "{}"))
        .text();
  }

  private static Map<String, Object> call(Map<String, Object> more) {
    Map<String, Object> details = new HashMap<>(more);
    details.put("resource", "invoke");
    details.put("resourceType", "lambda");
    return details;
  }

  private static void addLines(
      List<Map<String, Object>> lines, int day, String requestId, long startsAt, long lambdaMs) {
    addLine(lines, startsAt, "START RequestId: " + requestId + " Version: " + version(day));
    addLine(lines, startsAt + lambdaMs, "END RequestId: " + requestId);
    addLine(
        lines,
        startsAt + lambdaMs,
        "REPORT RequestId: %s\tDuration: %d.00 ms\tBilled Duration: %d ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t"
            .formatted(requestId, lambdaMs, lambdaMs));
  }

  private static void addLine(List<Map<String, Object>> lines, long at, String text) {
    lines.add(Map.of("id", "id-" + at + "-" + lines.size(), "timestamp", at, "message", text));
  }

  private static String version(int day) {
    return day == 0 ? "8" : "7";
  }

  private static String runArn(int day, int run) {
    return "arn:aws:states:eu-west-1:444455556666:mapRun:orders/Each:%d000000%d-1111-2222-3333-444444444444"
        .formatted(day + 1, run);
  }

  private static JsonNode compare(Object... sides) throws IOException {
    Object[] command = new Object[sides.length + 4];
    System.arraycopy(new Object[] {"compare", "--lake", lake, "--json"}, 0, command, 0, 4);
    System.arraycopy(sides, 0, command, 4, sides.length);
    return VendedLog.MAPPER.readTree(Commands.succeed(command).out());
  }

  private static JsonNode change(JsonNode comparison, String kind, boolean isChild, String figure) {
    return StreamSupport.stream(comparison.path("changes").spliterator(), false)
        .filter(one -> one.path("kind").asText().equals(kind))
        .filter(one -> one.path("is_distributed_map_child").asBoolean() == isChild)
        .filter(one -> one.path("figure").asText().equals(figure))
        .findAny()
        .orElseThrow(() -> new AssertionError(comparison.toPrettyString()));
  }

  @Test
  void comparesDays() {
    JsonNode comparison = days;

    assertThat(comparison.at("/base/children").asLong()).isEqualTo(RUNS * CHILDREN);
    assertThat(comparison.at("/against/map_runs").asLong()).isEqualTo(RUNS);
    assertThat(comparison.at("/against/others").asLong()).isEqualTo(RUNS);
    for (String kind : List.of("execution", "state", "lambda")) {
      JsonNode p50 = change(comparison, kind, true, "p50");
      assertThat(p50.path("verdict").asText()).as(p50.toString()).isEqualTo("slower");
      assertThat(p50.path("method").asText()).isEqualTo("welch");
      assertThat(p50.path("base_runs").asInt()).isEqualTo(RUNS);
    }
    JsonNode lambda = change(comparison, "lambda", true, "p50");
    assertThat(lambda.path("ratio_low").asDouble()).isLessThan(SLOWER);
    assertThat(lambda.path("ratio_high").asDouble()).isGreaterThan(SLOWER);
    assertThat(lambda.path("name").asText()).isEqualTo("check-order");
    JsonNode errors = change(comparison, "execution", true, "error_rate");
    assertThat(errors.path("verdict").asText()).isEqualTo("slower");
    assertThat(errors.path("base").asDouble()).isCloseTo(1 / 60.0, within(1e-9));
    assertThat(errors.path("base_ms").isNull()).isTrue();
    assertThat(change(comparison, "execution", false, "p95").path("verdict").asText())
        .isEqualTo("unknown");
    assertThat(comparison.at("/errors_new/0/error").asText()).isEqualTo("NewFault");
    assertThat(comparison.at("/errors_new/0/executions").asLong()).isEqualTo(RUNS * 10);
    assertThat(comparison.at("/errors_new/0/message_template").asText())
        .isEqualTo("No stock of <value>");
    assertThat(comparison.at("/errors_gone/0/error").asText()).isEqualTo("OldFault");
    assertThat(comparison.at("/parts/0/part").asText()).isEqualTo("lambda");
    assertThat(comparison.at("/changes/0/verdict").asText()).isEqualTo("slower");
  }

  /** Of each run's 60 orders one failed on the first day, and ten on the second. */
  @Test
  void comparesTheSameItemsPairByPair() {
    JsonNode items = change(days, "execution", true, "same_item");

    assertThat(items.path("method").asText()).isEqualTo("signed_rank_by_run");
    assertThat(items.path("verdict").asText()).isEqualTo("slower");
    assertThat(items.path("base_count").asLong()).isEqualTo(RUNS * 49);
    assertThat(items.path("base_runs").asInt()).isEqualTo(RUNS);
    assertThat(items.path("quantile").isNull()).isTrue();
    JsonNode p50 = change(days, "execution", true, "p50");
    assertThat(items.path("name")).isEqualTo(p50.path("name"));
    assertThat(items.path("state_machine_name")).isEqualTo(p50.path("state_machine_name"));
    assertThat(items.path("base_ms").asDouble())
        .isCloseTo(p50.path("base_ms").asDouble(), withinPercentage(10));
    assertThat(items.path("ratio").asDouble())
        .isCloseTo(p50.path("ratio").asDouble(), withinPercentage(10));
  }

  @Test
  void itsPercentilesAreThoseOfLatency() {
    JsonNode p95 = change(days, "state", true, "p95");
    try (LakeReader reader = LakeReader.open(lake)) {
      List<Double> latency =
          reader
              .rows(
                  "SELECT p95_ms FROM latency WHERE kind = 'state' AND is_distributed_map_child"
                      + " ORDER BY day")
              .stream()
              .map(row -> row.getDouble(0))
              .toList();
      assertThat(List.of(p95.path("base_ms").asDouble(), p95.path("against_ms").asDouble()))
          .isEqualTo(latency);
    }
  }

  /** Most of a child's cost are its state transitions, of which a child that fails has fewer. */
  @Test
  void comparesWhatChildrenOfMapRunsCost() {
    JsonNode cost = change(days, "execution", true, "cost");
    try (LakeReader reader = LakeReader.open(lake)) {
      List<Double> costs =
          reader
              .rows("SELECT sum(cost) / sum(children) FROM map_runs GROUP BY day ORDER BY day")
              .stream()
              .map(row -> row.getDouble(0))
              .toList();
      assertThat(cost.path("base").asDouble()).isPositive().isCloseTo(costs.get(0), within(1e-12));
      assertThat(cost.path("against").asDouble()).isCloseTo(costs.get(1), within(1e-12));
    }
    assertThat(cost.path("method").asText()).isEqualTo("welch");
    assertThat(cost.path("base_ms").isNull()).isTrue();
    assertThat(days.path("changes").findValuesAsText("figure"))
        .filteredOn(figure -> figure.equals("cost"))
        .hasSize(1);
  }

  @Test
  void everyKeyIsDocumented() throws IOException {
    String page = Files.readString(Commands.REPOSITORY.resolve("jobs/TABLES.md"));
    Set<String> keys = new TreeSet<>();
    addKeys(days, keys);
    assertThat(keys).contains("changes", "ratio_low", "errors_gone", "change_ms");
    assertThat(keys).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }

  private static void addKeys(JsonNode json, Set<String> keys) {
    json.fieldNames().forEachRemaining(keys::add);
    json.forEach(child -> addKeys(child, keys));
  }

  /** The hours of a day come to what the day does, as does the version that ran on it. */
  @Test
  void hoursAndVersionsChooseExecutions() throws IOException {
    JsonNode hours =
        compare(
            "--base",
            "2026-08-23T08:00:00Z/2026-08-23T12:00:00Z",
            "--against",
            "2026-08-24T08:00:00Z/2026-08-24T12:00:00Z");
    assertThat(hours.path("changes")).isEqualTo(days.path("changes"));
    assertThat(hours.path("parts")).isEqualTo(days.path("parts"));

    JsonNode versions = compare("--base-version", "7", "--against-version", "8");
    assertThat(versions.at("/base/is").asText()).isEqualTo("version 7");
    for (String figure : List.of("p50", "p95", "error_rate")) {
      JsonNode expected = change(days, "execution", true, figure);
      JsonNode found = change(versions, "execution", true, figure);
      assertThat(found.path("ratio")).isEqualTo(expected.path("ratio"));
      assertThat(found.path("base")).isEqualTo(expected.path("base"));
    }
  }

  /** From 9:05 to 9:15 the children of the second and third Map Run started. */
  @Test
  void aWindowIsHalfOpenByTheStartOfExecutions() throws IOException {
    JsonNode comparison =
        compare(
            "--base",
            "2026-08-24T09:05:00.1Z/2026-08-24T09:15:00.1Z",
            "--against",
            "2026-08-24T09:15:00.1Z/2026-08-24T09:20:00Z");
    assertThat(comparison.at("/base/children").asLong()).isEqualTo(2 * CHILDREN);
    assertThat(comparison.at("/base/others").asLong()).isEqualTo(2);
    assertThat(comparison.at("/against/others").asLong()).isEqualTo(1);
    JsonNode p50 = change(comparison, "execution", true, "p50");
    assertThat(p50.path("method").asText()).isEqualTo("mover");
    assertThat(p50.path("note").asText()).contains("whether the next will is not known");
  }

  @Test
  void comparesMapRuns() throws IOException {
    JsonNode comparison =
        compare("--base-map-run", runArn(-1, 1), "--against-map-run", runArn(0, 2));

    assertThat(comparison.at("/base/children").asLong()).isEqualTo(CHILDREN);
    assertThat(comparison.at("/base/others").asLong()).isZero();
    JsonNode p50 = change(comparison, "execution", true, "p50");
    assertThat(p50.path("method").asText()).isEqualTo("mover");
    assertThat(p50.path("verdict").asText()).isEqualTo("slower");
    JsonNode p95 = change(comparison, "execution", true, "p95");
    assertThat(p95.path("ratio_low").isNull()).isTrue();
    assertThat(p95.path("note").asText()).contains("needs 72");
  }

  @Test
  void failsOnWhatIsSurelySlower() {
    Commands.Outcome broken =
        Commands.call(
            "compare",
            "--lake",
            lake,
            "--base",
            BASE,
            "--against",
            AGAINST,
            "--fail-on",
            "p95:1.2",
            "--fail-on",
            "error_rate:1.5");
    assertThat(broken.exitCode()).as(broken.both()).isEqualTo(ExitCode.GATE_BROKEN);
    assertThat(broken.out().replaceAll("\\s+", " "))
        .contains(
            "Broken: --fail-on p95:1.2: p95 of function check-order of children of orders/Each is at least")
        .contains("Broken: --fail-on error_rate:1.5")
        .contains("slower")
        .contains("ms more on average: lambda +")
        .contains("NewFault");
    assertThat(
            Commands.call(
                    "compare",
                    "--lake",
                    lake,
                    "--base",
                    BASE,
                    "--against",
                    AGAINST,
                    "--fail-on",
                    "p95:3",
                    "--json")
                .exitCode())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void printsNoMoreThanItIsAskedFor() throws IOException {
    JsonNode comparison = compare("--base", BASE, "--against", AGAINST, "--limit", "2");
    assertThat(comparison.path("changes")).hasSize(2);
    assertThat(comparison.at("/verdicts/slower").asLong()).isGreaterThan(2);
    assertThat(
            Commands.succeed(
                    "compare", "--lake", lake, "--base", BASE, "--against", AGAINST, "--limit", "2")
                .out())
        .contains("... and more: raise --limit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --base 2026-08-23/2026-08-24 --against 2027-01-01/2027-01-02 | No execution in the lake is of 2027-01-01/2027-01-02. Its executions started from 2026-08-23 to 2026-08-24
          --base-version 7 --against-version 9                         | No execution in the lake is of version 9. The versions that are: SELECT
          --base-map-run a --against-map-run b                         | There is no Map Run a in the lake
          """)
  void saysWhenASideIsEmpty(String sides, String message) {
    Object[] words = ("compare --lake " + lake + " " + sides).split(" ", -1);
    Commands.Outcome outcome = Commands.call(words);

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.NOTHING_MATCHED);
    assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                            | What is compared with what?
          --base 2026-08-23/2026-08-24                                  | --base is compared with what? --against is missing.
          --against-version 3                                           | --against-version is compared with what? --base-version is missing.
          --base 2026-08-23 --against 2026-08-24                        | '2026-08-23' is not FROM/TO
          --base 2026-08-23/x --against 2026-08-24/2026-08-25           | 'x' is no date
          --base 2026-08-23/2026-08-23 --against 2026-08-24/2026-08-25  | has no time in it
          --base 2026-08-23/2026-08-25 --against 2026-08-24/2026-08-26  | overlap
          --base-version 3 --against-version 3                          | Both sides are the same version: 3.
          --base-version 3 --against-version 4 --base-map-run a --against-map-run b | Only one pair
          --base-version 3 --against-version 4 --fail-on p96:2          | 'p96' is no figure
          --base-version 3 --against-version 4 --limit 0                | --limit is not above 0
          """)
  void refusesWhatItCannotMean(String sides, String message) {
    Object[] words = ("compare --lake nowhere " + sides).strip().split(" ", -1);
    Commands.Outcome outcome = Commands.call(words);

    assertThat(outcome.exitCode()).as(outcome.both()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
  }
}
