package io.fantail.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the Step Functions API that name executions, in the spelling of the API and of SDKs
 * that print Pascal case.
 */
final class ApiAnswers {
  private ApiAnswers() {}

  /** What an answer is, or null when it is none of those known here. */
  static @Nullable NoiseKind kindOf(JsonNode answer) {
    if (isExecution(answer)) {
      return NoiseKind.DESCRIBE_EXECUTION;
    } else if (executionsIn(answer).stream().anyMatch(ApiAnswers::isExecution)) {
      return NoiseKind.LIST_EXECUTIONS;
    } else if (mapRunsIn(answer).stream().anyMatch(ApiAnswers::isMapRun)) {
      return NoiseKind.DESCRIBE_MAP_RUN;
    }
    return null;
  }

  /** The executions that an answer of {@code DescribeExecution} or {@code ListExecutions} shows. */
  static List<JsonNode> executionsOf(JsonNode answer) {
    return isExecution(answer)
        ? List.of(answer)
        : executionsIn(answer).stream().filter(ApiAnswers::isExecution).toList();
  }

  /** The Map Runs that an answer of {@code DescribeMapRun} or {@code ListMapRuns} shows. */
  static List<JsonNode> mapRunsOf(JsonNode answer) {
    return mapRunsIn(answer).stream().filter(ApiAnswers::isMapRun).toList();
  }

  static @Nullable String executionArnOf(JsonNode answer) {
    return field(answer, "executionArn").textValue();
  }

  static @Nullable String mapRunArnOf(JsonNode answer) {
    return field(answer, "mapRunArn").textValue();
  }

  /** Epoch milliseconds; null when it says none. */
  static @Nullable Long startedAt(JsonNode answer) {
    return EventTimes.millisOf(field(answer, "startDate"));
  }

  private static List<JsonNode> executionsIn(JsonNode answer) {
    return elements(field(answer, "executions"));
  }

  private static List<JsonNode> mapRunsIn(JsonNode answer) {
    JsonNode listed = field(answer, "mapRuns");
    boolean described = field(answer, "stateMachineArn").isMissingNode();
    return listed.isArray() ? elements(listed) : described ? List.of(answer) : List.of();
  }

  private static List<JsonNode> elements(JsonNode list) {
    List<JsonNode> elements = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(elements::add);
    }
    return elements;
  }

  /**
   * The ARNs must be of one state machine: an item of {@code ListMapRuns} has the same fields, the
   * ARN of the parent and the state machine of the children.
   */
  private static boolean isExecution(JsonNode answer) {
    String arn = executionArnOf(answer);
    String stateMachineArn = field(answer, "stateMachineArn").textValue();
    if (arn == null || stateMachineArn == null || startedAt(answer) == null) {
      return false;
    }
    String[] parts = stateMachineArn.split(":stateMachine:", 2);
    int qualifier = parts.length < 2 ? -1 : parts[1].indexOf(':');
    return parts.length == 2
        && arn.contains(":" + (qualifier < 0 ? parts[1] : parts[1].substring(0, qualifier)) + ":");
  }

  private static boolean isMapRun(JsonNode answer) {
    return executionArnOf(answer) != null
        && mapRunArnOf(answer) != null
        && startedAt(answer) != null;
  }

  private static JsonNode field(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isMissingNode()
        ? object.path(Character.toUpperCase(name.charAt(0)) + name.substring(1))
        : value;
  }
}
