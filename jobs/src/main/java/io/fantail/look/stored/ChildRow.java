package io.fantail.look.stored;

import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One child of a Map Run in a list of all of them; each component is the column of its name. */
public record ChildRow(
    String executionArn,
    ExecutionStatus status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration activeTime,
    @Nullable String error) {
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();

  /** The fields, by the columns of the table {@code executions}. */
  public static ChildRow shape(Fields<ChildRow> fields) {
    return new ChildRow(
        fields.text("execution_arn", "", ChildRow::executionArn),
        fields.column("status", "").constant(STATUSES, ChildRow::status),
        fields.time("started_at", "", ChildRow::startedAt),
        fields.timeOrNull("ended_at", "", ChildRow::endedAt),
        fields.durationOrNull("active_ms", "", ChildRow::activeTime),
        fields.textOrNull("error", "", ChildRow::error));
  }
}
