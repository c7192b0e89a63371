package io.fantail.archive.history;

import io.fantail.shape.Vocabulary;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The types of events, each with the part that it plays and what its details hold: the 62 of {@code
 * HistoryEventType} in the Step Functions API reference. A type still to come is no constant here;
 * its name is kept as it is.
 */
public enum EventType {
  ACTIVITY_FAILED(EventRole.ATTEMPT_FAILED, Details.PAYLOADS),
  ACTIVITY_SCHEDULED(EventRole.ATTEMPT_SCHEDULED, Details.NAMED),
  ACTIVITY_SCHEDULE_FAILED(EventRole.ATTEMPT_NOT_SCHEDULED, Details.PAYLOADS),
  ACTIVITY_STARTED(EventRole.ATTEMPT_STARTED, Details.PAYLOADS),
  ACTIVITY_SUCCEEDED(EventRole.ATTEMPT_SUCCEEDED, Details.PAYLOADS),
  ACTIVITY_TIMED_OUT(EventRole.ATTEMPT_TIMED_OUT, Details.PAYLOADS),
  CHOICE_STATE_ENTERED(EventRole.STATE_ENTERED, Details.NAMED),
  CHOICE_STATE_EXITED(EventRole.STATE_EXITED, Details.NAMED),
  EVALUATION_FAILED(EventRole.EVALUATION_FAILED, Details.NAMED),
  EXECUTION_ABORTED(EventRole.EXECUTION_ABORTED, Details.PAYLOADS),
  EXECUTION_FAILED(EventRole.EXECUTION_FAILED, Details.PAYLOADS),
  EXECUTION_REDRIVEN(EventRole.EXECUTION_REDRIVEN, Details.NAMED),
  EXECUTION_STARTED(EventRole.EXECUTION_STARTED, Details.PAYLOADS),
  EXECUTION_SUCCEEDED(EventRole.EXECUTION_SUCCEEDED, Details.PAYLOADS),
  EXECUTION_TIMED_OUT(EventRole.EXECUTION_TIMED_OUT, Details.PAYLOADS),
  FAIL_STATE_ENTERED(EventRole.STATE_ENTERED, Details.NAMED),
  LAMBDA_FUNCTION_FAILED(EventRole.ATTEMPT_FAILED, Details.PAYLOADS),
  LAMBDA_FUNCTION_SCHEDULED(EventRole.ATTEMPT_SCHEDULED, Details.NAMED),
  LAMBDA_FUNCTION_SCHEDULE_FAILED(EventRole.ATTEMPT_NOT_SCHEDULED, Details.PAYLOADS),
  LAMBDA_FUNCTION_STARTED(EventRole.ATTEMPT_STARTED, Details.NONE),
  LAMBDA_FUNCTION_START_FAILED(EventRole.ATTEMPT_FAILED, Details.PAYLOADS),
  LAMBDA_FUNCTION_SUCCEEDED(EventRole.ATTEMPT_SUCCEEDED, Details.PAYLOADS),
  LAMBDA_FUNCTION_TIMED_OUT(EventRole.ATTEMPT_TIMED_OUT, Details.PAYLOADS),
  MAP_ITERATION_ABORTED(EventRole.ITERATION_ABORTED, Details.NAMED),
  MAP_ITERATION_FAILED(EventRole.ITERATION_FAILED, Details.NAMED),
  MAP_ITERATION_STARTED(EventRole.ITERATION_STARTED, Details.NAMED),
  MAP_ITERATION_SUCCEEDED(EventRole.ITERATION_SUCCEEDED, Details.NAMED),
  MAP_RUN_ABORTED(EventRole.MAP_RUN_ABORTED, Details.NONE),
  MAP_RUN_FAILED(EventRole.MAP_RUN_FAILED, Details.PAYLOADS),
  MAP_RUN_REDRIVEN(EventRole.MAP_RUN_REDRIVEN, Details.NAMED),
  MAP_RUN_STARTED(EventRole.MAP_RUN_STARTED, Details.NAMED),
  MAP_RUN_SUCCEEDED(EventRole.MAP_RUN_SUCCEEDED, Details.NONE),
  MAP_STATE_ABORTED(EventRole.CONTAINER_ABORTED, Details.NONE),
  MAP_STATE_ENTERED(EventRole.STATE_ENTERED, Details.NAMED),
  MAP_STATE_EXITED(EventRole.STATE_EXITED, Details.NAMED),
  MAP_STATE_FAILED(EventRole.CONTAINER_FAILED, Details.NONE),
  MAP_STATE_STARTED(EventRole.CONTAINER_STARTED, Details.PAYLOADS),
  MAP_STATE_SUCCEEDED(EventRole.CONTAINER_SUCCEEDED, Details.NONE),
  PARALLEL_STATE_ABORTED(EventRole.CONTAINER_ABORTED, Details.NONE),
  PARALLEL_STATE_ENTERED(EventRole.STATE_ENTERED, Details.NAMED),
  PARALLEL_STATE_EXITED(EventRole.STATE_EXITED, Details.NAMED),
  PARALLEL_STATE_FAILED(EventRole.CONTAINER_FAILED, Details.NONE),
  PARALLEL_STATE_STARTED(EventRole.CONTAINER_STARTED, Details.NONE),
  PARALLEL_STATE_SUCCEEDED(EventRole.CONTAINER_SUCCEEDED, Details.NONE),
  PASS_STATE_ENTERED(EventRole.STATE_ENTERED, Details.NAMED),
  PASS_STATE_EXITED(EventRole.STATE_EXITED, Details.NAMED),
  SUCCEED_STATE_ENTERED(EventRole.STATE_ENTERED, Details.NAMED),
  SUCCEED_STATE_EXITED(EventRole.STATE_EXITED, Details.NAMED),
  TASK_FAILED(EventRole.ATTEMPT_FAILED, Details.NAMED),
  TASK_SCHEDULED(EventRole.ATTEMPT_SCHEDULED, Details.NAMED),
  TASK_STARTED(EventRole.ATTEMPT_STARTED, Details.NAMED),
  TASK_START_FAILED(EventRole.ATTEMPT_FAILED, Details.NAMED),
  TASK_STATE_ABORTED(EventRole.STATE_ABORTED, Details.NONE),
  TASK_STATE_ENTERED(EventRole.STATE_ENTERED, Details.NAMED),
  TASK_STATE_EXITED(EventRole.STATE_EXITED, Details.NAMED),
  TASK_SUBMIT_FAILED(EventRole.ATTEMPT_FAILED, Details.NAMED),
  TASK_SUBMITTED(EventRole.ATTEMPT_SUBMITTED, Details.NAMED),
  TASK_SUCCEEDED(EventRole.ATTEMPT_SUCCEEDED, Details.NAMED),
  TASK_TIMED_OUT(EventRole.ATTEMPT_TIMED_OUT, Details.NAMED),
  WAIT_STATE_ABORTED(EventRole.STATE_ABORTED, Details.NONE),
  WAIT_STATE_ENTERED(EventRole.STATE_ENTERED, Details.NAMED),
  WAIT_STATE_EXITED(EventRole.STATE_EXITED, Details.NAMED);

