package io.fantail.event.failure;

import io.fantail.text.Words;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a field of a cause tells, by its name in any case, with underscores or without. */
enum CauseField {
  /** Lambda's own word for the message. */
  MESSAGE("errorMessage errorMsg exceptionMessage"),
  TYPE("errorType exceptionType exceptionName exceptionClass errorName __type"),
  /** Step Functions, and chains of exceptions of Java and .NET. */
  CAUSE("cause causes innerException innerExceptions innerError"),
  ERROR("error errors exception err failure"),
  SAYING("message msg errorDescription"),
  /** How other services say why: Batch, ECS, SageMaker, EMR, Athena. */
  REASON(
      "reason statusReason stoppedReason failureReason stateChangeReason statusMessage detail"
          + " details description title"),
  CODE("errorCode code"),
  /** Answers around the answer of a function or an execution. */
  AROUND("output body payload result response data"),
  STACK("stackTrace trace stack traceback backtrace"),
  STATUS("status"),
  EXECUTION("executionArn"),
  /** What was given to that which failed, and tells nothing of the failure. */
  GIVEN("input inputDetails parameters request headers config tags environment metadata"),
  OTHER("");

  private static final Map<String, CauseField> BY_NAME = new HashMap<>();

  static {
    for (CauseField field : values()) {
      Words.listOf(field.names).forEach(name -> BY_NAME.put(normal(name), field));
    }
  }

  private final String names;

  CauseField(String names) {
    this.names = names;
  }

  static CauseField of(String name) {
    return BY_NAME.getOrDefault(normal(name), OTHER);
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.indexOf('_') < 0 ? lower : lower.replace("_", "");
  }
}
