package io.fantail.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaRecordKind;
import io.fantail.text.JsonTime;
import io.fantail.text.RequestIds;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of Lambda's JSON log format: platform events {@code {time, type, record}} as of the
 * Telemetry API schema reference, and the records of the runtimes' loggers. Recorded in {@code
 * lambda/json/records.jsonl}.
 */
public final class LambdaJsonParser {
  private static final Pattern XRAY_ROOT = Pattern.compile("Root=(1-[0-9a-f]{8}-[0-9a-f]{24})");

  /** How sandboxes are made that nobody waits for, however soon they are used. */
  private static final Set<String> IN_ADVANCE =
      Set.of("provisioned-concurrency", "lambda-managed-instances");

  private LambdaJsonParser() {}

  public static boolean isPlatformRecord(JsonNode json) {
    return json.path("type").asText().startsWith("platform.") && json.hasNonNull("record");
  }

  /**
   * Whether it is a line of the function or of an extension as the Telemetry API hands it over,
   * {@code {time, type, record}}.
   */
  public static boolean isLineInTelemetry(JsonNode json) {
    String type = json.path("type").asText();
    return (type.equals("function") || type.equals("extension"))
        && json.hasNonNull("record")
        && json.path("time").isTextual();
  }

  /** The line, which is text, or an object where the function logs JSON. */
  public static LambdaFields lineInTelemetry(JsonNode json) {
    JsonNode line = json.path("record");
    if (json.path("type").asText().equals("extension")) {
      return new LambdaFields();
    } else if (line.isObject()) {
      // How the function wrote it is not to be seen any more.
      return application(line, true);
    }
    LambdaFields fields = LambdaTextParser.parse(line.asText());
    LambdaTextParser.readColumnsBefore(line.asText(), fields);
    return fields;
  }

  /** Returns the time of the record itself, for containers that show none. */
  public static @Nullable Instant timeOf(JsonNode json) {
    JsonNode time = json.hasNonNull("time") ? json.path("time") : json.path("timestamp");
    Long millis = JsonTime.millisOf(time);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** A platform record of any type, also one that AWS adds later. */
  public static LambdaFields platform(JsonNode json) {
    JsonNode record = json.path("record");
    JsonNode metrics = record.path("metrics");
    LambdaFields fields = new LambdaFields(LambdaRecordKind.PLATFORM);
    fields.requestId = RequestIds.known(record.path("requestId").textValue());
    fields.functionVersion =
        record.hasNonNull("version")
            ? record.path("version").textValue()
            : record.path("functionVersion").textValue();
    fields.tenantId = record.path(LambdaFields.TENANT_ID).textValue();
    readFunction(record, fields);
    fields.xrayTraceId = xrayRoot(record.path("tracing").path("value").asText());
    switch (json.path("type").asText()) {
      case "platform.initStart", "platform.restoreStart" -> {
        fields.kind =
            IN_ADVANCE.contains(record.path("initializationType").asText())
                ? LambdaRecordKind.INIT_START_IN_ADVANCE
                : LambdaRecordKind.INIT_START;
        fields.runtimeVersion = record.path("runtimeVersion").textValue();
      }
      case "platform.initReport" -> {
        fields.kind = LambdaRecordKind.INIT_REPORT;
        fields.initMs = ReportFigureReader.init(amount(metrics, "durationMs"));
        readStatus(record, fields);
      }
      case "platform.restoreReport" -> {
        fields.kind = LambdaRecordKind.INIT_REPORT;
        fields.restoreMs = ReportFigureReader.init(amount(metrics, "durationMs"));
        readStatus(record, fields);
      }
      case "platform.start" -> fields.kind = LambdaRecordKind.START;
      case "platform.runtimeDone" -> readStatus(record, fields);
      case "platform.end" -> fields.kind = LambdaRecordKind.END;
      case "platform.report" -> {
        fields.kind = LambdaRecordKind.REPORT;
        fields.durationMs = ReportFigureReader.duration(amount(metrics, "durationMs"));
        fields.billedMs = ReportFigureReader.billed(amount(metrics, "billedDurationMs"));
        fields.initMs = ReportFigureReader.init(amount(metrics, "initDurationMs"));
        fields.restoreMs = ReportFigureReader.init(amount(metrics, "restoreDurationMs"));
        fields.memoryMb = ReportFigureReader.memory(amount(metrics, "memorySizeMB"));
        fields.maxMemoryMb = ReportFigureReader.memory(amount(metrics, "maxMemoryUsedMB"));
        readStatus(record, fields);
      }
      case "platform.fault" -> {
        LambdaFields fault = ProcessErrorReader.of(record.asText());
        return fault == null ? fields : fault;
      }
      default -> {
        // initRuntimeDone, extension, telemetrySubscription, logsDropped...: counted, nothing is
        // kept of them.
      }
    }
    return fields;
  }

  /**
   * A record of the function's logger, or an error that the runtime prints.
   *
   * @param withoutSpaces whether it is written as Go writes JSON
   */
  public static LambdaFields application(JsonNode json, boolean withoutSpaces) {
    LambdaFields error = withoutSpaces ? GoErrorReader.bare(json) : null;
    error = error == null ? JsonErrorReader.of(json) : error;
    LambdaFields fields = error == null ? new LambdaFields() : error;
    JsonNode id = json.has("requestId") ? json.path("requestId") : json.path("AWSRequestId");
    String known = RequestIds.at(id.asText(), 0, id.asText().length());
    fields.requestId = known == null ? fields.requestId : known;
    fields.tenantId = json.path(LambdaFields.TENANT_ID).textValue();
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

  private static @Nullable Double amount(JsonNode metrics, String name) {
    return ReportFigureReader.amount(metrics.path(name));
  }
}