  /** What the details of every event of a type hold; by the API's model, and as recorded. */
  private enum Details {
    NONE,
    /** Payloads, an error and a cause: who leaves out the empty ones lost nothing. */
    PAYLOADS,
    /** What the event is about: a state, a resource, a Map Run. */
    NAMED
  }

  private static final EventType[] TYPES = values();

  /** The names of all types, as AWS writes them. */
  public static final Vocabulary NAMES =
      new Vocabulary(Arrays.stream(TYPES).map(type -> EventTypeName.ofText(type.name())).toList());

  private static final int MAX_CHARS = 60;
  private static final String ENTERED = "StateEntered";
  private static final String EXITED = "StateExited";

  /** As all names are made. */
  private static final Pattern WORDS = Pattern.compile("(?:[A-Z][a-z]+){2,}");

  private final EventRole role;
  private final Details details;

  EventType(EventRole role, Details details) {
    this.role = role;
    this.details = details;
  }

  private static @Nullable EventType of(String name) {
    Integer number = NAMES.numberOf(name);
    return number == null ? null : TYPES[number];
  }

  /** Returns the part that a type plays; of one still to come it shows in the name, or nowhere. */
  public static EventRole roleOf(String name) {
    EventType type = of(name);
    if (type != null) {
      return type.role;
    } else if (name.endsWith(ENTERED)) {
      return EventRole.STATE_ENTERED;
    }
    return name.endsWith(EXITED) ? EventRole.STATE_EXITED : EventRole.OTHER;
  }

  public static boolean isKnown(String name) {
    return of(name) != null;
  }

  /** Whether AWS may have added it: {@code TaskResumed}, but not {@code task.resumed}. */
  public static boolean isMadeLikeThem(String name) {
    return name.length() <= MAX_CHARS && WORDS.matcher(name).matches();
  }

  /**
   * Whether every event of the type has details that name something. Whether one of a type to come
   * has any is not known.
   */
  public static boolean alwaysHasDetails(String name) {
    EventType type = of(name);
    return type != null && type.details == Details.NAMED;
  }

  /** Whether nothing but its details says which state it is about. */
  public static boolean namesItsState(String name) {
    return name.endsWith(ENTERED) || name.endsWith(EXITED);
  }

  /**
   * Returns the type of the state that it is about: of {@code MapStateFailed} it is {@code Map}.
   */
  public static String stateTypeOf(String name) {
    int end = name.lastIndexOf("State");
    return end < 0 ? name : name.substring(0, end);
  }

  /** Returns the fields that hold the details of those types whose events may have any. */
  static Stream<String> fieldsOfDetails() {
    return Arrays.stream(TYPES)
        .filter(type -> type.details != Details.NONE)
        .map(type -> detailsFieldOf(EventTypeName.ofText(type.name())));
  }

  /** Returns the field that holds its details in an answer of {@code GetExecutionHistory}. */
  public static String detailsFieldOf(String name) {
    String subject = name.endsWith(ENTERED) ? ENTERED : name.endsWith(EXITED) ? EXITED : name;
    return subject.isEmpty()
        ? subject
        : Character.toLowerCase(subject.charAt(0))
            + subject.substring(1)
            + FieldNames.DETAILS_SUFFIX;
  }
}
