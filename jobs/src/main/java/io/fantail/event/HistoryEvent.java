package io.fantail.event;

import io.fantail.archive.history.EventType;
import io.fantail.shape.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of an execution, the same whether it came from {@code GetExecutionHistory} or from a
 * CloudWatch log. See the {@code HistoryEvent} type of the Step Functions API reference. Or one of
 * a durable execution of Lambda, as {@code GetDurableExecutionHistory} answers it: the {@code
 * Event} type of the Lambda API reference.
 *
 * @param id order of the events of one execution, from 1; the only order there is
 * @param previousId as AWS writes it; not the event before, and no tree of states
 * @param at to the millisecond
 * @param type as AWS writes it; types that came later are kept
 * @param stateName of the state entered or exited, of the Map of an iteration, of a failed
 *     evaluation; of a durable execution the name of the operation
 * @param redriveCount redrives of the execution before this event
 * @param resource {@code lambda:invoke.waitForTaskToken} for an integration, the ARN for a function
 *     or an activity
 * @param iteration index of the item of an inline Map
 * @param items that a Map takes, by {@code MapStateStarted}; that a child of a Distributed Map was
 *     given, by its input
 * @param mapRunArn of {@code MapRunStarted} and {@code MapRunRedriven}
 * @param startedExecutionArn the execution that a {@code startExecution} or the call of a durable
 *     function began, by its answer
 * @param limits of a task that was scheduled
 * @param operation of a durable execution that the event is about
 */
public record HistoryEvent(
    String executionArn,
    long id,
    long previousId,
    Instant at,
    String type,
    @Nullable String stateName,
    int redriveCount,
    @Nullable String resource,
    @Nullable Integer iteration,
    TakenItems items,
    @Nullable String mapRunArn,
    @Nullable String startedExecutionArn,
    LambdaCall call,
    Failure failure,
    Payload payload,
    TimeLimits limits,
    UpstreamContext context,
    Operation operation,
    @Nullable String details,
    String sourceFile)
    implements ParsedRecord {

  /**
   * The operation of a durable execution: a step, a wait, a context around others.
   *
   * @param id shared by all events of the operation, and by all tries of a step
   * @param parentId of the context that it is in; null for one of the execution itself
   * @param type {@code Step}, {@code MapIteration}, {@code WaitForCallback}: {@code SubType}
   */
  public record Operation(@Nullable String id, @Nullable String parentId, @Nullable String type) {
    public static final Operation NONE = new Operation(null, null, null);

    private static Operation shape(Fields<Operation> fields) {
      return new Operation(
          fields.textOrNull(
              "operation_id",
              "Of a durable execution: the operation that the event is about.",
              Operation::id),
          fields.textOrNull(
              "operation_parent_id",
              "Of a durable execution: the context around the operation.",
              Operation::parentId),
          fields.textOrNull(
              "operation_type",
              "Of a durable execution: Step, Wait, Map, MapIteration and so on.",
              Operation::type));
    }
  }

  /**
   * How long a task may take, as the event that scheduled it says. Both count from the start of the
   * task.
   *
   * @param timeoutSeconds null where the state sets none
   * @param heartbeatSeconds how long it may give no sign; null the same
   */
  public record TimeLimits(@Nullable Integer timeoutSeconds, @Nullable Integer heartbeatSeconds) {
    public static final TimeLimits NONE = new TimeLimits(null, null);

    public static TimeLimits of(
        @Nullable Integer timeoutSeconds, @Nullable Integer heartbeatSeconds) {
      return timeoutSeconds == null && heartbeatSeconds == null
          ? NONE
          : new TimeLimits(timeoutSeconds, heartbeatSeconds);
    }

    /** The fields, as the table {@code events} shows them. */
    public static TimeLimits shape(Fields<TimeLimits> fields) {
      return new TimeLimits(
          fields.integerOrNull(
              "timeout_seconds", "How long a task may take.", TimeLimits::timeoutSeconds),
          fields.integerOrNull(
              "heartbeat_seconds",
              "How long a task may take without a heartbeat.",
              TimeLimits::heartbeatSeconds));
    }
  }

  @Override
  public Outcome outcome() {
    return Outcome.EVENT;
  }

  /** The fields, as the table {@code events} shows them. */
  public static HistoryEvent shape(Fields<HistoryEvent> fields) {
    return new HistoryEvent(
        fields
            .column("execution_arn", "ARN of the execution, which may be a durable one of Lambda.")
            .sharedText(HistoryEvent::executionArn),
        fields.whole(
            "event_id",
            "Order of the events of one execution, from 1; the only one.",
            HistoryEvent::id),
        fields.whole(
            "previous_event_id",
            "As AWS writes it: not the event before, and no tree.",
            HistoryEvent::previousId),
        fields.time("event_at", "Time of the event, to the millisecond.", HistoryEvent::at),
        fields
            .column("type", "Type of the event, as AWS writes it.")
            .word(EventType.NAMES, HistoryEvent::type),
        fields.textOrNull(
            "state_name",
            "State or durable operation that the event is about.",
            HistoryEvent::stateName),
        fields.integer(
            "redrive_count",
            "Redrives of the execution before this event.",
            HistoryEvent::redriveCount),
        fields.textOrNull(
            "resource",
            "Integration, such as lambda:invoke, or ARN of what was called.",
            HistoryEvent::resource),
        fields.integerOrNull(
            "iteration", "Index of the item of an inline Map.", HistoryEvent::iteration),
        fields.recordOr(TakenItems.UNKNOWN, HistoryEvent::items, TakenItems::shape),
        fields.textOrNull(
            "map_run_arn",
            "ARN of the Map Run that started or was redriven.",
            HistoryEvent::mapRunArn),
        fields.textOrNull(
            "started_execution_arn",
            "Execution that a startExecution, or the call of a durable function, began.",
            HistoryEvent::startedExecutionArn),
        fields.recordOr(LambdaCall.NONE, HistoryEvent::call, LambdaCall::shape),
        fields.recordOr(Failure.NONE, HistoryEvent::failure, Failure::shape),
        fields.recordOr(Payload.NONE, HistoryEvent::payload, Payload::shape),
        fields.recordOr(TimeLimits.NONE, HistoryEvent::limits, TimeLimits::shape),
        fields.recordOr(UpstreamContext.NONE, HistoryEvent::context, UpstreamContext::shape),
        fields.recordOr(Operation.NONE, HistoryEvent::operation, Operation::shape),
        fields.payload("details", "The other fields of the event as JSON.", HistoryEvent::details),
        fields
            .column("source_file", "Address of the object in the archive.")
            .sharedText(HistoryEvent::sourceFile));
  }

  /** The same event, redriven {@code count} times before. */
  public HistoryEvent withRedriveCount(int count) {
    return new HistoryEvent(
        executionArn,
        id,
        previousId,
        at,
        type,
        stateName,
        count,
        resource,
        iteration,
        items,
        mapRunArn,
        startedExecutionArn,
        call,
        failure,
        payload,
        limits,
        context,
        operation,
        details,
        sourceFile);
  }
}
