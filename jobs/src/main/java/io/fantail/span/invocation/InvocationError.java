package io.fantail.span.invocation;

import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordKind;
import io.fantail.span.LambdaInvocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an invocation failed, and why, of all that its records say. The platform names what it
 * did to the sandbox (timeout, out of memory); where it only knows that the process ended, what the
 * runtime printed before names the error. A timeout that nothing names has the name that Lambda
 * gives it in its answer.
 */
final class InvocationError {
  private static final List<String> BY_SEVERITY =
      List.of(LambdaInvocation.SUCCESS, LambdaInvocation.UNKNOWN, "error", "timeout");

  /** What surely failed, the first: what comes after is its consequence. */
  private @Nullable LambdaRecord failure;

  /** What may have been caught, the last: the one that was not comes last. */
  private @Nullable LambdaRecord logged;

  /** What the runtime prints when the function has failed, as long as nothing comes after it. */
  private @Nullable LambdaRecord lastWord;

  private @Nullable String status;
  private @Nullable String reportedType;

  /** Adds REPORT, or what else the platform says of the end. */
  void addReport(LambdaRecord record) {
    status = worse(status, record.status());
    reportedType = record.error().type() == null ? reportedType : record.error().type();
  }

  /** Adds a failure that was printed while the invocation ran, the last so far. */
  void add(LambdaRecord record) {
    goOn();
    if (record.kind() == LambdaRecordKind.FAILURE_IF_LAST) {
      lastWord = record;
      return;
    } else if (record.status() == null) {
      logged = record;
      return;
    }
    status = worse(status, record.status());
    // Ruby's error is behind a line that says no more than that there is one.
    failure = failure == null || isBare(failure) ? record : failure;
  }

  /** The function prints more: what it printed last was not the runtime's word of a failure. */
  void goOn() {
    logged = lastWord == null ? logged : lastWord;
    lastWord = null;
  }

  /** Adds a failure of the sandbox's init, which may have been tried again. */
  void addOfInit(LambdaRecord record) {
    logged = record;
  }

  /** Older records of REPORT say nothing of how it went: then nothing that failed is success. */
  String status(boolean reported) {
    String known = failedAtLast() ? worse(status, "error") : status;
    if (known != null) {
      return known;
    }
    return reported ? LambdaInvocation.SUCCESS : LambdaInvocation.UNKNOWN;
  }

  private boolean failedAtLast() {
    boolean saysSo = lastWord != null && lastWord.status() != null;
    return saysSo || (lastWord != null && !LambdaInvocation.SUCCESS.equals(status));
  }

  LambdaError error() {
    LambdaError printed = printed();
    boolean named = reportedType != null && !LambdaError.isMereExit(reportedType);
    String type = named || printed.type() == null ? reportedType : printed.type();
    boolean isNameless = type == null && "timeout".equals(status);
    return new LambdaError(
        isNameless ? LambdaError.TIMED_OUT : type, printed.message(), printed.stackLine());
  }

  /** No logged error makes a function run out of time. */
  private LambdaError printed() {
    LambdaRecord told = failure == null || isBare(failure) ? lastWordOr(failure) : failure;
    boolean onlyEnded = told == null || LambdaError.isMereExit(told.error().type());
    LambdaRecord printed = onlyEnded && logged != null && !"timeout".equals(status) ? logged : told;
    return printed == null ? LambdaError.NONE : printed.error();
  }

  private @Nullable LambdaRecord lastWordOr(@Nullable LambdaRecord other) {
    return failedAtLast() && !"timeout".equals(status) ? lastWord : other;
  }

  private static boolean isBare(LambdaRecord record) {
    return record.error().type() == null && record.error().message() == null;
  }

  private static @Nullable String worse(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return BY_SEVERITY.indexOf(one) >= BY_SEVERITY.indexOf(other) ? one : other;
  }
}
