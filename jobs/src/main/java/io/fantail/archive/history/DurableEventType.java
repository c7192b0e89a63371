package io.fantail.archive.history;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The types of events of Lambda's durable executions, each with what it is about and what happened
 * to it: the 24 of {@code EventType} in the Lambda API reference. A type still to come is no
 * constant here; its name is kept as it is.
 */
public enum DurableEventType {
  EXECUTION_STARTED(Subject.EXECUTION, Phase.STARTED),
  EXECUTION_SUCCEEDED(Subject.EXECUTION, Phase.SUCCEEDED),
  EXECUTION_FAILED(Subject.EXECUTION, Phase.FAILED),
  EXECUTION_TIMED_OUT(Subject.EXECUTION, Phase.FAILED),
  EXECUTION_STOPPED(Subject.EXECUTION, Phase.STOPPED),
  CONTEXT_STARTED(Subject.CONTEXT, Phase.STARTED),
  CONTEXT_SUCCEEDED(Subject.CONTEXT, Phase.SUCCEEDED),
  CONTEXT_FAILED(Subject.CONTEXT, Phase.FAILED),
  WAIT_STARTED(Subject.WAIT, Phase.STARTED),
  WAIT_SUCCEEDED(Subject.WAIT, Phase.SUCCEEDED),
  WAIT_CANCELLED(Subject.WAIT, Phase.STOPPED),
  STEP_STARTED(Subject.STEP, Phase.STARTED),
  STEP_SUCCEEDED(Subject.STEP, Phase.SUCCEEDED),
  STEP_FAILED(Subject.STEP, Phase.FAILED),
  CHAINED_INVOKE_STARTED(Subject.CHAINED_INVOKE, Phase.STARTED),
  CHAINED_INVOKE_SUCCEEDED(Subject.CHAINED_INVOKE, Phase.SUCCEEDED),
  CHAINED_INVOKE_FAILED(Subject.CHAINED_INVOKE, Phase.FAILED),
  CHAINED_INVOKE_TIMED_OUT(Subject.CHAINED_INVOKE, Phase.FAILED),
  CHAINED_INVOKE_STOPPED(Subject.CHAINED_INVOKE, Phase.STOPPED),
  CALLBACK_STARTED(Subject.CALLBACK, Phase.STARTED),
  CALLBACK_SUCCEEDED(Subject.CALLBACK, Phase.SUCCEEDED),
  CALLBACK_FAILED(Subject.CALLBACK, Phase.FAILED),
  CALLBACK_TIMED_OUT(Subject.CALLBACK, Phase.FAILED),
  INVOCATION_COMPLETED(Subject.INVOCATION, Phase.COMPLETED);

  /** What an event is about. */
  public enum Subject {
    EXECUTION,
    CONTEXT,
    WAIT,
    STEP,
    CHAINED_INVOKE,
    CALLBACK,
    /** A run of the function, of which one or more make a durable execution. */
    INVOCATION
  }

  /** What happened to the subject. */
  public enum Phase {
    STARTED,
    SUCCEEDED,
    FAILED,
    /** Somebody ended it from outside. */
    STOPPED,
    /** It is over, and whether it failed stands in its details. */
    COMPLETED
  }

  private static final Map<String, DurableEventType> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(DurableEventType::awsName, Function.identity()));

  private final Subject subject;
  private final Phase phase;

  DurableEventType(Subject subject, Phase phase) {
    this.subject = subject;
    this.phase = phase;
  }

  /** The type of that name as AWS writes it; null for one still to come. */
  public static @Nullable DurableEventType of(String awsName) {
    return BY_NAME.get(awsName);
  }

  public static boolean isKnown(String awsName) {
    return BY_NAME.containsKey(awsName);
  }

  /** The name as AWS writes it, {@code StepFailed}. */
  public String awsName() {
    return EventTypeName.ofText(name());
  }

  public Subject subject() {
    return subject;
  }

  public Phase phase() {
    return phase;
  }

  /** Whether it is the end of a durable execution. */
  public boolean endsExecution() {
    return subject == Subject.EXECUTION && phase != Phase.STARTED;
  }
}
