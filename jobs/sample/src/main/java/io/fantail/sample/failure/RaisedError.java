package io.fantail.sample.failure;

import io.fantail.sample.world.FunctionError;
import io.fantail.sample.world.Json;
import io.fantail.sample.world.LambdaRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An error of a runtime other than Python, in the forms of the runtimes' own interface clients
 * (aws/aws-lambda-nodejs-, -java-, -ruby-runtime-interface-client, aws-lambda-go,
 * aws-lambda-dotnet) and of the pages "function errors" of the Lambda Developer Guide.
 *
 * @param runtime the runtime, which decides the form
 * @param family the planted family that it belongs to
 * @param type the error type, as the payload has it
 * @param message its text
 * @param frames its stack, the innermost first, without the words that a runtime puts before a
 *     frame
 * @param cause what caused it, or null
 */
record RaisedError(
    LambdaRuntime runtime,
    String family,
    String type,
    String message,
    List<String> frames,
    @Nullable RaisedError cause)
    implements FunctionError {

  RaisedError(LambdaRuntime runtime, String family, String type, String message, String... frames) {
    this(runtime, family, type, message, List.of(frames), null);
  }

  RaisedError causedBy(RaisedError cause) {
    return new RaisedError(runtime, family, type, message, frames, cause);
  }

  @Override
  public boolean tellsRequestId() {
    return false;
  }

  @Override
  public String causeOf(String requestId) {
    return payload();
  }

  private String payload() {
    String said = "\"errorMessage\":" + Json.quoted(message);
    String typed = "\"errorType\":" + Json.quoted(type);
    return switch (runtime) {
      case NODE -> "{" + typed + "," + said + ",\"trace\":" + array(nodeStack()) + "}";
      case GO -> "{" + said + "," + typed + "}";
      case DOTNET ->
          "{" + typed + "," + said + ",\"stackTrace\":" + array(prefixed("at ")) + caused() + "}";
      case JAVA, RUBY, PYTHON ->
          "{" + said + "," + typed + ",\"stackTrace\":" + array(frames) + caused() + "}";
    };
  }

  private String caused() {
    return cause == null ? "" : ",\"cause\":" + cause.payload();
  }

  @Override
  public String asText(String time, String requestId) {
    return switch (runtime) {
      case NODE ->
          "%s\t%s\tERROR\tInvoke Error \t{\"errorType\":%s,\"errorMessage\":%s,\"stack\":%s}"
              .formatted(
                  time, requestId, Json.quoted(type), Json.quoted(message), array(nodeStack()));
      case JAVA -> message + ": " + type + "\n" + javaStack("");
      case GO -> time.substring(0, 19).replace('-', '/').replace('T', ' ') + " " + payload();
      case RUBY -> "Error raised from handler method\n" + rubyPretty();
      case DOTNET -> time + "\t" + requestId + "\tfail\t" + dotnetStack();
      case PYTHON -> message;
    };
  }

  @Override
  public String asJson(String time, String requestId) {
    return switch (runtime) {
      case NODE ->
          """
          {"timestamp":"%s","level":"ERROR","requestId":"%s","message":{"errorType":%s,\
          "errorMessage":%s,"stackTrace":%s}}\
          """
              .formatted(
                  time, requestId, Json.quoted(type), Json.quoted(message), array(nodeStack()));
      case JAVA ->
          "{\"timestamp\":\"%s\",\"message\":%s,\"level\":\"ERROR\",\"AWSRequestId\":\"%s\"}"
              .formatted(time, Json.quoted(asText(time, requestId)), requestId);
      case DOTNET ->
          """
          {"timestamp":"%s","level":"Error","requestId":"%s","message":%s,"errorType":%s,\
          "errorMessage":%s,"stackTrace":%s}\
          """
              .formatted(
                  time,
                  requestId,
                  Json.quoted(message),
                  Json.quoted(type),
                  Json.quoted(message),
                  array(prefixed("at ")));
      // What these write to standard output stays text in either format.
      case GO, RUBY, PYTHON -> asText(time, requestId);
    };
  }

  private List<String> nodeStack() {
    List<String> lines = new ArrayList<>();
    lines.add(type + ": " + message);
    lines.addAll(prefixed("    at "));
    return lines;
  }

  private String javaStack(String before) {
    String own = before + type + ": " + message + "\n" + lines("\tat ");
    return cause == null ? own : own + "\n" + cause.javaStack("Caused by: ") + "\n\t... 4 more";
  }

  private String dotnetStack() {
    String inner =
        cause == null
            ? ""
            : "\n ---> " + cause.dotnetStack() + "\n   --- End of inner exception stack trace ---";
    return "System." + type + ": " + message + inner + "\n" + lines("   at ");
  }

  private String rubyPretty() {
    String stack =
        frames.stream()
            .map(Json::quoted)
            .collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    return "{\n  \"errorMessage\": %s,\n  \"errorType\": %s,\n  \"stackTrace\": %s\n}"
        .formatted(Json.quoted(message), Json.quoted(type), stack);
  }

  private List<String> prefixed(String words) {
    return frames.stream().map(frame -> words + frame).toList();
  }

  private String lines(String words) {
    return String.join("\n", prefixed(words));
  }

  private static String array(List<String> lines) {
    return lines.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]"));
  }
}
