package io.fantail.report.subject;

import io.fantail.event.TakenItems;
import io.fantail.shape.Column;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import io.fantail.trace.ExecutionInTrace;
import io.fantail.trace.path.Retries;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What reports ask of an execution; each component is the column of its name in {@code executions}.
 *
 * @param mapRunLink the word for what the link rests on; null for what is no child of a Distributed
 *     Map
 * @param breakdown where its active time went; null where nobody knows
 * @param lambdaRequests invocations found
 * @param lambdaGbSeconds of the invocations found; null where none was
 * @param wastedGbSeconds of these, those of invocations whose attempt failed; null the same
 */
public record ReportedExecution(
    ExecutionKey key,
    ExecutionStatus status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration activeTime,
    long eventCount,
    long missingEvents,
    long stateTransitions,
    TakenItems items,
    int lambdaRequests,
    @Nullable Double lambdaGbSeconds,
    @Nullable Double wastedGbSeconds,
    @Nullable Breakdown breakdown,
    Retries retries,
    @Nullable String mapRunArn,
    @Nullable String mapRunLink,
    @Nullable String parentLink,
    @Nullable String contradiction)
    implements CountedExecution {
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

  public static ReportedExecution of(ExecutionInTrace traced) {
    var execution = traced.execution();
    var link = traced.link();
    return new ReportedExecution(
        ExecutionKey.of(traced),
        execution.status(),
        execution.startedAt(),
        execution.endedAt(),
        execution.activeTime(),
        execution.eventCount(),
        execution.missingEvents(),
        execution.stateTransitions(),
        execution.items(),
        traced.lambdaUse().requests(),
        traced.lambdaUse().gbSeconds(),
        traced.lambdaUse().wastedGbSeconds(),
        traced.path() == null ? null : Breakdown.of(traced.path()),
        traced.retries(),
        link.mapRunArn(),
        link.evidence() == null ? null : Column.wordOf(link.evidence()),
        link.parentLink(),
        link.contradiction());
  }

  /** The fields, by the columns of the table {@code executions}. */
  public static ReportedExecution shape(Fields<ReportedExecution> fields) {
    return new ReportedExecution(
        fields.record(ReportedExecution::key, ExecutionKey::shape),
        fields.column("status", "").constant(STATUSES, ReportedExecution::status),
        fields.time("started_at", "", ReportedExecution::startedAt),
        fields.timeOrNull("ended_at", "", ReportedExecution::endedAt),
        fields.durationOrNull("active_ms", "", ReportedExecution::activeTime),
        fields.whole("event_count", "", ReportedExecution::eventCount),
        fields.whole("missing_events", "", ReportedExecution::missingEvents),
        fields.whole("state_transitions", "", ReportedExecution::stateTransitions),
        fields.record(ReportedExecution::items, TakenItems::shape),
        fields.integer("lambda_requests", "", ReportedExecution::lambdaRequests),
        fields.numberOrNull("lambda_gb_seconds", "", ReportedExecution::lambdaGbSeconds),
        fields.numberOrNull("wasted_gb_seconds", "", ReportedExecution::wastedGbSeconds),
        fields.recordOrNull(ReportedExecution::breakdown, Breakdown::shape),
        fields.record(ReportedExecution::retries, Retries::shape),
        fields.textOrNull("map_run_arn", "", ReportedExecution::mapRunArn),
        fields.textOrNull("map_run_link", "", ReportedExecution::mapRunLink),
        fields.textOrNull("parent_link", "", ReportedExecution::parentLink),
        fields.textOrNull("contradiction", "", ReportedExecution::contradiction));
  }

  @Override
  public boolean isChild() {
    return key.isDistributedMapChild();
  }

  @Override
  public String executionArn() {
    return key.executionArn();
  }

  @Override
  public boolean isOfKnownRun() {
    return mapRunArn != null;
  }

  @Override
  public boolean isContradicted() {
    return contradiction != null;
  }
}
