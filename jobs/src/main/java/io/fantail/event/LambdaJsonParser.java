package io.fantail.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.EventTimes;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of Lambda's JSON log format: platform events {@code {time, type, record}} as of the
 * Telemetry API schema reference, and the records of the runtimes' loggers. Recorded in {@code
 * lambda/json/records.jsonl}.
 */
final class LambdaJsonParser {
  private static final Pattern XRAY_ROOT = Pattern.compile("Root=(1-[0-9a-f]{8}-[0-9a-f]{24})");

  private LambdaJsonParser() {}

  static boolean isPlatformRecord(JsonNode json) {
    return json.path("type").asText().startsWith("platform.") && json.path("record").isObject();
  }

  /** The time of the record itself, for containers that show none. */
  static @Nullable Instant timeOf(JsonNode json) {
    JsonNode time = json.hasNonNull("time") ? json.path("time") : json.path("timestamp");
    Long millis = EventTimes.millisOf(time);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  static LambdaFields platform(JsonNode json) {
    JsonNode record = json.path("record");
    JsonNode metrics = record.path("metrics");
    LambdaFields fields = new LambdaFields();
    String requestId = record.path("requestId").textValue();
    fields.requestId = requestId == null || requestId.isEmpty() ? null : requestId;
    fields.functionVersion =
        record.hasNonNull("version")
            ? record.path("version").textValue()
            : record.path("functionVersion").textValue();
    fields.functionName = functionName(record);
    fields.xrayTraceId = xrayRoot(record.path("tracing").path("value").asText());
    switch (json.path("type").asText()) {
      case "platform.initStart", "platform.restoreStart" ->
          fields.kind = LambdaRecordKind.INIT_START;
      case "platform.initReport" -> {
        fields.kind = LambdaRecordKind.INIT_REPORT;
        fields.initMs = doubleOf(metrics, "durationMs");
        readStatus(record, fields);
      }
      case "platform.restoreReport" -> {
        fields.kind = LambdaRecordKind.INIT_REPORT;
        fields.restoreMs = doubleOf(metrics, "durationMs");
        readStatus(record, fields);
      }
      case "platform.start" -> fields.kind = LambdaRecordKind.START;
      case "platform.report" -> {
        fields.kind = LambdaRecordKind.REPORT;
        fields.durationMs = doubleOf(metrics, "durationMs");
        fields.billedMs = doubleOf(metrics, "billedDurationMs");
        fields.initMs = doubleOf(metrics, "initDurationMs");
        fields.restoreMs = doubleOf(metrics, "restoreDurationMs");
        fields.memoryMb = intOf(metrics, "memorySizeMB");
        fields.maxMemoryMb = intOf(metrics, "maxMemoryUsedMB");
        readStatus(record, fields);
      }
      default -> {
        // runtimeDone, extension, telemetrySubscription, logsDropped...: counted, nothing is kept
        // of them.
      }
    }
    return fields;
  }

  /**
   * A record of the function's logger; an error that has a type is how runtimes print an uncaught
   * one.
   */
  static LambdaFields application(JsonNode json) {
    LambdaFields fields = new LambdaFields();
    String requestId = json.path("requestId").asText(json.path("AWSRequestId").asText());
    fields.requestId = requestId.isEmpty() ? null : requestId;
    JsonNode message = json.path("message");
    JsonNode error = message.hasNonNull("errorType") ? message : json;
    String level = json.path("level").asText();
    if (error.hasNonNull("errorType") && (level.equals("ERROR") || level.equals("FATAL"))) {
      fields.kind = LambdaRecordKind.FAILURE;
      fields.errorType = error.path("errorType").asText();
      fields.errorMessage = error.path("errorMessage").textValue();
      fields.status = "error";
    }
    return fields;
  }

  private static void readStatus(JsonNode record, LambdaFields fields) {
    String status = record.path("status").textValue();
    fields.status = "failure".equals(status) ? "error" : status;
    fields.errorType = record.path("errorType").textValue();
  }

  private static @Nullable String functionName(JsonNode record) {
    String name = record.path("functionName").textValue();
    String arn = record.path("functionArn").textValue();
    return name == null && arn != null ? LambdaCall.functionNameOf(arn) : name;
  }

  private static @Nullable String xrayRoot(String header) {
    Matcher matcher = XRAY_ROOT.matcher(header);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static @Nullable Double doubleOf(JsonNode object, String field) {
    return object.path(field).isNumber() ? (Double) object.path(field).doubleValue() : null;
  }

  private static @Nullable Integer intOf(JsonNode object, String field) {
    return object.path(field).isNumber() ? (Integer) object.path(field).intValue() : null;
  }
}
