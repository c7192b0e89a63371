package io.fantail.sample.logs;

import io.fantail.sample.world.Json;
import io.fantail.sample.world.LambdaRuntime;

/**
 * What a handler logs through the usual logger of its runtime.
 *
 * @param runtime the runtime
 * @param time when, ISO 8601 with milliseconds in UTC
 * @param requestId the request that is handled
 * @param message the text
 */
record ApplicationLine(LambdaRuntime runtime, String time, String requestId, String message) {

  /** The line in the text format; Python's level is INFO or WARNING, the others' is information. */
  String asText(String level) {
    return switch (runtime) {
      case PYTHON -> "[" + level + "]\t" + time + "\t" + requestId + "\t" + message;
      case NODE -> time + "\t" + requestId + "\tINFO\t" + message;
      case DOTNET -> time + "\t" + requestId + "\tinfo\t" + message;
      case JAVA -> time.replace('T', ' ').replace("Z", "") + " " + requestId + " INFO  " + message;
      case RUBY ->
          "I, [%s #8]  INFO %s -- : %s".formatted(time.replace("Z", "000"), requestId, message);
      case GO -> time.substring(0, 19).replace('-', '/').replace('T', ' ') + " " + message;
    };
  }

  /** The line in the JSON format; what Go and Ruby write to standard output stays text in it. */
  String asJson() {
    String text = Json.quoted(message);
    return switch (runtime) {
      case PYTHON ->
          """
          {"timestamp": "%s", "level": "INFO", "message": %s, "logger": "root", "requestId": "%s"}\
          """
              .formatted(time.substring(0, 19) + "Z", text, requestId);
      case NODE ->
          "{\"timestamp\":\"%s\",\"level\":\"INFO\",\"requestId\":\"%s\",\"message\":%s}"
              .formatted(time, requestId, text);
      case JAVA ->
          "{\"timestamp\":\"%s\",\"message\":%s,\"level\":\"INFO\",\"AWSRequestId\":\"%s\"}"
              .formatted(time, text, requestId);
      case DOTNET ->
          "{\"timestamp\":\"%s\",\"level\":\"Information\",\"requestId\":\"%s\",\"message\":%s}"
              .formatted(time, requestId, text);
      case GO, RUBY -> asText("INFO");
    };
  }
}
