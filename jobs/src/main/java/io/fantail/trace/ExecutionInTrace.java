package io.fantail.trace;

import io.fantail.event.ExecutionArn;
import io.fantail.event.TakenItems;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.Execution;
import io.fantail.trace.link.ExecutionLink;
import io.fantail.trace.link.MapRunEvidence;
import io.fantail.trace.path.LambdaUse;
import io.fantail.trace.path.PathTiles;
import io.fantail.trace.path.Retries;
import io.fantail.trace.path.TimePart;
import java.time.Duration;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An execution where it stands in its trace: which the table of executions shows.
 *
 * @param mapRunStates of each Map Run that it started, by its ARN, what links of children rest on
 * @param path where its time went; null where nobody knows
 */
public record ExecutionInTrace(
    Execution execution,
    ExecutionLink link,
    SortedMap<String, String> mapRunStates,
    LambdaUse lambdaUse,
    Retries retries,
    @Nullable PathTiles path) {
  private static final MapRunEvidence[] EVIDENCE = MapRunEvidence.values();

  /** Whether it is a child, and all of it and of what is above it is known. */
  public boolean isSettledChild() {
    return arn().isDistributedMapChild()
        && execution.endedAt() != null
        && execution.eventCount() > 0
        && execution.missingEvents() == 0
        && mapRunStates.isEmpty()
        && link.mapRunArn() != null
        && link.parentExecutionArn() != null;
  }

  private ExecutionArn arn() {
    return execution.parts();
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
    fields.text("execution_arn", "ARN of the execution.", one -> one.execution.arn());
    fields.text("name", "Name of the execution.", one -> one.arn().name());
    fields.text(
        "state_machine_arn", "ARN of the state machine.", one -> one.arn().stateMachineArn());
    fields.text(
        "state_machine_name", "Name of the state machine.", one -> one.arn().stateMachineName());
    fields.text(
        "workflow_type",
        "STANDARD or EXPRESS.",
        one -> one.arn().express() ? "EXPRESS" : "STANDARD");
    fields.flag(
        "is_distributed_map_child",
        "Whether it is a child of a Distributed Map.",
        one -> one.arn().isDistributedMapChild());
    fields.textOrNull(
        "map_label",
        "Label of the Distributed Map in the ARN of a child.",
        one -> one.arn().label());
    fields.textOrNull(
        "map_run_arn", "Map Run of a child, where it is known.", one -> one.link.mapRunArn());
    fields
        .column("map_run_link", "What the link from a child to its Map Run rests on.")
        .constantOrNull(EVIDENCE, one -> one.link.evidence());
    fields.textOrNull(
        "parent_execution_arn",
        "Execution that started it, where it is known.",
        one -> one.link.parentExecutionArn());
    fields.textOrNull(
        "parent_link", "What the link to its parent rests on.", one -> one.link.parentLink());
    fields.text(
        "root_execution_arn",
        "Execution that its trace begins with.",
        one -> one.link.place().rootExecutionArn());
    fields.text(
        "trace_id", "Trace that it is part of: 32 hex digits.", one -> one.link.place().traceId());
    fields.textOrNull(
        "contradiction",
        "What other evidence says than the link; null where all agree.",
        one -> one.link.contradiction());
    fields.text(
        "status", "Status, in the words of Step Functions.", one -> one.execution.status().name());
    fields.time("started_at", "When it started.", one -> one.execution.startedAt());
    fields.timeOrNull(
        "ended_at",
        "When it ended; null where the archive does not show it.",
        one -> one.execution.endedAt());
    fields.durationOrNull("duration_ms", "From start to end.", ExecutionInTrace::wholeTime);
    fields.durationOrNull(
        "active_ms",
        "The same without the time before a redrive in which nobody worked.",
        one -> one.execution.activeTime());
    fields.textOrNull(
        "error", "Name of the error that ended it.", one -> one.execution.failure().error());
    fields.textOrNull(
        "cause",
        "Cause of the error, within the payload policy.",
        one -> one.execution.failure().cause());
    fields.integer(
        "redrive_count", "How often it was redriven.", one -> one.execution.redriveCount());
    fields.whole(
        "event_count",
        "Events in the archive; 0 where it is only described.",
        one -> one.execution.eventCount());
    fields.whole(
        "missing_events",
        "Events below the last that are not in the archive.",
        one -> one.execution.missingEvents());
    fields.whole(
        "state_transitions",
        "State transitions, as AWS bills them.",
        one -> one.execution.stateTransitions());
    fields.record(one -> one.execution.items(), TakenItems::shape);
    fields.integer(
        "lambda_requests", "Lambda invocations found, each once.", one -> one.lambdaUse.requests());
    fields.numberOrNull(
        "lambda_gb_seconds",
        "Billed time by memory of the invocations found.",
        one -> one.lambdaUse.gbSeconds());
    fields.numberOrNull(
        "wasted_gb_seconds",
        "Of these, what invocations used whose attempt failed.",
        one -> one.lambdaUse.wastedGbSeconds());
    fields.durationOrNull(
        "queue_ms",
        "From Scheduled to Started, or until a worker took the activity.",
        one -> one.timeOf(TimePart.QUEUE));
    fields.durationOrNull(
        "cold_start_ms",
        "Init or restore of the invocations found.",
        one -> one.timeOf(TimePart.COLD_START));
    fields.durationOrNull(
        "lambda_ms",
        "From START to END of the invocations found.",
        one -> one.timeOf(TimePart.LAMBDA));
    fields.durationOrNull(
        "task_ms", "All else of the last attempt of each task.", one -> one.timeOf(TimePart.TASK));
    fields.durationOrNull(
        "retry_ms",
        "Attempts that failed, and the backoff between them.",
        one -> one.timeOf(TimePart.RETRY));
    fields.durationOrNull(
        "wait_ms",
        "Wait states, and what a task token was waited for.",
        one -> one.timeOf(TimePart.WAIT));
    fields.durationOrNull(
        "map_ms",
        "Map Runs: the children have rows of their own.",
        one -> one.timeOf(TimePart.MAP));
    fields.durationOrNull(
        "other_ms",
        "Pass, Choice and what lies between states.",
        one -> one.timeOf(TimePart.OTHER));
    fields.record(ExecutionInTrace::retries, Retries::shape);
    fields
        .column(
            "map_run_states",
            "Of each Map Run that it started, by ARN, a hash of what links of children rest on: when"
                + " it changes, they are linked anew.")
        .fieldOrNull(FieldType.TEXTS, one -> one.mapRunStates.isEmpty() ? null : one.mapRunStates);
  }
}
