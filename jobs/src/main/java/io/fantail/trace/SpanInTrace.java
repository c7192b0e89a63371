package io.fantail.trace;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.Execution;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import io.fantail.span.SpanStatus;
import io.fantail.trace.lambda.LambdaLink;
import io.fantail.trace.lambda.LinkedSpan;
import io.fantail.trace.link.ExecutionLink;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span where it stands in its trace: which the table of spans shows.
 *
 * @param critical how long it was on the path that held up the end of its execution; null when it
 *     never was, or no path is known
 */
public record SpanInTrace(
    LinkedSpan linked, @Nullable Duration critical, Execution execution, ExecutionLink link) {
  private static final SpanKind[] KINDS = SpanKind.values();
  private static final SpanStatus[] STATUSES = SpanStatus.values();
  private static final LambdaLink[] LINKS = LambdaLink.values();

  private Span span() {
    return linked.span();
  }

  private @Nullable String parentSpanId() {
    return span().kind() == SpanKind.EXECUTION ? link.parentSpanId() : span().parentSpanId();
  }

  /** The Map Run that it is or is part of, where that is known. */
  public @Nullable String mapRunArn() {
    return span().mapRunArn() == null ? link.mapRunArn() : span().mapRunArn();
  }

  /** From start to end; of an invocation what its REPORT says, which is finer. */
  public @Nullable Duration wholeTime() {
    Instant endedAt = span().endedAt();
    if (span().kind() == SpanKind.LAMBDA) {
      return span().activeTime();
    }
    return endedAt == null ? null : Duration.between(span().startedAt(), endedAt);
  }

  static void columns(Fields<SpanInTrace> fields) {
    fields.text(
        "trace_id",
        "Trace that the span is part of: 32 hex digits.",
        one -> one.link.place().traceId());
    fields.text("span_id", "Id of the span: 16 hex digits.", one -> one.span().spanId());
    fields.textOrNull("parent_span_id", "Span above; null for a root.", SpanInTrace::parentSpanId);
    fields
        .column(
            "kind",
            "execution, map_run, state, iteration, branch, attempt, lambda or aws; of a durable"
                + " function durable_execution, context, step, wait, callback or chained_invoke.")
        .constant(KINDS, one -> one.span().kind());
    fields.textOrNull("name", "Name of the span.", one -> one.span().name());
    fields.flag(
        "is_distributed_map_child",
        "Whether its execution is a child of a Distributed Map.",
        one -> one.execution.parts().isDistributedMapChild());
    fields.text("execution_arn", "ARN of the execution.", one -> one.execution.arn());
    fields.text(
        "state_machine_name",
        "Name of the state machine.",
        one -> one.execution.parts().stateMachineName());
    fields.textOrNull(
        "state_name", "State that it is, or is part of.", one -> one.span().stateName());
    fields.textOrNull(
        "state_type", "Type of the state: Task, Map and so on.", one -> one.span().stateType());
    fields.textOrNull(
        "map_run_arn",
        "Map Run that it is or is part of, where that is known.",
        SpanInTrace::mapRunArn);
    fields.integerOrNull(
        "attempt",
        "Number of the attempt, from 1, within one redrive; of an invocation that of Lambda, of a"
            + " step its try.",
        one -> one.span().attempt());
    fields.integer(
        "redrive_count",
        "Redrives of the execution before the span began.",
        one -> one.span().redriveCount());
    fields.integerOrNull(
        "iteration", "Index of the item of an inline Map.", one -> one.span().iteration());
    fields.textOrNull(
        "resource", "Integration or ARN that was called.", one -> one.span().resource());
    fields.textOrNull(
        "function_name",
        "Bare name of the Lambda function.",
        one -> one.span().call().functionName());
    fields.textOrNull(
        "request_id", "Request id of the Lambda invocation.", one -> one.span().call().requestId());
    fields
        .column("link", "How the invocation of an attempt was found, or why not.")
        .constantOrNull(LINKS, one -> one.linked.link());
    fields
        .column(
            "cold_start", "Whether the invocation waited for an init; null where none was found.")
        .fieldOrNull(FieldType.FLAG, one -> one.linked.coldStart());
    fields.time("started_at", "When it began.", one -> one.span().startedAt());
    fields.timeOrNull(
        "ended_at",
        "When it ended; null where the archive does not show it.",
        one -> one.span().endedAt());
    fields.durationOrNull(
        "duration_ms",
        "From beginning to end; of an invocation what REPORT says.",
        SpanInTrace::wholeTime);
    fields.durationOrNull(
        "active_ms",
        "The same without the time before a redrive in which nobody worked.",
        one -> one.span().activeTime());
    fields.durationOrNull(
        "critical_ms",
        "How long it held up the end of its execution; null when it never did.",
        SpanInTrace::critical);
    fields
        .column("status", "ok, error, aborted or unfinished.")
        .constant(STATUSES, one -> one.span().status());
    fields.flag(
        "failure_origin",
        "Whether the failure began here, and not in something below.",
        one -> one.span().failureOrigin());
    fields.flag(
        "terminal", "Whether the failure ended the execution.", one -> one.span().terminal());
    fields.textOrNull("error", "Name of the error.", one -> one.span().failure().error());
    fields.textOrNull(
        "cause",
        "Cause of the error, within the payload policy.",
        one -> one.span().failure().cause());
    fields.textOrNull(
        "error_fingerprint",
        "What failures of one kind share, whatever is stored.",
        one -> one.span().failure().fingerprint());
    fields.textOrNull(
        "input",
        "Payload going in, within the payload policy.",
        one -> one.span().payload().input());
    fields.textOrNull(
        "output",
        "Payload coming out, within the payload policy.",
        one -> one.span().payload().output());
    fields
        .column("attributes", "How sure the span is, and what else is known of it, by name.")
        .texts(one -> one.span().attributes());
  }
}
