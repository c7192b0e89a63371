package io.fantail.event;

import io.fantail.archive.history.EventType;
import io.fantail.shape.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of an execution, the same whether it came from {@code GetExecutionHistory} or from a
 * CloudWatch log. See the {@code HistoryEvent} type of the Step Functions API reference.
 *
 * @param id order of the events of one execution, from 1; the only order there is
 * @param previousId as AWS writes it; not the event before, and no tree of states
 * @param at to the millisecond
 * @param type as AWS writes it; types that came later are kept
 * @param stateName of the state entered or exited, of the Map of an iteration, of a failed
 *     evaluation
 * @param redriveCount redrives of the execution before this event
 * @param resource {@code lambda:invoke.waitForTaskToken} for an integration, the ARN for a function
 *     or an activity
 * @param iteration index of the item of an inline Map
 * @param items that a Map takes, by {@code MapStateStarted}; that a child of a Distributed Map was
 *     given, by its input
 * @param mapRunArn of {@code MapRunStarted} and {@code MapRunRedriven}
 * @param startedExecutionArn the execution that a {@code startExecution} began, by its answer
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
    UpstreamContext context,
    @Nullable String details,
    String sourceFile)
    implements ParsedRecord {
  @Override
  public Outcome outcome() {
    return Outcome.EVENT;
  }

  /** The fields, as the table {@code events} shows them. */
  public static HistoryEvent shape(Fields<HistoryEvent> fields) {
    return new HistoryEvent(
        fields
            .column("execution_arn", "ARN of the execution.")
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
            "State that is entered, exited, or that the event is about.",
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
            "Execution that a startExecution began.",
            HistoryEvent::startedExecutionArn),
        fields.recordOr(LambdaCall.NONE, HistoryEvent::call, LambdaCall::shape),
        fields.recordOr(Failure.NONE, HistoryEvent::failure, Failure::shape),
        fields.recordOr(Payload.NONE, HistoryEvent::payload, Payload::shape),
        fields.recordOr(UpstreamContext.NONE, HistoryEvent::context, UpstreamContext::shape),
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
        context,
        details,
        sourceFile);
  }
}
