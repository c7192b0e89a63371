package io.fantail.testing.workflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** What the API and the ResultWriter say of executions and Map Runs. */
final class ApiAnswers {
  private ApiAnswers() {}

  static ObjectNode describeExecution(TrueExecution execution) {
    ObjectNode answer = listed(execution);
    answer.remove("itemCount");
    return answer.put("input", execution.input.json()).put("redriveStatus", "NOT_REDRIVABLE");
  }

  /** An element of what {@code ListExecutions} answers. */
  static ObjectNode listed(TrueExecution execution) {
    String arn = execution.arn();
    ObjectNode answer = object().put("executionArn", arn);
    answer.put("stateMachineArn", machineArn(arn)).put("name", arn.split(":", -1)[7]);
    List<WrittenEvent> events = execution.events();
    WrittenEvent last = events.get(events.size() - 1);
    boolean ended =
        List.of("Succeeded", "Failed", "Aborted", "TimedOut").stream()
            .anyMatch(word -> last.type().equals("Execution" + word));
    answer.put("status", ended ? status(last) : "RUNNING");
    answer.put("startDate", at(events.get(0).atMillis()));
    if (ended) {
      answer.put("stopDate", at(last.atMillis()));
    }
    if (execution.mapRunArn != null) {
      answer.put("mapRunArn", execution.mapRunArn).put("itemCount", 1);
    }
    return answer.put("redriveCount", last.redriveCount());
  }

  /** A row of {@code SUCCEEDED_0.json} or {@code FAILED_0.json}; the folder names the Map Run. */
  static ObjectNode result(TrueExecution execution) {
    ObjectNode listed = listed(execution);
    ObjectNode row = object();
    listed
        .properties()
        .forEach(
            field ->
                row.set(
                    Character.toUpperCase(field.getKey().charAt(0)) + field.getKey().substring(1),
                    field.getValue()));
    row.remove(List.of("MapRunArn", "ItemCount"));
    return row.put("Input", execution.input.json());
  }

  /** With its counts, and without saying how it ended. */
  static ObjectNode describeMapRun(
      String mapRunArn, String parentArn, long startAt, TrueCounts counts) {
    ObjectNode answer = object().put("mapRunArn", mapRunArn).put("executionArn", parentArn);
    answer.put("status", "RUNNING").put("startDate", at(startAt));
    putCounts(answer.putObject("itemCounts"), counts);
    putCounts(answer.putObject("executionCounts"), counts);
    return answer;
  }

  private static void putCounts(ObjectNode json, TrueCounts counts) {
    json.put("pending", counts.pending()).put("running", 0).put("succeeded", counts.succeeded());
    json.put("failed", counts.failed()).put("timedOut", counts.timedOut());
    json.put("aborted", counts.aborted()).put("total", counts.total()).put("resultsWritten", 0);
  }

  private static String machineArn(String arn) {
    String[] parts = arn.split(":", -1);
    return String.join(":", List.of(parts).subList(0, 5)) + ":stateMachine:" + parts[6];
  }

  private static String status(WrittenEvent last) {
    return switch (last.type()) {
      case "ExecutionSucceeded" -> "SUCCEEDED";
      case "ExecutionAborted" -> "ABORTED";
      case "ExecutionTimedOut" -> "TIMED_OUT";
      default -> "FAILED";
    };
  }

  private static String at(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
