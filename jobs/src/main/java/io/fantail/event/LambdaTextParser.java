package io.fantail.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.Json;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that Lambda writes in the text log format. See "Lambda logs in CloudWatch" of the
 * Lambda Developer Guide; recorded in {@code lambda/text/lines.jsonl}. A line is the platform's
 * only in its whole shape: function text that merely begins with START or REPORT stays the
 * function's.
 */
final class LambdaTextParser {
  private static final int ID_CHARS = 36;
  private static final String ID =
      "([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})";
  private static final String START = "START RequestId: ";
  private static final String END = "END RequestId: ";
  private static final String REPORT = "REPORT RequestId: ";
  private static final String VERSION = " Version: ";
  private static final Pattern COLUMN_ENDS = Pattern.compile("[\\t\\n]");
  private static final Pattern INIT_START =
      Pattern.compile("(?:INIT|RESTORE)_START Runtime Version: ");
  private static final Pattern INIT_REPORT =
      Pattern.compile("(?:INIT_REPORT Init|RESTORE_REPORT Restore) Duration: [0-9.]+ ms");
  private static final Pattern OLD_TIMEOUT =
      Pattern.compile("\\S+Z " + ID + " (Task timed out after [0-9.]+ seconds)\\s*");
  private static final Pattern PROCESS_ERROR =
      Pattern.compile("RequestId: " + ID + " Error: (.*)", Pattern.DOTALL);
  private static final Pattern PYTHON_UNCAUGHT =
      Pattern.compile(
          "\\[ERROR\\] ([A-Za-z_][\\w.]*)(?:: ([^\\n\\r]*))?(?:[\\n\\r].*)?", Pattern.DOTALL);
  private static final Pattern NODE_UNCAUGHT =
      Pattern.compile(
          "\\S+Z\\t(?:"
              + ID
              + "|undefined)\\tERROR\\t(?:Invoke Error|Uncaught Exception) *\\t(\\{.*)",
          Pattern.DOTALL);

  private LambdaTextParser() {}

  /**
   * The record; {@code isLambda} false where the line is none of the platform's and so tells
   * nothing.
   */
  static LambdaFields parse(String text) {
    if (text.startsWith("START ")) {
      return start(text);
    } else if (text.startsWith("END ")) {
      return end(text);
    } else if (text.startsWith("REPORT ")) {
      return report(text);
    } else if (INIT_START.matcher(text).lookingAt()) {
      return new LambdaFields(LambdaRecordKind.INIT_START);
    } else if (INIT_REPORT.matcher(text).lookingAt()) {
      LambdaFields fields = new LambdaFields(LambdaRecordKind.INIT_REPORT);
      readColumns(text.substring(text.indexOf(' ') + 1), fields);
      return fields;
    }
    return failure(text);
  }

  private static LambdaFields start(String text) {
    LambdaFields fields = new LambdaFields();
    String id = requestIdBehind(START, text);
    int versionStart = START.length() + ID_CHARS + VERSION.length();
    if (id != null && text.startsWith(VERSION, START.length() + ID_CHARS)) {
      String version = text.substring(versionStart).stripTrailing();
      if (!version.isEmpty() && version.chars().noneMatch(Character::isWhitespace)) {
        fields.kind = LambdaRecordKind.START;
        fields.requestId = id;
        fields.functionVersion = version;
      }
    }
    return fields;
  }

  private static LambdaFields end(String text) {
    LambdaFields fields = new LambdaFields();
    String id = requestIdBehind(END, text);
    if (id != null && text.substring(END.length() + ID_CHARS).isBlank()) {
      fields.kind = LambdaRecordKind.END;
      fields.requestId = id;
    }
    return fields;
  }

  private static LambdaFields report(String text) {
    LambdaFields fields = new LambdaFields();
    String id = requestIdBehind(REPORT, text);
    int columns = REPORT.length() + ID_CHARS;
    if (id != null && text.startsWith("\tDuration: ", columns)) {
      fields.kind = LambdaRecordKind.REPORT;
      fields.requestId = id;
      readColumns(text.substring(columns + 1), fields);
    }
    return fields;
  }

