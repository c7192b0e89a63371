package io.fantail.event;

import io.fantail.shape.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What an execution's input says about where it came from.
 *
 * @param parentExecutionArn an execution of the same state machine named in a child's input ({@code
 *     $$.Execution.Id})
 * @param rootExecutionArn {@code _datadog.RootExecutionId}
 * @param datadogTraceId {@code x-datadog-trace-id}, unsigned decimal
 * @param datadogTags of {@code x-datadog-tags} the one that carries the upper half of the trace id
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

  /** The fields, as the tables {@code events} and {@code descriptions} show them. */
  public static UpstreamContext shape(Fields<UpstreamContext> fields) {
    return new UpstreamContext(
        fields.textOrNull(
            "context_parent_arn",
            "Execution that the input of a child names.",
            UpstreamContext::parentExecutionArn),
        fields.textOrNull(
            "context_root_arn",
            "Root execution that the input names for Datadog.",
            UpstreamContext::rootExecutionArn),
        fields.textOrNull(
            "datadog_trace_id",
            "Trace id that the input carries for Datadog, in decimal.",
            UpstreamContext::datadogTraceId),
        fields.textOrNull(
            "datadog_tags",
            "Tag that carries the upper half of the Datadog trace id.",
            UpstreamContext::datadogTags),
        fields.textOrNull(
            "context_started_by_arn",
            "Execution that the input says it was started by.",
            UpstreamContext::startedByArn),
        fields.textOrNull(
            "datadog_parent_id",
            "Span of the caller in Datadog, in decimal.",
            UpstreamContext::datadogParentId),
        fields.textOrNull(
            "traceparent",
            "W3C Trace Context that the input carries.",
            UpstreamContext::traceparent));
  }
}
