package io.fantail.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The error object of a runtime, as recorded in {@code lambda/error_payloads_by_runtime.json}:
 * {@code errorType}, {@code errorMessage}, and a stack whose name and form differ. Also the frames
 * of a stack that is printed as text.
 */
final class ErrorPayload {
  /** Python, Java, .NET, Ruby, Go; Node's log; Node's answer. */
  private static final List<String> STACKS = List.of("stackTrace", "stack", "trace");

  private static final String NO_BREAK_SPACE = "\u00a0";

  private ErrorPayload() {}

  /** An empty text is what a runtime writes for none. */
  static void read(JsonNode error, LambdaFields fields) {
    fields.errorType = textOf(error.path("errorType"));
    fields.errorMessage = textOf(error.path("errorMessage"));
    for (String name : STACKS) {
      if (fields.errorStackLine == null) {
        fields.errorStackLine = firstFrame(error.path(name), fields.errorType);
      }
    }
  }

  private static @Nullable String textOf(JsonNode value) {
    return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
  }

  /** The first line of printed text that is a frame of Java, Node, .NET or Python. */
  static @Nullable String firstFrame(String text) {
    return text.lines()
        .map(ErrorPayload::unindented)
        .filter(ErrorPayload::isFrame)
        .findFirst()
        .orElse(null);
  }

  static @Nullable String firstFrame(JsonNode stack, @Nullable String errorType) {
    if (stack.isTextual()) {
      return firstFrame(stack.textValue());
    }
    String first = null;
    for (JsonNode entry : stack) {
      String line = lineOf(entry);
      if (isFrame(line)) {
        return line;
      }
      // Node and .NET repeat the error above its frames.
      boolean repeats = errorType != null && line.startsWith(errorType);
      first = first == null && !repeats && !line.isEmpty() ? line : first;
    }
    return first;
  }

  /** Python, Ruby and others write text, of several lines; Go an object. */
  private static String lineOf(JsonNode entry) {
    if (entry.isObject()) {
      return entry.path("path").asText()
          + ":"
          + entry.path("line").asText()
          + " "
          + entry.path("label").asText();
    }
    return unindented(entry.asText().strip().lines().findFirst().orElse(""));
  }

  private static boolean isFrame(String line) {
    return line.startsWith("at ") || line.startsWith("File \"");
  }

  /** Python indents what it prints with no-break spaces. */
  private static String unindented(String line) {
    return line.replace(NO_BREAK_SPACE, " ").strip();
  }
}
