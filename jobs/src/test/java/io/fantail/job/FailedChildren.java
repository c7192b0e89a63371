package io.fantail.job;

import io.fantail.testing.ArchiveFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An archive of one Map Run that failed, with children whose inputs have all forms. */
final class FailedChildren {
  static final String PARENT = "arn:aws:states:eu-west-1:444455556666:execution:orders:night";
  static final String MAP_RUN =
      "arn:aws:states:eu-west-1:444455556666:mapRun:orders/Fan:0000000a-1111-2222-3333-444444444444";

  /** Items of the child whose input is beyond the usual payload limit. */
  static final int LONG_BATCH = 300;

  private FailedChildren() {}

  static Path write(Path archive) throws IOException {
    ArchiveFiles.write(archive.resolve("parent.jsonl"), parent());
    ArchiveFiles.write(
        archive.resolve("children.jsonl"),
        String.join("", object(), row(), batch(), timedOut(), tooLong(), succeeded()));
    return archive;
  }

  private static String parent() {
    return new VendedLog("orders:night")
        .add("ExecutionStarted", Map.of("input", "{}"))
        .add("MapStateEntered", Map.of("name", "Fan out"))
        .add("MapStateStarted", Map.of("length", 0))
        .add("MapRunStarted", Map.of("mapRunArn", MAP_RUN))
        .pause(600_000)
        .add("MapRunFailed", Map.of("error", "States.ExceedToleratedFailureThreshold"))
        .add("MapStateFailed", Map.of())
        .add("ExecutionFailed", Map.of("error", "States.ExceedToleratedFailureThreshold"))
        .text();
  }

  private static VendedLog child(String name, Object input) {
    return new VendedLog("orders/Fan:" + name)
        .pause(60_000)
        .add("ExecutionStarted", Map.of("input", VendedLog.json(input)));
  }

  private static VendedLog attempt(VendedLog child) {
    return child.add(
        "TaskScheduled",
        Map.of(
            "resourceType", "lambda",
            "resource", "invoke",
            "parameters", "{\"FunctionName\":\"work\",\"card\":4111}"));
  }

  /** An object of S3, tried twice. */
  private static String object() {
    Map<String, String> failure =
        Map.of("resourceType", "lambda", "resource", "invoke", "error", "Boom", "cause", "no");
    VendedLog child =
        child("object", Map.of("Key", "in/\"a\".csv", "Size", 12))
            .add("TaskStateEntered", Map.of("name", "Work"));
    return attempt(attempt(child).add("TaskFailed", failure))
        .add("TaskFailed", failure)
        .add("ExecutionFailed", Map.of("error", "Boom", "cause", "no"))
        .text();
  }

  /** A row of CSV, with a value that may be masked. */
  private static String row() {
    return child("row", Map.of("id", "7", "card", "4111", "note", "a,b\n\"c\""))
        .add("PassStateEntered", Map.of("name", "Check"))
        .add("ExecutionAborted", Map.of())
        .text();
  }

  /** A batch of three, of which the function's partial response names one. */
  private static String batch() {
    List<Map<String, String>> items =
        List.of(Map.of("id", "o-1"), Map.of("id", "o-2"), Map.of("id", "o-3"));
    VendedLog child =
        child("batch", Map.of("Items", items)).add("TaskStateEntered", Map.of("name", "Work"));
    return attempt(child)
        .add(
            "TaskSucceeded",
            Map.of(
                "resourceType", "lambda",
                "resource", "invoke",
                "output",
                    "{\"Payload\":{\"batchItemFailures\":[{\"itemIdentifier\":\"o-2\"}]},\"StatusCode\":200}"))
        .add("TaskStateExited", Map.of("name", "Work", "output", "{}"))
        .add("FailStateEntered", Map.of("name", "Refuse"))
        .add("ExecutionFailed", Map.of("error", "Refused", "cause", "1 of 3 failed"))
        .text();
  }

  /** A batch of two, of which nothing says which is to blame. */
  private static String timedOut() {
    return child("timed-out", Map.of("BatchInput", Map.of("day", 1), "Items", List.of(4, 5)))
        .add("PassStateEntered", Map.of("name", "Check"))
        .add("ExecutionTimedOut", Map.of())
        .text();
  }

  private static String tooLong() {
    List<Map<String, String>> items =
        IntStream.range(0, LONG_BATCH)
            .mapToObj(number -> Map.of("id", "long-" + number, "text", "x".repeat(20)))
            .toList();
    return child("too-long", Map.of("Items", items))
        .add("ExecutionFailed", Map.of("error", "States.Runtime", "cause", "no such path"))
        .text();
  }

  private static String succeeded() {
    return child("fine", Map.of("id", "8"))
        .add("ExecutionSucceeded", Map.of("output", "{}"))
        .text();
  }
}
