package io.fantail.event.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fantail.event.FunctionReference;
import io.fantail.event.LambdaCall;
import io.fantail.event.id.IdForms;
import io.fantail.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the payloads of a Task which Lambda invocation they speak of; {@link FailureEvidence}
 * does so in its failures. By the API reference of Lambda's Invoke, as recorded in {@code
 * sfn/real-small} and {@code joined}.
 */
final class InvocationEvidence {
  private static final String FUNCTION_NAME = "FunctionName";
  private static final String INVOCATION_TYPE = "InvocationType";
  private static final String QUALIFIER = "Qualifier";
  private static final String ROOT = "root=";

  private InvocationEvidence() {}

  /**
   * The call that {@code parameters} of a {@code lambda:invoke} ask for.
   *
   * @param account of the role that the Task takes on for it; null for none, or one of the caller's
   */
  static LambdaCall ofParameters(
      @Nullable String parameters,
      @Nullable String account,
      RepeatedTexts<FunctionReference> functions) {
    if (parameters == null) {
      return LambdaCall.NONE;
    }
    Request request = new Request(parameters);
    try (JsonParser parser = Json.FACTORY.createParser(parameters)) {
      request.read(parser, functions);
    } catch (IOException cutShort) {
      return request.toCall(account);
    }
    return request.toCall(account);
  }

  /** The parameters of a call while they are read. */
  private static final class Request {
    private final boolean mayHaveType;
    private final boolean mayHaveQualifier;
    private @Nullable FunctionReference function;
    private @Nullable String type;
    private @Nullable String qualifier;

    Request(String parameters) {
      mayHaveType = parameters.contains(INVOCATION_TYPE);
      mayHaveQualifier = parameters.contains(QUALIFIER);
    }

    /** Reads no further than it must: behind the name stands the payload. */
    private void read(JsonParser parser, RepeatedTexts<FunctionReference> functions)
        throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (!isComplete() && parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          parser.skipChildren();
          continue;
        }
        switch (field) {
          case FUNCTION_NAME -> function = functions.valueOf(parser);
          case INVOCATION_TYPE -> type = parser.getText();
          case QUALIFIER -> qualifier = parser.getText();
          default -> {}
        }
      }
    }

    private boolean isComplete() {
      return function != null
          && (type != null || !mayHaveType)
          && (qualifier != null || !mayHaveQualifier);
    }

    private LambdaCall toCall(@Nullable String account) {
      return function == null
          ? LambdaCall.NONE
          : new LambdaCall(
              function.orElse(account, qualifier),
              null,
              null,
              null,
              "Event".equals(type),
              "DryRun".equals(type));
    }
  }

  /**
   * Reads the output of {@code lambda:invoke} (the answer of the API with {@code
   * SdkResponseMetadata}) or of {@code aws-sdk:lambda:invoke}, which has no metadata: there a
   * failure of the function is an output with {@code FunctionError}, and its payload the function's
   * word.
   */
  static LambdaCall ofOutput(@Nullable String output) {
    if (output == null || !output.startsWith("{")) {
      return LambdaCall.NONE;
    }
    Answer answer = new Answer();
    try (JsonParser parser = Json.FACTORY.createParser(output.getBytes(StandardCharsets.UTF_8))) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        answer.readField(parser);
      }
    } catch (IOException cutShort) {
      return answer.toCall();
    }
    return answer.toCall();
  }

  /** The answer of the API while it is read. */
  private static final class Answer {
    private @Nullable String requestId;
    private @Nullable String xrayRoot;
    private @Nullable String executedVersion;
    private @Nullable String durableExecutionArn;
    private @Nullable String payload;
    private boolean failed;

    private void readField(JsonParser parser) throws IOException {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      boolean text = value == JsonToken.VALUE_STRING;
      switch (field) {
        case "SdkResponseMetadata" -> {
          String id = textIn(parser, "requestid");
          requestId = id == null ? requestId : id;
        }
        case "SdkHttpMetadata" -> readHeaders(parser);
        case "DurableExecutionArn" -> durableExecutionArn = text ? parser.getText() : null;
        case "ExecutedVersion" -> executedVersion = text ? parser.getText() : null;
        case "FunctionError" -> failed = text;
        case "Payload" -> {
          // An object is the optimized integration's: it fails where the function does.
          payload = text ? parser.getText() : null;
          parser.skipChildren();
        }
        default -> parser.skipChildren();
      }
    }

    /** {@code SdkHttpMetadata.HttpHeaders}; the case of the names differs, values may be arrays. */
    private void readHeaders(JsonParser parser) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        return;
      }
      int depth = 1;
      String field = "";
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return;
        } else if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.FIELD_NAME) {
          field = parser.currentName();
        } else if (field.equalsIgnoreCase("x-amzn-requestid")) {
          requestId = requestId == null ? parser.getText() : requestId;
        } else if (field.equalsIgnoreCase("x-amzn-trace-id")) {
          xrayRoot = rootIn(parser.getText());
        } else if (field.equalsIgnoreCase("x-amz-durable-execution-arn")) {
          durableExecutionArn = parser.getText();
        }
      }
    }

    private LambdaCall toCall() {
      String id = requestId == null && failed ? FailureEvidence.requestId(payload) : requestId;
      String invocationId = IdForms.requestId(id);
      String version = IdForms.version(executedVersion);
      String durableArn = IdForms.durableExecutionArn(durableExecutionArn);
      boolean nothing =
          invocationId == null && xrayRoot == null && version == null && durableArn == null;
      return nothing
          ? LambdaCall.NONE
          : new LambdaCall(null, invocationId, xrayRoot, version, durableArn, false, false);
    }
  }

  /** The trace in {@code Root=1-...;Parent=...}, whose names are lower case where nobody waits. */
  private static @Nullable String rootIn(String header) {
    String root = null;
    for (int at = 0; root == null && at < header.length(); at++) {
      if (header.regionMatches(true, at, ROOT, 0, ROOT.length())) {
        root = IdForms.xrayTraceId(header, at + ROOT.length());
      }
    }
    return root;
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
