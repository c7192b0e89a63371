package io.fantail.event.lambda;

import io.fantail.event.LambdaRecordKind;
import io.fantail.text.JsonTime;
import io.fantail.text.RequestIds;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that Lambda writes in the text log format. See "Lambda logs in CloudWatch" of the
 * Lambda Developer Guide; recorded in {@code lambda/text/lines.jsonl}. A line is the platform's
 * only in its whole shape: function text that merely begins with START or REPORT stays the
 * function's.
 */
public final class LambdaTextParser {
  private static final String START = "START RequestId: ";
  private static final String END = "END RequestId: ";
  private static final String REPORT = "REPORT RequestId: ";
  private static final String VERSION = " Version: ";
  private static final String RUNTIME_ARN = "\tRuntime Version ARN: arn:";
  private static final String LAMBDA = ":lambda:";
  private static final Pattern INIT_REPORT =
      Pattern.compile("(?:INIT_REPORT Init|RESTORE_REPORT Restore) Duration: [0-9.]+ ms");
  private static final Pattern XRAY =
      Pattern.compile(
          "XRAY TraceId: (1-[0-9a-f]{8}-[0-9a-f]{24})\\tSegmentId: \\S+(?:\\tSampled: \\w+)?\\s*");

  /** (unverified) for LOGS and TELEMETRY; EXTENSION as others published it. */
  private static final Pattern EXTENSION =
      Pattern.compile("(?:EXTENSION|LOGS|TELEMETRY)\\tName: [^\\t]+\\tState: [^\\t]+\\t.*\\s*");

  private static final Pattern LOGGER_COLUMNS =
      Pattern.compile(
          "(?:\\[[A-Z]+\\]\\t)?(\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z)[\\t ]("
              + RequestIds.PATTERN
              + ")?");

  private LambdaTextParser() {}

  /** The record; an application line where the text is nothing else. */
  public static LambdaFields parse(String text) {
    // By the first character: a log has millions of lines, and few of them can be most kinds.
    LambdaFields found =
        switch (text.isEmpty() ? '\0' : text.charAt(0)) {
          case 'S' -> start(text);
          case 'E' -> end(text);
          case 'R' -> report(text);
          case 'I' -> init(text);
          case 'C' -> RuntimeErrorReader.ruby(text);
          case 'X' -> xray(text);
          case 'L' -> loggedByPlatform(text);
          case 'T' -> extension(text);
          case '[' -> RuntimeErrorReader.python(text);
          case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> RuntimeErrorReader.timed(text);
          default -> null;
        };
    found = found == null ? RuntimeErrorReader.anywhere(text) : found;
    return found == null ? new LambdaFields() : found;
  }

