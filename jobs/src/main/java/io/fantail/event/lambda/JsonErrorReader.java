package io.fantail.event.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads errors of the JSON log format: what a runtime prints when the function fails, and errors
 * that the function logged, which may explain a failure. By the sources of the runtimes' interface
 * clients:
 *
 * <ul>
 *   <li>Python prints what nobody caught without a {@code message}; its level is {@code log_level}
 *       in runtimes of 2023-08 to 2026-09, {@code level} later.
 *   <li>Node prints an error that was logged just so: then REPORT says whether the function failed
 *       (unverified: that it says so of every error that a handler throws).
 *   <li>Java prints its text as the message, .NET too until 2024 and then fields; .NET's frames
 *       tell what the runtime caught.
 *   <li>Ruby prints an error without a level, known by how its type is written.
 *   <li>Go and Rust: {@link GoErrorReader}, {@link RustErrorReader}.
 * </ul>
 *
 * <p>Loggers of other libraries (Powertools, structlog, pino) have a message, and are never taken
 * for the runtime.
 */
final class JsonErrorReader {
  private static final String PYTHON_WARNING = "LAMBDA_WARNING: ";

  /** Python, Java and Node write them in capitals, .NET does not. */
  private static final Set<String> ERROR_LEVELS = Set.of("ERROR", "FATAL", "CRITICAL");

  /** What was said, or by whom: a runtime that fails has neither. */
  private static final List<String> WORDS_OF_LOGGERS =
      List.of("message", "msg", "event", "logger", "service", "location");

  private static final Pattern RUBY_TYPE = Pattern.compile("(?:Function|Init|Runtime)<.+>");

  private JsonErrorReader() {}

  /** The error of a line; null for any other. */
  static @Nullable LambdaFields of(JsonNode json) {
    LambdaFields found = null;
    if (RUBY_TYPE.matcher(json.path("errorType").asText()).matches()) {
      found = failure(json, true);
    } else if (ERROR_LEVELS.contains(levelOf(json))) {
      found = ofErrorLevel(json);
    }
    return found == null ? messageOfGo(json) : found;
  }

  private static String levelOf(JsonNode json) {
    JsonNode level = json.hasNonNull("level") ? json.path("level") : json.path("log_level");
    return level.asText().toUpperCase(Locale.ROOT);
  }

  private static @Nullable LambdaFields ofErrorLevel(JsonNode json) {
    JsonNode message = json.path("message");
    LambdaFields rust = RustErrorReader.of(json);
    if (rust != null) {
      return rust;
    } else if (message.hasNonNull("errorType")) {
      return failure(message, false);
    } else if (json.hasNonNull("errorType") || json.hasNonNull("errorMessage")) {
      return failure(json, isUncaught(json));
    } else if (!message.isTextual()) {
      return null;
    }
    LambdaFields java = RuntimeErrorReader.java(message.textValue());
    return java == null ? DotnetErrorReader.of(message.textValue()) : java;
  }

  private static boolean isUncaught(JsonNode json) {
    boolean ofPython =
        json.path("stackTrace").isArray() && WORDS_OF_LOGGERS.stream().noneMatch(json::has);
    return ofPython
        || RuntimeErrorReader.isOfNode(json.path("message").asText())
        || DotnetErrorReader.isThrownToRuntime(json.path("stackTrace"));
  }

  /**
   * Go's own loggers have any level, and no request id unless the function adds one. Other runtimes
   * have a time stamp and a request id around the message.
   */
  private static @Nullable LambdaFields messageOfGo(JsonNode json) {
    JsonNode message = json.has("msg") ? json.path("msg") : json.path("message");
    boolean ofOtherRuntime =
        !json.has("msg")
            && json.has("timestamp")
            && (json.has("requestId") || json.has("AWSRequestId"));
    return message.isTextual() && !ofOtherRuntime ? GoErrorReader.of(message.textValue()) : null;
  }

  private static LambdaFields failure(JsonNode error, boolean uncaught) {
    LambdaFields fields = LambdaFields.failed(uncaught ? Status.ERROR : null);
    ErrorPayload.read(error, fields);
    return fields;
  }

  /**
   * Python's warning about an error that nobody caught, and the error in the same event: where the
   * interface client writes to standard output its lines end in CR, which is no end of an event.
   */
  static @Nullable LambdaFields behindPythonsWarning(String text) {
    int end = text.startsWith(PYTHON_WARNING) ? text.indexOf('\r') : -1;
    if (end < 0) {
      return null;
    }
    String error = text.substring(end + 1);
    try {
      return error.startsWith("{") ? of(Json.tree(error)) : RuntimeErrorReader.python(error);
    } catch (JsonProcessingException cutShort) {
      return null;
    }
  }
}
