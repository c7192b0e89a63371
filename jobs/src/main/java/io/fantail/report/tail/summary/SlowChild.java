package io.fantail.report.tail.summary;

import io.fantail.report.trait.Trait;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import io.fantail.trace.path.TimePart;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slow child as a summary names it; a row of {@code stragglers}.
 *
 * @param places where its calls ran: log streams, each of a sandbox, and versions of functions
 */
public record SlowChild(
    String executionArn,
    String mapRunArn,
    ExecutionStatus status,
    Duration activeTime,
    @Nullable Double timesMedian,
    @Nullable TimePart heldBy,
    @Nullable Double heldByMs,
    @Nullable String heldByState,
    List<Trait> places) {
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();
  private static final TimePart[] PARTS = TimePart.values();

  static SlowChild shape(Fields<SlowChild> fields) {
    return new SlowChild(
        fields.text(SlowChild::executionArn),
        fields.text(SlowChild::mapRunArn),
        fields.constant(STATUSES, SlowChild::status),
        fields.field(FieldType.DURATION, SlowChild::activeTime),
        fields.numberOrNull(SlowChild::timesMedian),
        fields.constantOrNull(PARTS, SlowChild::heldBy),
        fields.numberOrNull(SlowChild::heldByMs),
        fields.textOrNull(SlowChild::heldByState),
        fields.list(SlowChild::places, Trait::shape));
  }
}
