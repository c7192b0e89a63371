package io.fantail.archive.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.text.Json;
import io.fantail.text.JsonTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer of the Step Functions API that names an execution, in the spelling of the API and
 * of SDKs that print Pascal case.
 */
final class ApiAnswer {
  private ApiAnswer() {}

  /**
   * Whether it describes one execution, a durable one too, or one Map Run, by itself or as an
   * element of a listing.
   */
  static boolean isOne(JsonNode answer) {
    return isExecution(answer) || isMapRun(answer) || DurableEvents.arnIn(answer) != null;
  }

  static @Nullable String executionArnOf(JsonNode answer) {
    return Json.field(answer, "executionArn").textValue();
  }

  static @Nullable String mapRunArnOf(JsonNode answer) {
    return Json.field(answer, "mapRunArn").textValue();
  }

  /** Epoch milliseconds; null when it says none. */
  static @Nullable Long startedAt(JsonNode answer) {
    return JsonTime.millisOf(Json.field(answer, "startDate"));
  }

  /**
   * The ARNs must be of one state machine: an item of {@code ListMapRuns} has the same fields, the
   * ARN of the parent and the state machine of the children.
   */
  static boolean isExecution(JsonNode answer) {
    String arn = executionArnOf(answer);
    String stateMachineArn = Json.field(answer, "stateMachineArn").textValue();
    if (arn == null || stateMachineArn == null || startedAt(answer) == null) {
      return false;
    }
    String[] parts = stateMachineArn.split(":stateMachine:", 2);
    int qualifier = parts.length < 2 ? -1 : parts[1].indexOf(':');
    return parts.length == 2
        && arn.contains(":" + (qualifier < 0 ? parts[1] : parts[1].substring(0, qualifier)) + ":");
  }

  static boolean isMapRun(JsonNode answer) {
    return !isExecution(answer)
        && executionArnOf(answer) != null
        && mapRunArnOf(answer) != null
        && startedAt(answer) != null;
  }
}