  /** By position: three in four lines of most logs come here. */
  private static @Nullable String requestIdBehind(String beginning, String text) {
    int start = beginning.length();
    if (!text.startsWith(beginning) || text.length() < start + ID_CHARS) {
      return null;
    }
    for (int i = 0; i < ID_CHARS; i++) {
      char c = text.charAt(start + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !HexFormat.isHexDigit(c)) {
        return null;
      }
    }
    return text.substring(start, start + ID_CHARS);
  }

  /**
   * Tab-separated {@code Name: value unit} columns; the XRAY part is a second line of the same
   * record.
   */
  private static void readColumns(String columns, LambdaFields fields) {
    for (String column : COLUMN_ENDS.split(columns, -1)) {
      int colon = column.indexOf(": ");
      if (colon < 0) {
        continue;
      }
      String value = column.substring(colon + 2).trim();
      switch (column.substring(0, colon)) {
        case "Duration" -> fields.durationMs = amount(value, " ms");
        case "Billed Duration" -> fields.billedMs = amount(value, " ms");
        case "Init Duration" -> fields.initMs = amount(value, " ms");
        case "Restore Duration" -> fields.restoreMs = amount(value, " ms");
        case "Memory Size" -> fields.memoryMb = megabytes(value);
        case "Max Memory Used" -> fields.maxMemoryMb = megabytes(value);
        case "Status" -> fields.status = value.toLowerCase(Locale.ROOT);
        case "Error Type" -> fields.errorType = value;
        case "XRAY TraceId" -> fields.xrayTraceId = value;
        default -> {
          // Phase, Billed Restore Duration, SegmentId, Sampled: nothing is kept of them.
        }
      }
    }
  }

  private static LambdaFields failure(String text) {
    LambdaFields fields = new LambdaFields();
    Matcher process = PROCESS_ERROR.matcher(text);
    Matcher timeout = OLD_TIMEOUT.matcher(text);
    if (process.matches()) {
      fields.kind = LambdaRecordKind.FAILURE;
      fields.requestId = process.group(1);
      fields.status = process.group(2).startsWith("Task timed out") ? "timeout" : "error";
      fields.errorMessage = process.group(2).trim();
    } else if (timeout.matches()) {
      fields.kind = LambdaRecordKind.FAILURE;
      fields.requestId = timeout.group(1);
      fields.status = "timeout";
      fields.errorMessage = timeout.group(2);
    } else {
      uncaught(text, fields);
    }
    return fields;
  }

  /** What a runtime prints when the function throws: by position, Python's has no request id. */
  private static void uncaught(String text, LambdaFields fields) {
    Matcher python = PYTHON_UNCAUGHT.matcher(text);
    if (python.matches()) {
      fields.kind = LambdaRecordKind.FAILURE;
      fields.status = "error";
      fields.errorType = python.group(1);
      fields.errorMessage = python.group(2);
      return;
    }
    Matcher node = NODE_UNCAUGHT.matcher(text);
    if (node.matches()) {
      fields.kind = LambdaRecordKind.FAILURE;
      fields.requestId = node.group(1);
      fields.status = "error";
      readNodeError(node.group(2), fields);
    }
  }

  private static void readNodeError(String json, LambdaFields fields) {
    try {
      JsonNode error = Json.tree(json);
      fields.errorType = error.path("errorType").textValue();
      fields.errorMessage = error.path("errorMessage").textValue();
    } catch (JsonProcessingException cutShort) {
      fields.errorMessage = json;
    }
  }

  private static @Nullable Double amount(String value, String unit) {
    try {
      return value.endsWith(unit)
          ? Double.valueOf(value.substring(0, value.length() - unit.length()))
          : null;
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  private static @Nullable Integer megabytes(String value) {
    Double amount = amount(value, " MB");
    return amount == null ? null : (Integer) amount.intValue();
  }
}
