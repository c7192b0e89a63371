package io.fantail.event;

import io.fantail.shape.Fields;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The error of a function, as its log prints it; all of it within the payload policy.
 *
 * @param stackLine the frame that the runtime printed first, without its indent
 */
public record LambdaError(
    @Nullable String type, @Nullable String message, @Nullable String stackLine) {
  public static final LambdaError NONE = new LambdaError(null, null, null);

  /** What Lambda calls the error of a function that ran out of time. */
  public static final String TIMED_OUT = "Sandbox.Timedout";

  private static final Set<String> PROCESS_ENDED = Set.of("Runtime.ExitError", "Runtime.Unknown");

  /** The fields, as the table {@code lambda_invocations} shows them. */
  public static LambdaError shape(Fields<LambdaError> fields) {
    return new LambdaError(
        fields.masked(
            "error_type", "Type of the error of an invocation that failed.", LambdaError::type),
        fields.payload("error_message", "Message of the error.", LambdaError::message),
        fields.payload(
            "error_stack_line", "Frame that the runtime printed first.", LambdaError::stackLine));
  }

  /** Whether the type of an error says no more than that the process has ended. */
  public static boolean isMereExit(@Nullable String type) {
    return type != null && PROCESS_ENDED.contains(type);
  }

  /** How much the type tells: nothing, that the function ended, or why it did. */
  public int rank() {
    if (type == null) {
      return 0;
    }
    return isMereExit(type) || type.equals(TIMED_OUT) ? 1 : 2;
  }

  /** With what another error tells of what is missing here. */
  public LambdaError or(LambdaError other) {
    return new LambdaError(
        type == null ? other.type : type,
        message == null ? other.message : message,
        stackLine == null ? other.stackLine : stackLine);
  }
}
