package io.fantail.trace;

import io.fantail.event.FunctionReference;
import io.fantail.shape.Fields;
import io.fantail.span.Execution;
import io.fantail.span.Span;
import io.fantail.span.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span where it stands in its trace: which the table of spans shows.
 *
 * @param critical how long it was on the path that held up the end of its execution; null when it
 *     never was, or no path is known
 */
public record SpanInTrace(
    LinkedSpan linked, @Nullable Duration critical, Execution execution, ExecutionLink link) {

  /**
   * The spans of one execution.
   *
   * @param path that these spans were laid out on; null where there is none, or they are not on it
   */
  static List<SpanInTrace> of(
      List<LinkedSpan> spans, @Nullable PathTiles path, Execution execution, ExecutionLink link) {
    List<SpanInTrace> inTrace = new ArrayList<>(spans.size());
    for (int i = 0; i < spans.size(); i++) {
      Duration critical = path == null ? null : path.timeOf(i);
      inTrace.add(new SpanInTrace(spans.get(i), critical, execution, link));
    }
    return inTrace;
  }

  private Span span() {
    return linked.span();
  }

  private @Nullable String parentSpanId() {
    return span().kind() == SpanKind.EXECUTION ? link.parentSpanId() : span().parentSpanId();
  }

  private @Nullable String mapRunArn() {
    return span().mapRunArn() == null ? link.mapRunArn() : span().mapRunArn();
  }

  private @Nullable String functionName() {
    FunctionReference function = span().call().function();
    return function == null ? null : function.name();
  }

  private @Nullable String linkColumn() {
    return linked.link() == null ? null : linked.link().column();
  }

  /** From start to end; of an invocation what its REPORT says, which is finer. */
  private @Nullable Duration wholeTime() {
    Instant endedAt = span().endedAt();
    if (span().kind() == SpanKind.LAMBDA) {
      return span().activeTime();
    }
    return endedAt == null ? null : Duration.between(span().startedAt(), endedAt);
  }

  static void columns(Fields<SpanInTrace> fields) {
    fields
        .column("trace_id", "Trace that the span is part of: 32 hex digits.")
        .text(one -> one.link.traceId());
    fields.column("span_id", "Id of the span: 16 hex digits.").text(one -> one.span().spanId());
    fields
        .column("parent_span_id", "Span above; null for a root.")
        .textOrNull(SpanInTrace::parentSpanId);
    fields
        .column("kind", "execution, map_run, state, iteration, branch, attempt, lambda or aws.")
        .text(one -> one.span().kind().column());
    fields.column("name", "Name of the span.").textOrNull(one -> one.span().name());
    fields
        .column(
            "is_distributed_map_child", "Whether its execution is a child of a Distributed Map.")
        .flag(one -> one.execution.parts().isDistributedMapChild());
    fields.column("execution_arn", "ARN of the execution.").text(one -> one.execution.arn());
    fields
        .column("state_machine_name", "Name of the state machine.")
        .text(one -> one.execution.parts().stateMachineName());
    fields
        .column("state_name", "State that it is, or is part of.")
        .textOrNull(one -> one.span().stateName());
    fields
        .column("state_type", "Type of the state: Task, Map and so on.")
        .textOrNull(one -> one.span().stateType());
    fields
        .column("map_run_arn", "Map Run that it is or is part of, where that is known.")
        .textOrNull(SpanInTrace::mapRunArn);
    fields
        .column(
            "attempt",
            "Number of the attempt, from 1, within one redrive; of an invocation that of Lambda.")
        .integerOrNull(one -> one.span().attempt());
    fields
        .column("redrive_count", "Redrives of the execution before the span began.")
        .integer(one -> one.span().redriveCount());
    fields
        .column("iteration", "Index of the item of an inline Map.")
        .integerOrNull(one -> one.span().iteration());
    fields
        .column("resource", "Integration or ARN that was called.")
        .textOrNull(one -> one.span().resource());
    fields
        .column("function_name", "Bare name of the Lambda function.")
        .textOrNull(SpanInTrace::functionName);
    fields
        .column("request_id", "Request id of the Lambda invocation.")
        .textOrNull(one -> one.span().call().requestId());
    fields
        .column("link", "How the invocation of an attempt was found, or why not.")
        .textOrNull(SpanInTrace::linkColumn);
    fields
        .column(
            "cold_start", "Whether the invocation waited for an init; null where none was found.")
        .flagOrNull(one -> one.linked.coldStart());
    fields.column("started_at", "When it began.").time(one -> one.span().startedAt());
    fields
        .column("ended_at", "When it ended; null where the archive does not show it.")
        .timeOrNull(one -> one.span().endedAt());
    fields
        .column("duration_ms", "ms", "From beginning to end; of an invocation what REPORT says.")
        .durationOrNull(SpanInTrace::wholeTime);
    fields
        .column(
            "active_ms", "ms", "The same without the time before a redrive in which nobody worked.")
        .durationOrNull(one -> one.span().activeTime());
    fields
        .column(
            "critical_ms",
            "ms",
            "How long it held up the end of its execution; null when it never did.")
        .durationOrNull(SpanInTrace::critical);
    fields
        .column("status", "ok, error, aborted or unfinished.")
        .text(one -> one.span().status().column());
    fields
        .column("failure_origin", "Whether the failure began here, and not in something below.")
        .flag(one -> one.span().failureOrigin());
    fields
        .column("terminal", "Whether the failure ended the execution.")
        .flag(one -> one.span().terminal());
    fields.column("error", "Name of the error.").textOrNull(one -> one.span().error());
    fields
        .column("cause", "Cause of the error, within the payload policy.")
        .textOrNull(one -> one.span().cause());
    fields
        .column("error_fingerprint", "What failures of one kind share, whatever is stored.")
        .textOrNull(one -> one.span().errorFingerprint());
    fields
        .column("input", "Payload going in, within the payload policy.")
        .textOrNull(one -> one.span().input());
    fields
        .column("output", "Payload coming out, within the payload policy.")
        .textOrNull(one -> one.span().output());
    fields
        .column("attributes", "How sure the span is, and what else is known of it, by name.")
        .texts(one -> one.span().attributes());
  }
}
