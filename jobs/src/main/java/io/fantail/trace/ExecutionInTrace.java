package io.fantail.trace;

import io.fantail.event.ExecutionArn;
import io.fantail.shape.Fields;
import io.fantail.span.Execution;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An execution where it stands in its trace: which the table of executions shows.
 *
 * @param lambdaGbSeconds of the invocations found; null where none was
 * @param path where its time went; null where nobody knows
 */
public record ExecutionInTrace(
    Execution execution,
    ExecutionLink link,
    @Nullable Double lambdaGbSeconds,
    @Nullable PathTiles path) {

  /**
   * An execution.
   *
   * @param spans of it, with the invocations of its attempts
   */
  static ExecutionInTrace of(Execution execution, ExecutionLink link, List<LinkedSpan> spans) {
    return new ExecutionInTrace(
        execution, link, LambdaUse.gigabyteSeconds(spans), CriticalPath.of(execution, spans));
  }

  private ExecutionArn arn() {
    return execution.parts();
  }

  private @Nullable String mapRunLink() {
    return link.evidence() == null ? null : link.evidence().column();
  }

  private @Nullable Duration wholeTime() {
    return execution.endedAt() == null
        ? null
        : Duration.between(execution.startedAt(), execution.endedAt());
  }

  private @Nullable Duration timeOf(TimePart part) {
    return path == null ? null : path.timeOf(part);
  }

  static void columns(Fields<ExecutionInTrace> fields) {
    fields.column("execution_arn", "ARN of the execution.").text(one -> one.execution.arn());
    fields.column("name", "Name of the execution.").text(one -> one.arn().name());
    fields
        .column("state_machine_arn", "ARN of the state machine.")
        .text(one -> one.arn().stateMachineArn());
    fields
        .column("state_machine_name", "Name of the state machine.")
        .text(one -> one.arn().stateMachineName());
    fields
        .column("workflow_type", "STANDARD or EXPRESS.")
        .text(one -> one.arn().express() ? "EXPRESS" : "STANDARD");
    fields
        .column("is_distributed_map_child", "Whether it is a child of a Distributed Map.")
        .flag(one -> one.arn().isDistributedMapChild());
    fields
        .column("map_label", "Label of the Distributed Map in the ARN of a child.")
        .textOrNull(one -> one.arn().label());
    fields
        .column("map_run_arn", "Map Run of a child, where it is known.")
        .textOrNull(one -> one.link.mapRunArn());
    fields
        .column("map_run_link", "What the link from a child to its Map Run rests on.")
        .textOrNull(ExecutionInTrace::mapRunLink);
    fields
        .column("parent_execution_arn", "Execution that started it, where it is known.")
        .textOrNull(one -> one.link.parentExecutionArn());
    fields
        .column("parent_link", "What the link to its parent rests on.")
        .textOrNull(one -> one.link.parentLink());
    fields
        .column("root_execution_arn", "Execution that its trace begins with.")
        .text(one -> one.link.rootExecutionArn());
    fields
        .column("trace_id", "Trace that it is part of: 32 hex digits.")
        .text(one -> one.link.traceId());
    fields
        .column("contradiction", "What other evidence says than the link; null where all agree.")
        .textOrNull(one -> one.link.contradiction());
    fields
        .column("status", "Status, in the words of Step Functions.")
        .text(one -> one.execution.status().name());
    fields.column("started_at", "When it started.").time(one -> one.execution.startedAt());
    fields
        .column("ended_at", "When it ended; null where the archive does not show it.")
        .timeOrNull(one -> one.execution.endedAt());
    fields
        .column("duration_ms", "ms", "From start to end.")
        .durationOrNull(ExecutionInTrace::wholeTime);
    fields
        .column(
            "active_ms", "ms", "The same without the time before a redrive in which nobody worked.")
        .durationOrNull(one -> one.execution.activeTime());
    fields
        .column("error", "Name of the error that ended it.")
        .textOrNull(one -> one.execution.error());
    fields
        .column("cause", "Cause of the error, within the payload policy.")
        .textOrNull(one -> one.execution.cause());
    fields
        .column("redrive_count", "How often it was redriven.")
        .integer(one -> one.execution.redriveCount());
    fields
        .column("event_count", "Events in the archive; 0 where it is only described.")
        .whole(one -> one.execution.eventCount());
    fields
        .column("missing_events", "Events below the last that are not in the archive.")
        .whole(one -> one.execution.missingEvents());
    fields
        .column("state_transitions", "State transitions, as AWS bills them.")
        .whole(one -> one.execution.stateTransitions());
    fields
        .column("items", "Items that a child took; null where nothing says it.")
        .integerOrNull(one -> one.execution.items());
    fields
        .column("lambda_gb_seconds", "GB s", "Billed time by memory of the invocations found.")
        .numberOrNull(ExecutionInTrace::lambdaGbSeconds);
    fields
        .column("queue_ms", "ms", "From Scheduled to Started, or until a worker took the activity.")
        .durationOrNull(one -> one.timeOf(TimePart.QUEUE));
    fields
        .column("cold_start_ms", "ms", "Init or restore of the invocations found.")
        .durationOrNull(one -> one.timeOf(TimePart.COLD_START));
    fields
        .column("lambda_ms", "ms", "From START to END of the invocations found.")
        .durationOrNull(one -> one.timeOf(TimePart.LAMBDA));
    fields
        .column("task_ms", "ms", "All else of the last attempt of each task.")
        .durationOrNull(one -> one.timeOf(TimePart.TASK));
    fields
        .column("retry_ms", "ms", "Attempts that failed, and the backoff between them.")
        .durationOrNull(one -> one.timeOf(TimePart.RETRY));
    fields
        .column("wait_ms", "ms", "Wait states, and what a task token was waited for.")
        .durationOrNull(one -> one.timeOf(TimePart.WAIT));
    fields
        .column("map_ms", "ms", "Map Runs: the children have rows of their own.")
        .durationOrNull(one -> one.timeOf(TimePart.MAP));
    fields
        .column("other_ms", "ms", "Pass, Choice and what lies between states.")
        .durationOrNull(one -> one.timeOf(TimePart.OTHER));
  }
}
