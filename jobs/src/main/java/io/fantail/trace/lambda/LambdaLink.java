package io.fantail.trace.lambda;

import io.fantail.event.LambdaCall;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import org.jspecify.annotations.Nullable;

/** How the invocation of an attempt was found, or why not. */
public enum LambdaLink {
  /** The attempt's own events name the request id, and the logs have it. */
  REQUEST_ID,
  /**
   * The attempt's answer names the durable execution that it began, or the history of the durable
   * execution that the attempt began names the request id: of the invocations behind the first one.
   */
  DURABLE_EXECUTION,
  /**
   * No id; one invocation of that function, which no attempt claims, began within the attempt and
   * in the X-Ray trace of its execution, and within no other attempt of that trace. No event of the
   * execution is missing, which might be another attempt.
   */
  XRAY_TRACE,
  /**
   * No id; one invocation of that function, which no attempt claims, began within the attempt, and
   * within no other. No event of the execution is missing.
   */
  TIME_WINDOW,
  /**
   * No id, and more than one invocation or attempt that would fit, or nothing that tells the
   * function, as in a log without data; or an id that is not its own alone: another attempt names
   * it too, or it is of another function's invocation.
   */
  AMBIGUOUS,
  /** The archive has no log that could be its own. */
  NO_LOGS,
  /** The API refused the call: throttled, denied. */
  NOT_INVOKED;

  /**
   * The link of a span as long as no log was looked at: {@link #NOT_INVOKED}, {@link #NO_LOGS} or,
   * where no log can be looked for, {@link #AMBIGUOUS} for an attempt to invoke a function
   * (optimized, by SDK, by the function's ARN), null for anything else.
   */
  static @Nullable LambdaLink beforeLogs(Span span) {
    if (!invokesLambda(span)) {
      return null;
    }
    LambdaCall call = span.call();
    if (call.notInvoked()) {
      return NOT_INVOKED;
    }
    boolean isNameless =
        call.requestId() == null
            && call.functionName() == null
            && call.durableExecutionArn() == null;
    return isNameless ? AMBIGUOUS : NO_LOGS;
  }

  /** An attempt that a function may have run for, of which something tells which. */
  public static boolean mayHaveRun(Span span) {
    return beforeLogs(span) == NO_LOGS;
  }

  /**
   * Whether the attempt succeeded only because its function did: not so of a call that waits for no
   * answer, or for a task token, nor by SDK, where the failure of the function is an answer.
   */
  static boolean functionSucceeded(Span span) {
    String resource = span.resource();
    return span.status() == SpanStatus.OK
        && resource != null
        && !span.call().asynchronous()
        && (resource.equals("lambda:invoke") || resource.contains(":function:"));
  }

  private static boolean invokesLambda(Span span) {
    String resource = span.resource();
    return span.kind() == SpanKind.ATTEMPT
        && resource != null
        && (resource.startsWith("lambda:invoke")
            || resource.startsWith("aws-sdk:lambda:invoke")
            || resource.contains(":function:"));
  }
}
