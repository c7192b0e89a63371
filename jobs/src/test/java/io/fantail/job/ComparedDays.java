package io.fantail.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A lake of two days of four Map Runs each, for tests of {@code compare}, made once in a JVM: on
 * the second day the function has another version, takes 1.7 times as long, and fails in a new way.
 * Each run of the second day is given the orders of one of the first.
 */
final class ComparedDays {
  private static final long DAY = 24 * 3_600_000L;
  private static final long RUN = 300_000;
  static final int RUNS = 4;
  static final int CHILDREN = 60;
  static final double SLOWER = 1.7;
  private static final long NINE = Instant.parse("2026-08-24T09:00:00Z").toEpochMilli();
  static final String BASE = "2026-08-23/2026-08-24";
  static final String AGAINST = "2026-08-24/2026-08-25";

  private static @Nullable Path written;
  private static @Nullable JsonNode compared;
  private static String screen = "";

  private ComparedDays() {}

  /** The lake, whose folder is deleted when the JVM ends. */
  static synchronized Path lake() {
    Path folder = written == null ? run(CaseLake.deletedAtExit("fantail-compared")) : written;
    written = folder;
    return folder;
  }

  /** What {@code run} printed of the second day. */
  static synchronized String screen() {
    lake();
    return screen;
  }

  /** The second day against the first, as {@code --json} prints it. */
  static synchronized JsonNode days() {
    JsonNode found = compared == null ? compare("--base", BASE, "--against", AGAINST) : compared;
    compared = found;
    return found;
  }

  private static Path run(Path folder) {
    Path archive = folder.resolve("archive");
    for (int day = -1; day <= 0; day++) {
      Random random = new Random(day);
      for (int run = 0; run < RUNS; run++) {
        double pace = Math.exp(0.03 * random.nextGaussian()) * (day == 0 ? SLOWER : 1);
        try {
          write(archive.resolve("day" + day + "-run" + run), day, run, pace, random);
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }
    Path lake = folder.resolve("lake");
    screen =
        Commands.succeed(
                "run",
                "--archive",
                archive,
                "--lake",
                lake,
                "--price-per-transition=0.000025",
                "--price-per-gb-second=0.0000166667",
                "--price-per-request=0.0000002")
            .out();
    return lake;
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
        DeliveredLog.of(
            "/aws/lambda/check-order",
            "2026/08/%d/[%s]0123456789abcdef0123456789abcd%02d"
                .formatted(24 + day, version(day), run),
            lines));
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

  static String runArn(int day, int run) {
    return "arn:aws:states:eu-west-1:444455556666:mapRun:orders/Each:%d000000%d-1111-2222-3333-444444444444"
        .formatted(day + 1, run);
  }

  /** What {@code compare --json} prints with these options. */
  static JsonNode compare(Object... sides) {
    Object[] command = new Object[sides.length + 4];
    System.arraycopy(new Object[] {"compare", "--lake", lake(), "--json"}, 0, command, 0, 4);
    System.arraycopy(sides, 0, command, 4, sides.length);
    try {
      return VendedLog.MAPPER.readTree(Commands.succeed(command).out());
    } catch (JsonProcessingException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  static JsonNode change(JsonNode comparison, String kind, boolean isChild, String figure) {
    return StreamSupport.stream(comparison.path("changes").spliterator(), false)
        .filter(one -> one.path("kind").asText().equals(kind))
        .filter(one -> one.path("is_distributed_map_child").asBoolean() == isChild)
        .filter(one -> one.path("figure").asText().equals(figure))
        .findAny()
        .orElseThrow(() -> new AssertionError(comparison.toPrettyString()));
  }
}
