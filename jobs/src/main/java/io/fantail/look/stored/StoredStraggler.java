package io.fantail.look.stored;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import io.fantail.trace.path.TimePart;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code stragglers}; each component is the column of its name. */
public record StoredStraggler(
    long rank,
    String executionArn,
    ExecutionStatus status,
    Instant startedAt,
    Duration activeTime,
    @Nullable Double timesMedian,
    @Nullable TimePart heldBy,
    @Nullable Double heldByMs,
    @Nullable String heldByState) {
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();
  private static final TimePart[] PARTS = TimePart.values();

  /** The fields, by the columns of the table {@code stragglers}. */
  public static StoredStraggler shape(Fields<StoredStraggler> fields) {
    return new StoredStraggler(
        fields.whole("rank", "", StoredStraggler::rank),
        fields.text("execution_arn", "", StoredStraggler::executionArn),
        fields.column("status", "").constant(STATUSES, StoredStraggler::status),
        fields.time("started_at", "", StoredStraggler::startedAt),
        fields.column("active_ms", "").field(FieldType.DURATION, StoredStraggler::activeTime),
        fields.numberOrNull("times_median", "", StoredStraggler::timesMedian),
        fields.column("held_by", "").constantOrNull(PARTS, StoredStraggler::heldBy),
        fields.numberOrNull("held_by_ms", "", StoredStraggler::heldByMs),
        fields.textOrNull("held_by_state", "", StoredStraggler::heldByState));
  }
}
