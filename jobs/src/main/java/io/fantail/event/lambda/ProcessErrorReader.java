package io.fantail.event.lambda;

import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.text.RequestIds;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Lambda itself writes of a function's process that ended or was ended. Where the line
 * does not name the error, it has the name that Lambda gives it in its answer, as recorded in
 * {@code lambda/error_payloads_by_runtime.json}.
 */
final class ProcessErrorReader {
  private static final String EXITED = "Runtime.ExitError";
  private static final String NO_ENTRY_POINT = "Runtime.InvalidEntrypoint";
  private static final String TIMEOUT_BEGINNING = "Task timed out";

  private static final Pattern OF_REQUEST =
      Pattern.compile(
          "RequestId: (" + RequestIds.PATTERN + ") (?:Error: (.*)|(Process exited .*))",
          Pattern.DOTALL);

  /** The name stands behind the message, in a line of its own; somebody may have joined both. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(.*?)(?:\\s*\\n([A-Z][A-Za-z]+\\.[A-Z][A-Za-z]+)|\\s+((?:Runtime|Sandbox)\\.[A-Z]\\w+))",
          Pattern.DOTALL);

  private static final Pattern OLD_TIMEOUT =
      Pattern.compile(
          "\\S+Z (" + RequestIds.PATTERN + ") (Task timed out after [0-9.]+ seconds)\\s*");

  private static final List<String> NOT_STARTED =
      List.of("Couldn't find valid bootstrap", "fork/exec ", "entrypoint ");

  private ProcessErrorReader() {}

  /** {@code RequestId: <id> Error: ...}; null for any other text. */
  static @Nullable LambdaFields of(String text) {
    Matcher process = OF_REQUEST.matcher(text);
    if (!process.matches()) {
      return null;
    }
    boolean old = process.group(2) == null;
    String message = (old ? process.group(3) : process.group(2)).trim();
    Matcher named = NAMED.matcher(message);
    String name = null;
    if (named.matches()) {
      message = named.group(1).trim();
      name = named.group(2) == null ? named.group(3) : named.group(2);
    }
    return fields(process.group(1), message, name);
  }

  /** {@code <time> <id> Task timed out after 3.00 seconds}; null for any other text. */
  static @Nullable LambdaFields oldTimeout(String text) {
    Matcher timeout = OLD_TIMEOUT.matcher(text);
    return timeout.matches() ? fields(timeout.group(1), timeout.group(2), null) : null;
  }

  private static LambdaFields fields(String requestId, String message, @Nullable String name) {
    LambdaFields fields =
        LambdaFields.failed(message.startsWith(TIMEOUT_BEGINNING) ? Status.TIMEOUT : Status.ERROR);
    fields.requestId = requestId;
    fields.errorMessage = message;
    fields.errorType = name == null ? nameOf(message) : name;
    return fields;
  }

  private static @Nullable String nameOf(String message) {
    if (message.startsWith(TIMEOUT_BEGINNING)) {
      return LambdaError.TIMED_OUT;
    } else if (message.startsWith("Runtime exited") || message.startsWith("Process exited")) {
      return EXITED;
    }
    return NOT_STARTED.stream().anyMatch(message::startsWith) ? NO_ENTRY_POINT : null;
  }
}
