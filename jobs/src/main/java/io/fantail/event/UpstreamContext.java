package io.fantail.event;

import org.jspecify.annotations.Nullable;

/**
 * What an execution's input says about where it came from.
 *
 * @param parentExecutionArn an execution of the same state machine named in a child's input ({@code
 *     $$.Execution.Id})
 * @param rootExecutionArn {@code _datadog.RootExecutionId}
 * @param datadogTraceId {@code x-datadog-trace-id}, unsigned decimal
 * @param datadogTags {@code x-datadog-tags}, which carries the upper half of the trace id
 * @param startedByArn {@code AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID}: the execution whose
 *     {@code startExecution} began this one
 * @param datadogParentId {@code x-datadog-parent-id}, unsigned decimal: the caller's span
 * @param traceparent of W3C Trace Context
 */
public record UpstreamContext(
    @Nullable String parentExecutionArn,
    @Nullable String rootExecutionArn,
    @Nullable String datadogTraceId,
    @Nullable String datadogTags,
    @Nullable String startedByArn,
    @Nullable String datadogParentId,
    @Nullable String traceparent) {
  public static final UpstreamContext NONE =
      new UpstreamContext(null, null, null, null, null, null, null);
}
