package io.fantail.span;

import io.fantail.event.UpstreamContext;
import io.fantail.event.history.DatadogId;
import io.fantail.event.history.Traceparent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of spans made of an execution's events, in one place. Times are ISO instants,
 * counts and milliseconds whole numbers, {@code true} the only value of a flag. What is not there
 * is not so, or not known.
 *
 * <p>How sure a span is:
 *
 * <ul>
 *   <li>{@link #UNFINISHED_REASON}, {@link #ENDED_BY}: of its end
 *   <li>{@link #START_MISSING}: of its start
 *   <li>{@link #PREDECESSOR_MISSING}: of its place in the tree
 *   <li>{@link #DESCRIBED_BY}: of what is known at all
 * </ul>
 */
public final class SpanAttributes {
  /** Why a span has no end: {@link #RUNNING} or {@link #END_MISSING}. */
  public static final String UNFINISHED_REASON = "unfinished_reason";

  /**
   * Nothing in the archive ends the execution, nor the span: both run, or their ends were never
   * archived.
   */
  public static final String RUNNING = "running";

  /** It ended, as what came after or around it shows; the event that tells when is missing. */
  public static final String END_MISSING = "end_missing";

  /**
   * The type of the event whose time was taken for the end, where no event of its own tells it: of
   * the state, the execution or the failure that ended what was around it. The end is an inference,
   * and so is the status. A branch, which never has an event of its own, ended with its last state
   * and has the attribute where that state has it.
   */
  public static final String ENDED_BY = "ended_by";

  /**
   * The event that it began with is missing: it began earlier than it says, its length is not
   * known. An attempt of which only the failure is known, an execution without {@code
   * ExecutionStarted}.
   */
  public static final String START_MISSING = "start_missing";

  /**
   * The event that it follows is missing, so that nothing tells which iteration, branch or state it
   * belongs to: it hangs on the execution.
   */
  public static final String PREDECESSOR_MISSING = "predecessor_missing";

  /**
   * Which answer of the API tells of the execution or the Map Run, or of its end: no event does.
   */
  public static final String DESCRIBED_BY = "described_by";

  /** Of a state that was left by a {@code Catch}: the error, or {@link #UNKNOWN}. */
  public static final String CAUGHT_ERROR = "caught_error";

  public static final String UNKNOWN = "unknown";

  /** Of an attempt: when the task was started, behind its queue. */
  public static final String STARTED_AT = "started_at";

  /** Of an attempt: when the job was accepted, or the task token handed over. */
  public static final String SUBMITTED_AT = "submitted_at";

  /** Of an attempt: it only hands its event over to the function, which may begin hours later. */
  public static final String ASYNCHRONOUS = "asynchronous";

  /** Of an attempt, or of a chained invocation: the ARN of the execution that it started. */
  public static final String STARTED_EXECUTION = "started_execution_arn";

  /** Of an attempt: how many seconds its state gives it from its start on. */
  public static final String TIMEOUT_SECONDS = "timeout_seconds";

  /** Of an attempt: how many seconds it may give no sign. */
  public static final String HEARTBEAT_SECONDS = "heartbeat_seconds";

  /**
   * Of an execution, a state or an attempt: the bytes of the larger of its input and its output
   * before anything was cut, where these are half of what AWS passes on and more.
   */
  public static final String PAYLOAD_BYTES = "payload_bytes";

  /** Of an attempt: the published span id that another attempt has already. */
  public static final String DATADOG_SPAN_ID_TAKEN = "datadog_span_id_taken";

  /** Of an attempt: it failed before, or behind, what it would have called. */
  public static final String FAILED_EVALUATION = "failed_evaluation";

  /**
   * Of an attempt from the second within one redrive: milliseconds from the end of the attempt
   * before.
   */
  public static final String BACKOFF_MS = "backoff_ms";

  /** Of an iteration or branch: which try of its Map or Parallel, from 2, within one redrive. */
  public static final String TRY = "try";

  /** Of a Map or Parallel that was tried more than once: the number of its last try. */
  public static final String TRIES = "tries";

  /** Of a Map or Parallel that began again, retried or redriven: when its last try did. */
  public static final String LAST_TRY_STARTED_AT = "last_try_started_at";

  /** Of an inline Map: the most iterations that were open at once. */
  public static final String MAX_CONCURRENCY_REACHED = "max_concurrency_reached";

  /** Of an inline Map: iterations that failed, of all tries, whether that failed the Map or not. */
  public static final String ITERATIONS_FAILED = "iterations_failed";

  /** Of an inline Map: how many items it takes. */
  public static final String ITEMS = "items";

  /**
   * Of a Map Run: how many items it has, as {@code DescribeMapRun} counts them, or by its parent's
   * own events where no item is read from S3.
   */
  public static final String REPORTED_ITEMS = "reported_items";

  /**
   * Of a Map Run: its children, as {@code DescribeMapRun} counts them; and those of each status.
   */
  public static final String REPORTED_CHILDREN = "reported_children";

  /** In the count, and not begun when AWS was asked. */
  public static final String REPORTED_PENDING = "reported_pending";

  /** Of those not begun the ones that never will: AWS was asked when the Map Run had ended. */
  public static final String PENDING_CHILDREN = "pending_children";

  /**
   * Of a Map Run that did not succeed: whether AWS runs its unsuccessful children again when the
   * execution is redriven in time, {@code true} or {@code false}.
   */
  public static final String REDRIVABLE = "redrivable";

  public static final String REPORTED_SUCCEEDED = "reported_succeeded";
  public static final String REPORTED_FAILED = "reported_failed";
  public static final String REPORTED_TIMED_OUT = "reported_timed_out";
  public static final String REPORTED_ABORTED = "reported_aborted";

  /** Running when AWS was asked. */
  public static final String REPORTED_RUNNING = "reported_running";

  /** Those whose results the ResultWriter wrote. */
  public static final String REPORTED_RESULTS_WRITTEN = "reported_results_written";

  /** Failed ones that no redrive would run again. */
  public static final String REPORTED_NOT_REDRIVABLE = "reported_not_redrivable";

  /** Failed ones that wait for a redrive that was asked for. */
  public static final String REPORTED_PENDING_REDRIVE = "reported_pending_redrive";

  /** Of a Map Run: its items whose child failed or timed out, as {@code DescribeMapRun} counts. */
  public static final String REPORTED_ITEMS_FAILED = "reported_items_failed";

  public static final String REPORTED_ITEMS_TIMED_OUT = "reported_items_timed_out";
  public static final String REPORTED_ITEMS_NOT_REDRIVABLE = "reported_items_not_redrivable";

  /** Of a Map Run, as {@code DescribeMapRun} says: children that may be open at once; 0 is any. */
  public static final String CONFIGURED_MAX_CONCURRENCY = "configured_max_concurrency";

  /** Of a Map Run, as {@code DescribeMapRun} says: how many failed items it survives. */
  public static final String TOLERATED_FAILURE_COUNT = "tolerated_failure_count";

  /** The same as a share of all items, from 0 to 100, which may have decimals. */
  public static final String TOLERATED_FAILURE_PERCENTAGE = "tolerated_failure_percentage";

  /** Of a Map Run that was redriven: how often, as far as its parent's events tell. */
  public static final String REDRIVES = "redrives";

  /** Of a Map Run, as {@code DescribeMapRun} says: how often it was redriven, and last when. */
  public static final String REPORTED_REDRIVES = "reported_redrives";

  public static final String REDRIVEN_AT = "redriven_at";

  /** Of a durable execution of Lambda, and of the attempt whose answer names it: its ARN. */
  public static final String DURABLE_EXECUTION = "durable_execution_arn";

  /** Of a durable execution: how many invocations its history tells of. */
  public static final String INVOCATIONS = "invocations";

  /** Of a durable execution: events below the last that are not in the archive. */
  public static final String MISSING_EVENTS = "missing_events";

  /** Of an operation of a durable execution: {@code Step}, {@code MapIteration} and so on. */
  public static final String OPERATION_TYPE = "operation_type";

  /** Of an operation: its id, which all tries of a step share. */
  public static final String OPERATION_ID = "operation_id";

  /** Of an execution: {@code x-datadog-parent-id} of its input, as 16 hex digits. */
  public static final String DATADOG_PARENT_ID = "datadog_parent_id";

  /** Of an execution: the header of W3C in its input. */
  public static final String TRACEPARENT = "traceparent";

  /** The trace and the span that {@link #TRACEPARENT} names: another's, linked to, not joined. */
  public static final String LINK_TRACE_ID = "link_trace_id";

  public static final String LINK_SPAN_ID = "link_span_id";

  /** The value of a flag. */
  public static final String YES = "true";

  private SpanAttributes() {}

  /** Adds what is known: null is nothing. */
  public static void put(Map<String, String> attributes, String name, @Nullable Object value) {
    if (value != null) {
      attributes.put(name, value.toString());
    }
  }

  /**
   * Returns what an input says of its caller's span, as attributes of the execution. All ids are
   * hex, as they are everywhere in the tables.
   */
  public static Map<String, String> ofCaller(UpstreamContext context) {
    Map<String, String> attributes = new HashMap<>();
    String parentId = DatadogId.hex(context.datadogParentId());
    if (parentId != null) {
      attributes.put(DATADOG_PARENT_ID, parentId);
    }
    String header = context.traceparent();
    Traceparent caller = Traceparent.parse(header);
    if (header != null && caller != null) {
      attributes.put(TRACEPARENT, header);
      attributes.put(LINK_TRACE_ID, caller.traceId());
      attributes.put(LINK_SPAN_ID, caller.spanId());
    }
    return attributes;
  }
}
