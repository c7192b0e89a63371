package io.fantail.report.tail;

import io.fantail.report.trait.Factor;
import io.fantail.report.trait.Trait;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import io.fantail.trace.path.TimePart;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slow child as a summary names it; see {@link Straggler}.
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
  private static final String LATEST = "$LATEST";
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();
  private static final TimePart[] PARTS = TimePart.values();

  static SlowChild of(Straggler straggler) {
    return new SlowChild(
        straggler.child().executionArn(),
        straggler.mapRunArn(),
        straggler.child().status(),
        straggler.child().activeTime(),
        straggler.timesMedian(),
        straggler.heldBy(),
        straggler.heldByMs(),
        straggler.heldByState(),
        straggler.child().allTraits().stream().filter(SlowChild::isPlace).toList());
  }

  /** A function that has no versions but the latest has one, of which nothing can be told. */
  private static boolean isPlace(Trait trait) {
    return trait.factor() == Factor.LOG_STREAM
        || (trait.factor() == Factor.FUNCTION_VERSION && !trait.value().equals(LATEST));
  }

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
