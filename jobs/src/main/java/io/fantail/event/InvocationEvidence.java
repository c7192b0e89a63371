package io.fantail.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.archive.Json;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds in an event's payloads which Lambda invocation it speaks of. Forms as recorded: Python,
 * Node, Java causes.
 */
final class InvocationEvidence {
  private static final String UUID =
      "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

  /**
   * Errors of the function's process: {@code RequestId: <id> Error: Task timed out after 3.00
   * seconds}.
   */
  private static final Pattern PROCESS_ERROR = Pattern.compile("RequestId: (" + UUID + ")");

  /**
   * The same until 2024: {@code 2020-06-09T15:02:26.150Z <id> Task timed out after 3.00 seconds}.
   */
  private static final Pattern OLD_TIMEOUT = Pattern.compile("(" + UUID + ") Task timed out after");

  /** A refusal by the API. Its id names the API call; no function ran. */
  private static final Pattern API_ERROR =
      Pattern.compile("\\(Service: (?:AWS)?Lambda[,;].{0,80}Request ID: ", Pattern.DOTALL);

  private static final Pattern XRAY_ROOT = Pattern.compile("(?i)root=(1-[0-9a-f]{8}-[0-9a-f]{24})");

  private InvocationEvidence() {}

  /**
   * The function that {@code parameters} of a {@code lambda:invoke} name; null when they do not.
   */
  static @Nullable String functionName(@Nullable String parameters) {
    String reference = parameters == null ? null : topLevelText(parameters, "FunctionName");
    return reference == null ? null : LambdaCall.functionNameOf(reference);
  }

  /**
   * From the output of {@code lambda:invoke} (the answer of the API with {@code
   * SdkResponseMetadata}).
   */
  static LambdaCall ofOutput(@Nullable String output) {
    if (output == null || !output.startsWith("{")) {
      return LambdaCall.NONE;
    }
    String requestId = null;
    String xrayRoot = null;
    try (JsonParser parser = Json.FACTORY.createParser(output)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("SdkResponseMetadata")) {
          String id = textIn(parser, "requestid");
          requestId = id == null ? requestId : id;
        } else if (field.equals("SdkHttpMetadata")) {
          Headers headers = headersIn(parser);
          requestId = requestId == null ? headers.requestId : requestId;
          xrayRoot = headers.xrayRoot;
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException cutShort) {
      return new LambdaCall(null, requestId, xrayRoot, false);
    }
    return new LambdaCall(null, requestId, xrayRoot, false);
  }

  /** From the cause of a failure. */
  static LambdaCall ofCause(@Nullable String cause) {
    if (cause == null) {
      return LambdaCall.NONE;
    }
    if (API_ERROR.matcher(cause).find()) {
      return new LambdaCall(null, null, null, true);
    }
    String requestId = cause.startsWith("{") ? topLevelText(cause, "requestId") : null;
    if (requestId == null || requestId.isEmpty()) {
      // Empty when the runtime failed before it had a request.
      requestId = firstGroup(PROCESS_ERROR, cause);
    }
    if (requestId == null) {
      requestId = firstGroup(OLD_TIMEOUT, cause);
    }
    return new LambdaCall(null, requestId, null, false);
  }

  private static @Nullable String firstGroup(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** The text of one field of an object; null where there is none before the JSON is cut. */
  static @Nullable String topLevelText(String json, String wanted) {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals(wanted) && value == JsonToken.VALUE_STRING) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException cutShort) {
      return null;
    }
    return null;
  }

  private static final class Headers {
    private @Nullable String requestId;
    private @Nullable String xrayRoot;
  }

  /** {@code SdkHttpMetadata.HttpHeaders}; the case of the names differs, values may be arrays. */
  private static Headers headersIn(JsonParser parser) throws IOException {
    Headers headers = new Headers();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return headers;
    }
    int depth = 1;
    String field = "";
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return headers;
      } else if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.FIELD_NAME) {
        field = parser.currentName();
      } else if (field.equalsIgnoreCase("x-amzn-requestid")) {
        headers.requestId = parser.getText();
      } else if (field.equalsIgnoreCase("x-amzn-trace-id")) {
        headers.xrayRoot = firstGroup(XRAY_ROOT, parser.getText());
      }
    }
    return headers;
  }

  private static @Nullable String textIn(JsonParser parser, String lowerCaseName)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return null;
    }
    String text = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equalsIgnoreCase(lowerCaseName);
      JsonToken value = parser.nextToken();
      if (wanted && value == JsonToken.VALUE_STRING) {
        text = parser.getText();
      }
      parser.skipChildren();
    }
    return text;
  }
}
