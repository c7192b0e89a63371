package io.fantail.event.history;

import io.fantail.event.ExecutionArn;
import io.fantail.event.HistoryEvent;
import io.fantail.event.id.IdForms;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an event says of an execution that another one started by the API: {@code
 * states:startExecution} in each of its forms, {@code aws-sdk:sfn:startExecution} and {@code
 * startSyncExecution}. See "Start a new state machine execution from Step Functions" of the
 * Developer Guide; recorded in {@code sfn/histories/test_callback__test_start_execution_*} and
 * {@code test_aws_sdk_task_service__test_sfn_start_execution*}.
 */
public final class StartedExecution {
  /** The field of an input by which AWS's console finds the execution that started this one. */
  private static final String STARTED_BY = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID";

  /** In JSON within a string the quotes are escaped. */
  private static final Pattern STARTER =
      Pattern.compile(STARTED_BY + "\\\\*+\"\\s*+:\\s*+\\\\*+\"[^\"\\\\]*+");

  private StartedExecution() {}

  /**
   * Whether an attempt of a resource as {@link HistoryEvent#resource} has it starts an execution.
   */
  public static boolean isStart(@Nullable String resource) {
    return resource != null
        && (resource.startsWith("states:") || resource.startsWith("aws-sdk:sfn:"))
        && isStartOfResource(resource.substring(resource.lastIndexOf(":start") + 1));
  }

  /** The ARN that the answer of the call names; null where there is none, or it is cut off. */
  static @Nullable String in(String type, EventDetails details) {
    if (!isStart(details)) {
      return null;
    }
    boolean answersLater = details.isAnsweredWithToken();
    return switch (type) {
      case "TaskSubmitted" -> arnAt("ExecutionArn", details.output);
      // What comes back with a token is whatever its holder sent.
      case "TaskSucceeded" -> answersLater ? null : arnAt("ExecutionArn", details.output);
      case "TaskFailed", "TaskTimedOut" ->
          answersLater ? null : arnAt("ExecutionArn", details.cause);
      default -> null;
    };
  }

  /**
   * The execution that an input names as the one that started its own; null for a child of a
   * Distributed Map, whose input may be a copy of its parent's.
   */
  static @Nullable String starterIn(ExecutionArn started, @Nullable String input) {
    return input == null || started.isDistributedMapChild() || !input.contains(STARTED_BY)
        ? null
        : arnAt(STARTED_BY, input);
  }

  /**
   * An input without the executions that it names as starters, at whatever depth: an item that is a
   * copy of its parent's input tells who started the parent, a former run of the same state machine
   * perhaps.
   */
  static String withoutStarter(String input) {
    return input.contains(STARTED_BY) ? STARTER.matcher(input).replaceAll("") : input;
  }

  private static boolean isStart(EventDetails details) {
    return ("states".equals(details.resourceType) || "aws-sdk:sfn".equals(details.resourceType))
        && details.resource != null
        && isStartOfResource(details.resource);
  }

  private static boolean isStartOfResource(String resource) {
    return resource.startsWith("startExecution") || resource.startsWith("startSyncExecution");
  }

  private static @Nullable String arnAt(String field, @Nullable String json) {
    return json == null
        ? null
        : IdForms.executionArn(FailureEvidence.topLevelFields(json).get(field));
  }
}
