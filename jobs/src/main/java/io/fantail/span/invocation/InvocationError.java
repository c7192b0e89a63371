package io.fantail.span.invocation;

import io.fantail.event.LambdaError;
import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecord.Status;
import io.fantail.event.LambdaRecordKind;
import org.jspecify.annotations.Nullable;

/**
 * Whether an invocation failed, and why, of all that its records say. The platform names what it
 * did to the sandbox (timeout, out of memory); where it only knows that the process ended, what the
 * runtime printed before names the error. A timeout that nothing names has the name that Lambda
 * gives it in its answer.
 */
final class InvocationError {
  /** What surely failed, the first: what comes after is its consequence. */
  private @Nullable LambdaRecord failure;

  /** What may have been caught, the last: the one that was not comes last. */
  private @Nullable LambdaRecord logged;

  /** What the runtime prints when the function has failed, as long as nothing comes after it. */
  private @Nullable LambdaRecord lastWord;

  private @Nullable Status status;
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
  Status status(boolean reported) {
    Status known = failedAtLast() ? worse(status, Status.ERROR) : status;
    if (known != null) {
      return known;
    }
    return reported ? Status.SUCCESS : Status.UNKNOWN;
  }

  private boolean failedAtLast() {
    boolean saysSo = lastWord != null && lastWord.status() != null;
    return saysSo || (lastWord != null && status != Status.SUCCESS);
  }

  LambdaError error() {
    LambdaError printed = printed();
    boolean named = reportedType != null && !LambdaError.isMereExit(reportedType);
    String type = named || printed.type() == null ? reportedType : printed.type();
    boolean isNameless = type == null && status == Status.TIMEOUT;
    return new LambdaError(
        isNameless ? LambdaError.TIMED_OUT : type, printed.message(), printed.stackLine());
  }

  /** No logged error makes a function run out of time. */
  private LambdaError printed() {
    LambdaRecord told = failure == null || isBare(failure) ? lastWordOr(failure) : failure;
    boolean onlyEnded = told == null || LambdaError.isMereExit(told.error().type());
    LambdaRecord printed = onlyEnded && logged != null && status != Status.TIMEOUT ? logged : told;
    return printed == null ? LambdaError.NONE : printed.error();
  }

  private @Nullable LambdaRecord lastWordOr(@Nullable LambdaRecord other) {
    return failedAtLast() && status != Status.TIMEOUT ? lastWord : other;
  }

  private static boolean isBare(LambdaRecord record) {
    return record.error().type() == null && record.error().message() == null;
  }

  private static @Nullable Status worse(@Nullable Status one, @Nullable Status other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}
