package io.fantail.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import io.fantail.text.Sha256;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says which failures are one and the same: the error's name and its message with everything taken
 * out that differs from one occurrence to the next (ids, ARNs, numbers). 16 hex digits.
 */
public final class ErrorFingerprint {
  private static final int READ_CHARS = 4_096;
  private static final int MESSAGE_CHARS = 300;
  private static final Pattern VARYING =
      Pattern.compile(
          "arn:[^\\s\"',;)]+"
              + "|0x[0-9a-fA-F]+"
              + "|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
              + "|\\b[0-9a-fA-F]{12,}\\b"
              + "|\\d+(?:\\.\\d+)?");

  private ErrorFingerprint() {}

  public static @Nullable String of(@Nullable String error, @Nullable String cause) {
    if (error == null && cause == null) {
      return null;
    }
    String message = cause == null ? "" : messageOf(cause);
    String stable = VARYING.matcher(beginning(message, READ_CHARS)).replaceAll("_");
    // Cut only once nothing that varies is left: a longer number must not move the cut.
    String text = error + "\n" + beginning(stable, MESSAGE_CHARS);
    return HexFormat.of().formatHex(Sha256.of(text), 0, 8);
  }

  private static String beginning(String text, int chars) {
    return text.substring(0, Math.min(chars, text.length()));
  }

  private static String messageOf(String cause) {
    if (!cause.startsWith("{")) {
      return cause;
    }
    try {
      JsonNode json = Json.tree(cause);
      JsonNode message = json.path("errorMessage");
      return message.isTextual()
          ? json.path("errorType").asText() + ": " + message.asText()
          : cause;
    } catch (JsonProcessingException cutShort) {
      return cause;
    }
  }
}