  /**
   * The time that loggers write before a line of the function, {@code [INFO]\t<time>\t<id>\t},
   * {@code <time>\t<id>\tINFO\t}, and the request id, which a line whose place is unknown needs.
   */
  public static @Nullable Instant readColumnsBefore(String text, LambdaFields fields) {
    Matcher columns = LOGGER_COLUMNS.matcher(text);
    if (!columns.lookingAt()) {
      return null;
    }
    fields.requestId = fields.requestId == null ? columns.group(2) : fields.requestId;
    Long millis = JsonTime.millisOf(columns.group(1));
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable LambdaFields start(String text) {
    String id = requestIdBehind(START, text);
    int idEnd = START.length() + RequestIds.CHARS;
    if (id == null || !text.startsWith(VERSION, idEnd)) {
      return null;
    }
    String version = text.substring(idEnd + VERSION.length()).stripTrailing();
    if (!isVersion(version)) {
      return null;
    }
    LambdaFields fields = new LambdaFields(LambdaRecordKind.START);
    fields.requestId = id;
    fields.functionVersion = version;
    return fields;
  }

  /** {@code $LATEST}, {@code 72}, {@code $LATEST.PUBLISHED}. */
  private static boolean isVersion(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '$' && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static @Nullable LambdaFields end(String text) {
    String id = requestIdBehind(END, text);
    if (id != null && text.substring(END.length() + RequestIds.CHARS).isBlank()) {
      LambdaFields fields = new LambdaFields(LambdaRecordKind.END);
      fields.requestId = id;
      return fields;
    } else if (text.startsWith("EXTENSION\t")) {
      return extension(text);
    } else if (text.startsWith("ERROR ")) {
      return RustErrorReader.of(text);
    }
    return RuntimeErrorReader.ruby(text);
  }

  private static @Nullable LambdaFields report(String text) {
    String id = requestIdBehind(REPORT, text);
    int columns = REPORT.length() + RequestIds.CHARS;
    if (id != null && text.startsWith("\tDuration: ", columns)) {
      LambdaFields fields = new LambdaFields(LambdaRecordKind.REPORT);
      fields.requestId = id;
      readColumns(text, columns + 1, fields);
      return fields;
    } else if (text.startsWith("RequestId: ")) {
      return ProcessErrorReader.of(text);
    }
    return init(text);
  }

  private static @Nullable LambdaFields init(String text) {
    if (text.startsWith("INIT_START Runtime Version: ")
        || text.startsWith("RESTORE_START Runtime Version: ")) {
      LambdaFields fields = new LambdaFields(LambdaRecordKind.INIT_START);
      fields.region = regionOf(text);
      fields.runtimeVersion = runtimeOf(text);
      return fields;
    }
    if (INIT_REPORT.matcher(text).lookingAt()) {
      LambdaFields fields = new LambdaFields(LambdaRecordKind.INIT_REPORT);
      readColumns(text, text.indexOf(' ') + 1, fields);
      return fields;
    }
    return RuntimeErrorReader.ruby(text);
  }

  /** The word behind the colon, such as {@code python:3.12.v36}. */
  private static @Nullable String runtimeOf(String initStart) {
    int start = initStart.indexOf(": ") + 2;
    int end = start;
    while (end < initStart.length() && !Character.isWhitespace(initStart.charAt(end))) {
      end++;
    }
    return end == start ? null : initStart.substring(start, end);
  }

  /** AWS's own ARN of a runtime names no account, but the region. */
  private static @Nullable String regionOf(String initStart) {
    int arn = initStart.indexOf(RUNTIME_ARN);
    int region = arn < 0 ? -1 : initStart.indexOf(LAMBDA, arn);
    int end = region < 0 ? -1 : initStart.indexOf("::runtime:", region + LAMBDA.length());
    return end < 0 ? null : initStart.substring(region + LAMBDA.length(), end);
  }

  private static @Nullable LambdaFields xray(String text) {
    Matcher xray = XRAY.matcher(text);
    if (!xray.matches()) {
      return null;
    }
    LambdaFields fields = new LambdaFields(LambdaRecordKind.XRAY);
    fields.xrayTraceId = xray.group(1);
    return fields;
  }

  private static @Nullable LambdaFields loggedByPlatform(String text) {
    LambdaFields error = JsonErrorReader.behindPythonsWarning(text);
    return error == null ? extension(text) : error;
  }

  private static @Nullable LambdaFields extension(String text) {
    return EXTENSION.matcher(text).matches() ? new LambdaFields(LambdaRecordKind.PLATFORM) : null;
  }

  private static @Nullable String requestIdBehind(String beginning, String text) {
    return text.startsWith(beginning) ? RequestIds.at(text, beginning.length()) : null;
  }

  /**
   * Tab-separated {@code Name: value unit} columns; the XRAY part is a second line of the same
   * record.
   */
  private static void readColumns(String text, int from, LambdaFields fields) {
    int start = from;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && text.charAt(end) != '\t' && text.charAt(end) != '\n') {
        end++;
      }
      int colon = text.indexOf(": ", start);
      if (colon >= 0 && colon < end) {
        readColumn(text.substring(start, colon), text.substring(colon + 2, end).trim(), fields);
      }
      start = end + 1;
    }
  }

  private static void readColumn(String name, String value, LambdaFields fields) {
    switch (name) {
      case "Duration" -> fields.durationMs = ReportFigureReader.duration(millis(value));
      case "Billed Duration" -> fields.billedMs = ReportFigureReader.billed(millis(value));
      case "Init Duration" -> fields.initMs = ReportFigureReader.init(millis(value));
      case "Restore Duration" -> fields.restoreMs = ReportFigureReader.init(millis(value));
      case "Memory Size" -> fields.memoryMb = ReportFigureReader.memory(megabytes(value));
      case "Max Memory Used" -> fields.maxMemoryMb = ReportFigureReader.memory(megabytes(value));
      case "Status" -> fields.status = LambdaFields.statusOf(value);
      case "Error Type" -> fields.errorType = value;
      case "XRAY TraceId" -> fields.xrayTraceId = value;
      default -> {
        // Phase, Billed Restore Duration, SegmentId, Sampled: nothing is kept of them.
      }
    }
  }

  private static @Nullable Double millis(String value) {
    return ReportFigureReader.amount(value, " ms");
  }

  private static @Nullable Double megabytes(String value) {
    return ReportFigureReader.amount(value, " MB");
  }
}
