package io.fantail.sample.model;

import io.fantail.sample.world.FunctionError;
import io.fantail.sample.world.LambdaFunction;
import org.jspecify.annotations.Nullable;

/**
 * One run of a Lambda function.
 *
 * @param function what ran
 * @param sandbox where it ran; its log stream
 * @param requestId Lambda's id of the request
 * @param subject what the request was about, for the application's log lines
 * @param initStartedAt epoch milliseconds, or {@link ModelExecution#NEVER} for a warm start
 * @param initHundredths the printed Init Duration, in hundredths of a millisecond
 * @param startedAt epoch milliseconds of START
 * @param endedAt epoch milliseconds of END and REPORT
 * @param durationHundredths the printed Duration, in hundredths of a millisecond
 * @param timedOut whether Lambda stopped it at the function's limit
 * @param failure what it raised, or null
 * @param xrayTraceId the X-Ray trace id when it was traced, or null
 */
public record ModelInvocation(
    LambdaFunction function,
    Sandbox sandbox,
    String requestId,
    String subject,
    long initStartedAt,
    long initHundredths,
    long startedAt,
    long endedAt,
    long durationHundredths,
    boolean timedOut,
    @Nullable FunctionError failure,
    @Nullable String xrayTraceId) {

  public boolean cold() {
    return initStartedAt != ModelExecution.NEVER;
  }

  public boolean failed() {
    return timedOut || failure != null;
  }

  public double durationMs() {
    return durationHundredths / 100.0;
  }
}
