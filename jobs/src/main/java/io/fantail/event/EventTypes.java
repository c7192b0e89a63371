package io.fantail.event;

import io.fantail.archive.history.FieldNames;
import io.fantail.shape.Vocabulary;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of the types of events. The 62 of {@code HistoryEventType} in the Step Functions
 * API reference; those still to come are written out.
 */
final class EventTypes {
  private static final int MAX_CHARS = 60;

  static final Vocabulary NAMES =
      new Vocabulary(
          List.of(
              "ActivityFailed",
              "ActivityScheduled",
              "ActivityScheduleFailed",
              "ActivityStarted",
              "ActivitySucceeded",
              "ActivityTimedOut",
              "ChoiceStateEntered",
              "ChoiceStateExited",
              "EvaluationFailed",
              "ExecutionAborted",
              "ExecutionFailed",
              "ExecutionRedriven",
              "ExecutionStarted",
              "ExecutionSucceeded",
              "ExecutionTimedOut",
              "FailStateEntered",
              "LambdaFunctionFailed",
              "LambdaFunctionScheduled",
              "LambdaFunctionScheduleFailed",
              "LambdaFunctionStarted",
              "LambdaFunctionStartFailed",
              "LambdaFunctionSucceeded",
              "LambdaFunctionTimedOut",
              "MapIterationAborted",
              "MapIterationFailed",
              "MapIterationStarted",
              "MapIterationSucceeded",
              "MapRunAborted",
              "MapRunFailed",
              "MapRunRedriven",
              "MapRunStarted",
              "MapRunSucceeded",
              "MapStateAborted",
              "MapStateEntered",
              "MapStateExited",
              "MapStateFailed",
              "MapStateStarted",
              "MapStateSucceeded",
              "ParallelStateAborted",
              "ParallelStateEntered",
              "ParallelStateExited",
              "ParallelStateFailed",
              "ParallelStateStarted",
              "ParallelStateSucceeded",
              "PassStateEntered",
              "PassStateExited",
              "SucceedStateEntered",
              "SucceedStateExited",
              "TaskFailed",
              "TaskScheduled",
              "TaskStarted",
              "TaskStartFailed",
              "TaskStateAborted",
              "TaskStateEntered",
              "TaskStateExited",
              "TaskSubmitFailed",
              "TaskSubmitted",
              "TaskSucceeded",
              "TaskTimedOut",
              "WaitStateAborted",
              "WaitStateEntered",
              "WaitStateExited"));

  /** By the API's model; recorded are no others without. */
  private static final Set<String> WITHOUT_DETAILS =
      Set.of(
          "LambdaFunctionStarted",
          "MapRunAborted",
          "MapRunSucceeded",
          "MapStateAborted",
          "MapStateFailed",
          "MapStateSucceeded",
          "ParallelStateAborted",
          "ParallelStateFailed",
          "ParallelStateStarted",
          "ParallelStateSucceeded",
          "TaskStateAborted",
          "WaitStateAborted");

  /**
   * Their details hold payloads, an error and a cause, each of which may be absent: who leaves them
   * out where they are empty lost nothing.
   */
  private static final Set<String> OF_PAYLOADS =
      Set.of(
          "ActivityFailed",
          "ActivityScheduleFailed",
          "ActivityStarted",
          "ActivitySucceeded",
          "ActivityTimedOut",
          "ExecutionAborted",
          "ExecutionFailed",
          "ExecutionStarted",
          "ExecutionSucceeded",
          "ExecutionTimedOut",
          "LambdaFunctionFailed",
          "LambdaFunctionScheduleFailed",
          "LambdaFunctionStartFailed",
          "LambdaFunctionSucceeded",
          "LambdaFunctionTimedOut",
          "MapRunFailed",
          "MapStateStarted");

  private static final String ENTERED = "StateEntered";
  private static final String EXITED = "StateExited";

  /** As all names are made. */
  private static final Pattern WORDS = Pattern.compile("(?:[A-Z][a-z]+){2,}");

  private EventTypes() {}

  static boolean isKnown(String type) {
    return NAMES.numberOf(type) != null;
  }

  /** Whether AWS may have added it: {@code TaskResumed}, but not {@code task.resumed}. */
  static boolean isMadeLikeThem(String type) {
    return type.length() <= MAX_CHARS && WORDS.matcher(type).matches();
  }

  /**
   * Whether every event of the type has details that name something: a state, a resource, a Map
   * Run. Whether one of a type to come has any is not known.
   */
  static boolean alwaysHasDetails(String type) {
    return isKnown(type) && !WITHOUT_DETAILS.contains(type) && !OF_PAYLOADS.contains(type);
  }

  /** Whether nothing but its details says which state it is about. */
  static boolean namesItsState(String type) {
    return type.endsWith(ENTERED) || type.endsWith(EXITED);
  }

  /** The field that holds its details in an answer of {@code GetExecutionHistory}. */
  static String detailsFieldOf(String type) {
    String subject = type.endsWith(ENTERED) ? ENTERED : type.endsWith(EXITED) ? EXITED : type;
    return subject.isEmpty()
        ? subject
        : Character.toLowerCase(subject.charAt(0))
            + subject.substring(1)
            + FieldNames.DETAILS_SUFFIX;
  }

  /** Whether it is the last event of an execution, unless that is redriven. */
  static boolean endsExecution(String type) {
    return switch (type) {
      case "ExecutionSucceeded", "ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted" -> true;
      default -> false;
    };
  }
}
