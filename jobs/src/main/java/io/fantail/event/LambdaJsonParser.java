package io.fantail.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.EventTimes;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
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

  /** Python, Java and Node write them in capitals, .NET does not. */
  private static final Set<String> ERROR_LEVELS = Set.of("ERROR", "FATAL", "CRITICAL");

  private static final Pattern RUBY_TYPE = Pattern.compile("(?:Function|Init|Runtime)<.+>");

  private LambdaJsonParser() {}

  static boolean isPlatformRecord(JsonNode json) {
    return json.path("type").asText().startsWith("platform.") && json.hasNonNull("record");
  }

  /**
   * Whether it is a line of the function or of an extension as the Telemetry API hands it over,
   * {@code {time, type, record}}.
   */
  static boolean isLineInTelemetry(JsonNode json) {
    String type = json.path("type").asText();
    return (type.equals("function") || type.equals("extension"))
        && json.hasNonNull("record")
        && json.path("time").isTextual();
  }

  /** The line, which is text, or an object where the function logs JSON. */
  static LambdaFields lineInTelemetry(JsonNode json) {
    JsonNode line = json.path("record");
    if (json.path("type").asText().equals("extension")) {
      return new LambdaFields();
    } else if (line.isObject()) {
      return application(line);
    }
    LambdaFields fields = LambdaTextParser.parse(line.asText());
    LambdaTextParser.readColumnsBefore(line.asText(), fields);
    return fields;
  }

  /** The time of the record itself, for containers that show none. */
  static @Nullable Instant timeOf(JsonNode json) {
    JsonNode time = json.hasNonNull("time") ? json.path("time") : json.path("timestamp");
    Long millis = EventTimes.millisOf(time);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** A platform record of any type, also one that AWS adds later. */
  static LambdaFields platform(JsonNode json) {
    JsonNode record = json.path("record");
    JsonNode metrics = record.path("metrics");
    LambdaFields fields = new LambdaFields(LambdaRecordKind.PLATFORM);
    fields.requestId = RequestIds.known(record.path("requestId").textValue());
    fields.functionVersion =
        record.hasNonNull("version")
            ? record.path("version").textValue()
            : record.path("functionVersion").textValue();
    readFunction(record, fields);
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
      case "platform.runtimeDone" -> readStatus(record, fields);
      case "platform.end" -> fields.kind = LambdaRecordKind.END;
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
      case "platform.fault" -> {
        LambdaFields fault = RuntimeErrors.process(record.asText());
        return fault.kind == LambdaRecordKind.FAILURE ? fault : fields;
      }
      default -> {
        // initRuntimeDone, extension, telemetrySubscription, logsDropped...: counted, nothing is
        // kept of them.
      }
    }
    return fields;
  }

  /**
   * A record of the function's logger, or an error that the runtime prints. Ruby's error has no
   * level; it is known by how its type is written.
   */
  static LambdaFields application(JsonNode json) {
    LambdaFields fields = new LambdaFields();
    String level = json.path("level").asText().toUpperCase(Locale.ROOT);
    if (ERROR_LEVELS.contains(level)) {
      fields = error(json);
    } else if (RUBY_TYPE.matcher(json.path("errorType").asText()).matches()) {
      fields = failure(json, true);
    }
    String id = json.path("requestId").textValue();
    fields.requestId = RequestIds.known(id == null ? json.path("AWSRequestId").textValue() : id);
    return fields;
  }

  /**
   * Python prints what nobody caught without a {@code message}, .NET with frames of its own, Java
   * as text. Node prints an error that was logged just so: then REPORT says whether the function
   * failed (unverified: that it says so of every error that a handler throws).
   */
  private static LambdaFields error(JsonNode json) {
    JsonNode message = json.path("message");
    if (message.hasNonNull("errorType")) {
      return failure(message, false);
    } else if (json.hasNonNull("errorType")) {
      return failure(json, message.isMissingNode() || isThrownToRuntime(json.path("stackTrace")));
    }
    LambdaFields java = message.isTextual() ? RuntimeErrors.java(message.textValue()) : null;
    return java == null ? new LambdaFields() : java;
  }

  private static boolean isThrownToRuntime(JsonNode stack) {
    for (JsonNode frame : stack) {
      if (frame.asText().startsWith(RuntimeErrors.DOTNET_RUNTIME_FRAME)) {
        return true;
      }
    }
    return false;
  }

  private static LambdaFields failure(JsonNode error, boolean uncaught) {
    LambdaFields fields = new LambdaFields(LambdaRecordKind.FAILURE);
    fields.status = uncaught ? "error" : null;
    ErrorPayload.read(error, fields);
    return fields;
  }

  private static void readStatus(JsonNode record, LambdaFields fields) {
    fields.status = LambdaFields.statusOf(record.path("status").textValue());
    fields.errorType = record.path("errorType").textValue();
  }

  private static void readFunction(JsonNode record, LambdaFields fields) {
    fields.functionName = record.path("functionName").textValue();
    String arn = record.path("functionArn").textValue();
    if (arn != null) {
      FunctionReference function = FunctionReference.parse(arn);
      fields.functionName = fields.functionName == null ? function.name() : fields.functionName;
      fields.accountId = function.account();
      fields.region = function.region();
    }
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
