package io.fantail.span;

import io.fantail.event.LambdaRecord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an invocation failed, and why, of all that its records say. The platform names what it
 * did to the sandbox (timeout, out of memory); where it only knows that the process ended, what the
 * runtime printed before names the error.
 */
final class InvocationError {
  private static final Set<String> PROCESS_ENDED = Set.of("Runtime.ExitError", "Runtime.Unknown");
  private static final List<String> BY_SEVERITY =
      List.of(LambdaInvocation.SUCCESS, LambdaInvocation.UNKNOWN, "error", "timeout");

  /** What surely failed, the first: what comes after is its consequence. */
  private @Nullable LambdaRecord failure;

  /** What may have been caught, the last: the one that was not comes last. */
  private @Nullable LambdaRecord logged;

  private @Nullable String status;
  private @Nullable String reportedType;

  /** Adds REPORT, or what else the platform says of the end. */
  void addReport(LambdaRecord record) {
    status = worse(status, record.status());
    reportedType = record.errorType() == null ? reportedType : record.errorType();
  }

  /** Adds a failure that was printed while the invocation ran. */
  void add(LambdaRecord record) {
    if (record.status() == null) {
      logged = record;
      return;
    }
    status = worse(status, record.status());
    // Ruby's error is behind a line that says no more than that there is one.
    failure = failure == null || isBare(failure) ? record : failure;
  }

  /** Adds a failure of the sandbox's init, which may have been tried again. */
  void addOfInit(LambdaRecord record) {
    logged = record;
  }

  /** Older records of REPORT say nothing of how it went: then nothing that failed is success. */
  String status(boolean reported) {
    if (status != null) {
      return status;
    }
    return reported ? LambdaInvocation.SUCCESS : LambdaInvocation.UNKNOWN;
  }

  @Nullable String type() {
    LambdaRecord printed = printed();
    String printedType = printed == null ? null : printed.errorType();
    boolean named = reportedType != null && !PROCESS_ENDED.contains(reportedType);
    return named || printedType == null ? reportedType : printedType;
  }

  @Nullable String message() {
    LambdaRecord printed = printed();
    return printed == null ? null : printed.errorMessage();
  }

  @Nullable String stackLine() {
    LambdaRecord printed = printed();
    return printed == null ? null : printed.errorStackLine();
  }

  /** No logged error makes a function run out of time. */
  private @Nullable LambdaRecord printed() {
    boolean onlyEnded =
        failure == null
            || (failure.errorType() != null && PROCESS_ENDED.contains(failure.errorType()));
    return onlyEnded && logged != null && !"timeout".equals(status) ? logged : failure;
  }

  private static boolean isBare(LambdaRecord record) {
    return record.errorType() == null && record.errorMessage() == null;
  }

  private static @Nullable String worse(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return BY_SEVERITY.indexOf(one) >= BY_SEVERITY.indexOf(other) ? one : other;
  }
}
