package io.fantail.event.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.LambdaRecordKind;
import io.fantail.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the error that {@code aws-lambda-go} hands to the function's own {@code log} before it
 * answers: {@code log.Printf("%s", payload)} in {@code lambda/invoke_loop.go}. What stands around
 * the payload is what the function made of its logger: any flags and prefix of {@code log}, or
 * another library that took {@code log} over ({@code slog}, zap, logrus, zerolog), as text or JSON.
 *
 * <p>A time or the runtime's own file before the payload, and nothing between, is the runtime. A
 * bare payload or any other text before it may just as well be what the function tells of another
 * one, unless it is the last that is printed: after it the runtime only answers.
 */
public final class GoErrorReader {
  private static final String PAYLOAD = "{\"errorMessage\":\"";
  private static final byte[] PAYLOAD_BYTES = PAYLOAD.getBytes(StandardCharsets.UTF_8);
  private static final String QUOTED_PAYLOAD = "msg=\"{\\\"errorMessage\\\":\\\"";
  private static final int BEFORE_QUOTE = "msg=".length();
  private static final int MAX_HEADER_CHARS = 500;

  /** The payload's fields, in the order in which Go writes them. */
  private static final List<String> FIELDS =
      List.of("errorMessage", "errorType", "stackTrace", "shouldExit");

  private static final int ALWAYS_THERE = 2;
  private static final Pattern RUNTIME_FILE = Pattern.compile("\\binvoke_loop\\.go:\\d+(?:: |\\t)");
  private static final Pattern ANY_FILE = Pattern.compile("\\.go:\\d+: ");
  private static final Pattern TIME_BEFORE =
      Pattern.compile(".*(?:\\d{4}/\\d{2}/\\d{2}|\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{6})?) ");

  /** {@code go1.x}, until 2023 (unverified): {@code message: type}, then the stack as JSON. */
  private static final Pattern OLD =
      Pattern.compile("(.*): ([A-Za-z_]\\w*)\\n(null|\\[.*\\])\\s*", Pattern.DOTALL);

  private GoErrorReader() {}

  /** Whether a JSON line begins as Go writes the payload, without any space. */
  public static boolean beginsPayload(byte[] buffer, int offset, int length) {
    return length > PAYLOAD_BYTES.length
        && Arrays.equals(
            buffer, offset, offset + PAYLOAD_BYTES.length, PAYLOAD_BYTES, 0, PAYLOAD_BYTES.length);
  }

  /** A line that is the payload and nothing else; null for any other JSON. */
  static @Nullable LambdaFields bare(JsonNode json) {
    return isPayload(json) ? fields(LambdaRecordKind.FAILURE_IF_LAST, Status.ERROR, json) : null;
  }

  /** A line of text, or the message in a line of JSON; null for any other. */
  static @Nullable LambdaFields of(String text) {
    String line = text.stripTrailing();
    if (line.startsWith("time=") || line.startsWith("level=")) {
      return ofKeysAndValues(line);
    }
    int payload = line.endsWith("}") ? line.indexOf(PAYLOAD) : -1;
    if (payload < 0 || payload > MAX_HEADER_CHARS) {
      return null;
    }
    String header = line.substring(0, payload);
    boolean hasColumns = header.indexOf('\t') >= 0 && !RUNTIME_FILE.matcher(header).find();
    if (hasColumns || header.indexOf('\n') >= 0) {
      // The columns of another runtime's logger; zap on a console has the runtime's file in them.
      return null;
    }
    JsonNode json = payloadIn(line.substring(payload));
    return json == null ? null : behind(header, json);
  }

  private static LambdaFields behind(String header, JsonNode payload) {
    boolean ofRuntime =
        RUNTIME_FILE.matcher(header).find()
            || (TIME_BEFORE.matcher(header).matches() && !ANY_FILE.matcher(header).find());
    if (ofRuntime) {
      return fields(LambdaRecordKind.FAILURE, Status.ERROR, payload);
    } else if (ANY_FILE.matcher(header).find()) {
      return fields(LambdaRecordKind.FAILURE, null, payload);
    }
    return fields(
        LambdaRecordKind.FAILURE_IF_LAST, header.isEmpty() ? Status.ERROR : null, payload);
  }

  /** The line of slog or logrus as text: keys and values, the payload the quoted one of "msg". */
  private static @Nullable LambdaFields ofKeysAndValues(String line) {
    int message = line.indexOf(QUOTED_PAYLOAD);
    int end = message < 0 ? -1 : endOfQuotes(line, message + BEFORE_QUOTE);
    if (end < 0) {
      return null;
    }
    try {
      JsonNode quoted = Json.tree(line.substring(message + BEFORE_QUOTE, end));
      JsonNode json = payloadIn(quoted.asText());
      return json == null ? null : bare(json);
    } catch (JsonProcessingException notAsJsonQuotes) {
      return null;
    }
  }

  private static int endOfQuotes(String line, int start) {
    for (int i = start + 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i + 1;
      }
    }
    return -1;
  }

  /** What {@code go1.x} printed of several lines; null for any other text. */
  static @Nullable LambdaFields old(String text) {
    Matcher error = OLD.matcher(text);
    if (!error.matches()) {
      return null;
    }
    try {
      String frame = ErrorPayload.firstFrame(Json.tree(error.group(3)), error.group(2));
      return LambdaFields.failed(Status.ERROR, error.group(2), error.group(1), frame);
    } catch (JsonProcessingException noStack) {
      return null;
    }
  }

  private static @Nullable JsonNode payloadIn(String text) {
    try {
      JsonNode json = Json.tree(text);
      return isPayload(json) ? json : null;
    } catch (JsonProcessingException cutShort) {
      return null;
    }
  }

  private static boolean isPayload(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    // What Go has nothing for is left out.
    List<String> known = FIELDS.stream().filter(names::contains).toList();
    return names.equals(known)
        && names.size() >= ALWAYS_THERE
        && json.path("errorMessage").isTextual()
        && json.path("errorType").isTextual()
        && isStack(json.path("stackTrace"));
  }

  /** Frames that are objects: those of Java and Ruby, whose payload is like Go's, are text. */
  private static boolean isStack(JsonNode frames) {
    for (JsonNode frame : frames) {
      if (!frame.isObject()) {
        return false;
      }
    }
    return true;
  }

  private static LambdaFields fields(
      LambdaRecordKind kind, @Nullable Status status, JsonNode payload) {
    LambdaFields fields = new LambdaFields(kind);
    fields.status = status;
    ErrorPayload.read(payload, fields);
    return fields;
  }
}
