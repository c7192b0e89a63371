package io.fantail.event;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What an event, or all events of an attempt, say about the Lambda invocation behind it.
 *
 * @param function null where no event names it
 * @param requestId of the invocation: the join to START and REPORT lines
 * @param xrayTraceId {@code Root} of the X-Ray header of the answer
 * @param executedVersion of the function, as the answer says it; it tells what an alias stood for
 * @param asynchronous the call only hands its event over ({@code InvocationType} is {@code Event}):
 *     the function may run after the attempt has ended
 * @param durableExecutionArn that a durable function's answer names, as Invoke's {@code
 *     X-Amz-Durable-Execution-Arn}; null of any other function
 * @param notInvoked the API refused the call (throttled, denied, not found), or was not to run
 *     anything: no invocation exists to be found
 */
public record LambdaCall(
    @Nullable FunctionReference function,
    @Nullable String requestId,
    @Nullable String xrayTraceId,
    @Nullable String executedVersion,
    @Nullable String durableExecutionArn,
    boolean asynchronous,
    boolean notInvoked) {
  public static final LambdaCall NONE = new LambdaCall(null, null, null, null, null, false, false);

  /** The fields, as the table {@code events} shows them. */
  public static LambdaCall shape(Fields<LambdaCall> fields) {
    return new LambdaCall(
        fields.recordOrNull(LambdaCall::function, FunctionReference::shape),
        fields.textOrNull(
            "request_id", "Request id of the Lambda invocation.", LambdaCall::requestId),
        fields.textOrNull(
            "xray_trace_id",
            "X-Ray trace that the answer of the call names.",
            LambdaCall::xrayTraceId),
        fields.textOrNull(
            "executed_version", "Version of the function that ran.", LambdaCall::executedVersion),
        fields.textOrNull(
            "durable_execution_arn",
            "Durable execution that the call began, or that it waited for.",
            LambdaCall::durableExecutionArn),
        Boolean.TRUE.equals(
            fields
                .column("asynchronous", "Whether the call did not wait for the function.")
                .fieldOrNull(FieldType.FLAG, LambdaCall::asynchronous)),
        fields.flag(
            "not_invoked",
            "Whether the call was refused, so that no function ran.",
            LambdaCall::notInvoked));
  }

  /** Nothing came of the call. */
  public static final LambdaCall REFUSED =
      new LambdaCall(null, null, null, null, null, false, true);

  /** A call of a function that is not durable, or did not say so. */
  public LambdaCall(
      @Nullable FunctionReference function,
      @Nullable String requestId,
      @Nullable String xrayTraceId,
      @Nullable String executedVersion,
      boolean asynchronous,
      boolean notInvoked) {
    this(function, requestId, xrayTraceId, executedVersion, null, asynchronous, notInvoked);
  }

  /** A synchronous call of a function that is known by its bare name. */
  public LambdaCall(
      @Nullable String functionName,
      @Nullable String requestId,
      @Nullable String xrayTraceId,
      boolean notInvoked) {
    this(
        functionName == null ? null : FunctionReference.named(functionName),
        requestId,
        xrayTraceId,
        null,
        false,
        notInvoked);
  }

  public static LambdaCall of(FunctionReference function) {
    return new LambdaCall(function, null, null, null, false, false);
  }

  public static LambdaCall ofRequest(@Nullable String requestId) {
    return requestId == null ? NONE : new LambdaCall(null, requestId, null, null, false, false);
  }

  /** The function's bare name. */
  public @Nullable String functionName() {
    return function == null ? null : function.name();
  }

  /**
   * With what a later event of the same attempt adds. The first id is the invocation's: with a task
   * token, what comes later is the callback's, and a refusal that it speaks of is another call's.
   */
  public LambdaCall with(LambdaCall later) {
    if (later.equals(NONE)) {
      return this;
    }
    return new LambdaCall(
        function == null ? later.function : function,
        either(requestId, later.requestId),
        either(xrayTraceId, later.xrayTraceId),
        either(executedVersion, later.executedVersion),
        either(durableExecutionArn, later.durableExecutionArn),
        asynchronous || later.asynchronous,
        notInvoked || (later.notInvoked && requestId == null));
  }

  private static @Nullable String either(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
