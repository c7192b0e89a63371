package io.fantail.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fantail.testing.ArchiveFiles;
import io.fantail.testing.AwsSpanJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An archive with a secret in each form that is masked, in each place that a payload can stand. */
final class SecretArchive {
  static final String SECRET = "SECRET";
  static final String KEYS = "password,token,authorization,api-key,Cookie";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PREFIX = "arn:aws:states:eu-west-1:111122223333:execution:secrets:";
  private static final String REQUEST = "4a91b5d5-28c3-4cb9-bc45-e63b8f739d%02d";

  /** 2026-10-05T08:00:00Z. */
  private static final long START = 1_791_187_200_000L;

  private final Path folder;
  private final List<String> forms;

  SecretArchive(Path folder) throws IOException {
    this.folder = folder;
    this.forms = forms();
  }

  int formCount() {
    return forms.size();
  }

  /** Every form that holds a secret, of the file by which the masks themselves are tested. */
  private static List<String> forms() throws IOException {
    try (InputStream file = SecretArchive.class.getResourceAsStream("/redaction/forms.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#") && line.contains("SECR"))
          .map(
              line ->
                  line.startsWith("lines:")
                      ? line.substring("lines:".length()).replace("\\n", "\n").replace("\\r", "\r")
                      : line)
          .toList();
    }
  }

  /** Where a payload can stand. */
  void writePayloads() throws IOException {
    write("history.json", history());
    write("descriptions/described.json", described());
    write(
        "results/0a1b2c3d-0000-4000-8000-000000000001/FAILED_0.json",
        "[" + result(forms.get(0), forms.get(1)) + "," + result(forms.get(2), forms.get(20)) + "]");
    writeFanOut();
    write("lambda/text.json", subscription("/aws/lambda/fn-secrets", lambdaLines()));
    write("lambda/json.json", subscription("/aws/lambda/fn-json", jsonLines()));
    write("torn/vended.json", subscription("/aws/vendedlogs/states/secrets", tornLines()));
    write("spans/spans.json", subscription("aws/spans", List.of(span("Orders", forms.get(20)))));
  }

  /** Names of errors and spans, and ids: they are kept whatever the limit. */
  void writeNames() throws IOException {
    ArrayNode events = MAPPER.createArrayNode();
    event(events, 1, "ExecutionStarted", "executionStartedEventDetails")
        .put(
            "input",
            "{\"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID\":\"hunter2\",\"token\":\"SECRET\"}");
    event(events, 2, "ExecutionFailed", "executionFailedEventDetails")
        .put("error", "Login(password=SECRET)");
    write("names/history.json", history("names", events));
    write(
        "names/json.json",
        subscription(
            "/aws/lambda/fn-names",
            List.of(
                "{\"level\":\"ERROR\",\"requestId\":\"SECRET\",\"errorType\":\"password=SECRET\","
                    + "\"errorMessage\":\"password=SECRET\",\"stackTrace\":[]}",
                "START RequestId: " + REQUEST.formatted(90) + " Version: SECRET",
                "REPORT RequestId: "
                    + REQUEST.formatted(90)
                    + "\tDuration: 5.00 ms\tStatus: error\tError Type: password=SECRET\t\n"
                    + "XRAY TraceId: SECRET\tSegmentId: 1\tSampled: true\t")));
    write(
        "names/spans.json",
        subscription("aws/spans", List.of(span("GET /login?password=SECRET", "none"))));
  }

  private String history() {
    ArrayNode events = MAPPER.createArrayNode();
    event(events, 1, "ExecutionStarted", "executionStartedEventDetails")
        .put("input", "{\"keep\":1e400,\"password\":\"SECRET\"}");
    int id = 1;
    for (String form : forms) {
      event(events, ++id, "PassStateEntered", "stateEnteredEventDetails")
          .put("name", "P" + id)
          .put("input", form);
      ObjectNode exited = event(events, ++id, "PassStateExited", "stateExitedEventDetails");
      exited
          .put("name", "P" + (id - 1))
          .put("output", MAPPER.createObjectNode().put("o", form).toString());
      exited.putObject("assignedVariables").put("v", form).put("password", "\"SECRET\"");
    }
    event(events, ++id, "TaskStateEntered", "stateEnteredEventDetails")
        .put("name", "Task")
        .put("input", "{}");
    for (String form : forms) {
      event(events, ++id, "TaskScheduled", "taskScheduledEventDetails")
          .put("resourceType", "lambda")
          .put("resource", "invoke")
          .put("region", "eu-west-1")
          .put(
              "parameters",
              MAPPER
                  .createObjectNode()
                  .put("FunctionName", "fn-secrets")
                  .put("Payload", form)
                  .toString());
      event(events, ++id, "TaskFailed", "taskFailedEventDetails")
          .put("resourceType", "lambda")
          .put("resource", "invoke")
          .put("error", "Boom")
          .put("cause", form);
    }
    event(events, ++id, "ExecutionFailed", "executionFailedEventDetails")
        .put("error", "Boom")
        .put("cause", "password=SECRET");
    return history("payloads", events);
  }

  private static String history(String name, ArrayNode events) {
    ObjectNode history = MAPPER.createObjectNode();
    history.put("executionArn", PREFIX + name).set("events", events);
    return history.toString();
  }

  private static ObjectNode event(ArrayNode events, int id, String type, String details) {
    return events
        .addObject()
        .put("timestamp", (START + id) / 1_000.0)
        .put("type", type)
        .put("id", id)
        .put("previousEventId", id - 1)
        .putObject(details);
  }

  /**
   * A Map Run of which each seventh child is slow, and has its item in another folder; some failed,
   * and one never began.
   */
  private void writeFanOut() throws IOException {
    String run = "0a1b2c3d-0000-4000-8000-000000000002";
    ArrayNode parent = MAPPER.createArrayNode();
    event(parent, 1, "ExecutionStarted", "executionStartedEventDetails").put("input", "{}");
    event(parent, 2, "MapStateEntered", "stateEnteredEventDetails").put("name", "Fan");
    event(parent, 3, "MapStateStarted", "mapStateStartedEventDetails").put("length", 0);
    event(parent, 4, "MapRunStarted", "mapRunStartedEventDetails")
        .put("mapRunArn", PREFIX.replace(":execution:secrets:", ":mapRun:fanned/Fan:") + run);
    event(parent, 9_000, "MapRunFailed", "mapRunFailedEventDetails")
        .put("error", "Boom")
        .put("cause", "password=SECRET");
    event(parent, 9_001, "ExecutionFailed", "executionFailedEventDetails").put("error", "Boom");
    write("fan/parent.json", history("fan", parent).replace(":secrets:", ":fanned:"));
    for (int child = 0; child < 42; child++) {
      write("fan/" + child + ".json", childHistory(child));
    }
    write(
        "results/" + run + "/PENDING_0.json",
        MAPPER
            .createArrayNode()
            .add(MAPPER.createObjectNode().put("Status", "PENDING").put("Input", item(true)))
            .toString());
  }

  private static String item(boolean isSlow) {
    return MAPPER
        .createObjectNode()
        .put("Key", (isSlow ? "password=SECRET" : "other") + "/1.json")
        .put("Size", 7)
        .put("token", "SECRET")
        .toString();
  }

  private static String childHistory(int number) {
    boolean isSlow = number % 7 == 0;
    int id = 10 + number;
    int end = isSlow ? 5_000 : 100;
    ArrayNode events = MAPPER.createArrayNode();
    event(events, id, "ExecutionStarted", "executionStartedEventDetails")
        .put("input", item(isSlow));
    event(events, id + 1, "TaskStateEntered", "stateEnteredEventDetails").put("name", "Task");
    if (isSlow) {
      scheduled(events, id + 2);
      failed(events, id + 3, "TaskFailed", "taskFailedEventDetails");
    }
    scheduled(events, id + 4);
    if (number % 5 == 0) {
      failed(events, id + end, "TaskFailed", "taskFailedEventDetails");
      failed(events, id + end, "ExecutionFailed", "executionFailedEventDetails");
    } else {
      event(events, id + end, "TaskSucceeded", "taskSucceededEventDetails").put("output", "{}");
      event(events, id + end, "ExecutionSucceeded", "executionSucceededEventDetails");
    }
    int last = 0;
    for (JsonNode event : events) {
      ((ObjectNode) event).put("id", last + 1).put("previousEventId", last);
      last++;
    }
    return history("c" + number, events).replace(":secrets:", ":fanned/Fan:");
  }

  private static void scheduled(ArrayNode events, int at) {
    event(events, at, "TaskScheduled", "taskScheduledEventDetails")
        .put("resourceType", "lambda")
        .put("resource", "invoke")
        .put("region", "eu-west-1")
        .put("parameters", "{\"FunctionName\":\"fn-secrets\"}");
  }

  private static void failed(ArrayNode events, int at, String type, String details) {
    event(events, at, type, details)
        .put("error", "Boom")
        .put("cause", "{\"errorMessage\":\"no password=SECRET here\",\"errorType\":\"Boom\"}");
  }

  private String described() {
    return MAPPER
        .createObjectNode()
        .put("executionArn", PREFIX + "described")
        .put(
            "stateMachineArn", PREFIX.replace(":execution:", ":stateMachine:").replaceAll(":$", ""))
        .put("name", "described")
        .put("status", "FAILED")
        .put("startDate", START / 1_000.0)
        .put("stopDate", START / 1_000.0 + 5)
        .put("error", "Boom")
        .put("cause", forms.get(20))
        .put("input", "{\"keep\":1,\"password\":\"SECRET\"}")
        .put("output", "{\"password\":\"SECRET\"}")
        .toString();
  }

  private static String result(String input, String output) {
    return MAPPER
        .createObjectNode()
        .put("ExecutionArn", PREFIX.replace("secrets:", "secrets/Map:") + input.hashCode())
        .put(
            "Input",
            "{\"BatchInput\":{\"Key\":\"password=SECRET\"},\"Items\":[" + quoted(input) + "]}")
        .put("Output", output)
        .put("Cause", output)
        .put("Error", "Boom")
        .put("Name", "c" + input.hashCode())
        .put("StartDate", "2026-10-05T08:00:01.000Z")
        .put("StopDate", "2026-10-05T08:00:02.000Z")
        .put("Status", "FAILED")
        .toString();
  }

  private static String quoted(String text) {
    return MAPPER.getNodeFactory().textNode(text).toString();
  }

  private List<String> lambdaLines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      String id = REQUEST.formatted(i % 100);
      lines.add("START RequestId: " + id + " Version: $LATEST");
      lines.add("received " + forms.get(i));
      lines.add(
          i % 2 == 0
              ? "[ERROR] ValueError: "
                  + forms.get(i)
                  + "\nTraceback (most recent call last):\n  File \"/var/task/a.py\", line 3, in "
                  + "f(password='SECRET')"
              : "2026-10-05T08:00:00.000Z\t"
                  + id
                  + "\tERROR\tInvoke Error \t{\"errorType\":\"Error\",\"errorMessage\":"
                  + quoted(forms.get(i))
                  + ",\"stack\":[\"Error: x\",\"at password=SECRET (a.js:1:1)\"]}");
      lines.add("END RequestId: " + id);
      if (i % 3 > 0) {
        lines.add(
            "REPORT RequestId: "
                + id
                + "\tDuration: 5.00 ms\tBilled Duration: 5 ms\tMemory Size: 128 MB\tMax Memory Used: 30 MB\t");
      }
    }
    return lines;
  }

  private List<String> jsonLines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      lines.add(
          "{\"level\":\"ERROR\",\"requestId\":\""
              + "5"
              + REQUEST.formatted(i % 100).substring(1)
              + "\",\"errorType\":\"Error\",\"errorMessage\":"
              + quoted(forms.get(i))
              + ",\"stackTrace\":[\"at password=SECRET\"]}");
    }
    return lines;
  }

  private List<String> tornLines() {
    return forms.stream().map(form -> "{\"id\":\"7\",\"input\":" + quoted(form)).toList();
  }

  private static String span(String name, String message) {
    return new AwsSpanJson(
            "6b0a7f40aaaabbbbccccddddee" + String.format("%06x", name.hashCode() & 0xffffff),
            "00000000000000a1",
            null,
            name,
            START * 1_000_000)
        .ofExecution(PREFIX + "payloads")
        .with("aws.remote.operation", name.contains("?") ? "password=SECRET" : "Invoke")
        .with("password", "SECRET")
        .with("aws.request_id", "SECRET")
        .failed("Boom", message)
        .endedAt(START * 1_000_000 + 1_000_000)
        .text();
  }

  private static String subscription(String logGroup, List<String> messages) {
    ObjectNode envelope = MAPPER.createObjectNode();
    envelope
        .put("messageType", "DATA_MESSAGE")
        .put("owner", "111122223333")
        .put("logGroup", logGroup)
        .put(
            "logStream",
            logGroup.startsWith("/aws/lambda/")
                ? "2026/10/05/[$LATEST]0123456789abcdef0123456789abcdef"
                : "states/secrets/2026-10-05-08-00/0123abcd");
    ArrayNode events = envelope.putArray("logEvents");
    for (int i = 0; i < messages.size(); i++) {
      events
          .addObject()
          .put("id", String.format("%056d", i))
          .put("timestamp", START + i)
          .put("message", messages.get(i));
    }
    return envelope.toString();
  }

  private void write(String name, String text) throws IOException {
    ArchiveFiles.write(folder.resolve(name), ArchiveFiles.utf8(text));
  }
}
