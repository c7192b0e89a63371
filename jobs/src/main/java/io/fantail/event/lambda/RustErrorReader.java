package io.fantail.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.text.RequestIds;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code lambda_runtime} of Rust logs in its span: a panic of the handler, a payload
 * that is not what the handler takes, and in some versions the error that the handler returned. Any
 * other error in that span is one that the function logs. Other versions print nothing of an error
 * that a handler returns.
 */
final class RustErrorReader {
  private static final String SPAN = "Lambda runtime invoke";

  private static final List<String> OF_RUNTIME =
      List.of(
          "user handler panicked",
          "building error response for Lambda Runtime API",
          "Request payload deserialization into LambdaEvent<T> failed");

  private static final Pattern COLOURS = Pattern.compile("\\x1b\\[[0-9;]*m");

  /** Time and target are there where the function made its subscriber itself. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?:\\S+ +)?ERROR "
              + SPAN
              + "\\{requestId=\"?("
              + RequestIds.PATTERN
              + ")\"?[^}]*\\}: (?:lambda_runtime[\\w:]*: )?(.*)",
          Pattern.DOTALL);

  private RustErrorReader() {}

  /** A line of text; null for any other. */
  static @Nullable LambdaFields of(String text) {
    if (!text.contains(SPAN)) {
      return null;
    }
    Matcher line = LINE.matcher(COLOURS.matcher(text).replaceAll(""));
    return line.matches() ? fields(line.group(1), line.group(2).stripTrailing()) : null;
  }

  /** A line of JSON: {@code {level, fields: {message, error}, span: {requestId, name}}}. */
  static @Nullable LambdaFields of(JsonNode json) {
    JsonNode span = json.path("span");
    if (!span.path("name").asText().equals(SPAN)) {
      return null;
    }
    JsonNode said = json.has("fields") ? json.path("fields") : json;
    String error = said.path("error").textValue();
    String message = said.path("message").asText() + (error == null ? "" : " error=" + error);
    return fields(RequestIds.known(span.path("requestId").textValue()), message);
  }

  private static @Nullable LambdaFields fields(@Nullable String requestId, String message) {
    if (OF_RUNTIME.stream().noneMatch(message::startsWith)) {
      return null;
    }
    LambdaFields fields = LambdaFields.failed(Status.ERROR);
    fields.requestId = requestId;
    fields.errorMessage = message;
    return fields;
  }
}
