package io.fantail.report.tail.summary;

import io.fantail.report.trait.Factor;
import io.fantail.report.trait.Trait;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.ExecutionStatus;
import io.fantail.trace.path.TimePart;
import java.time.Duration;
import java.util.ArrayList;
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
  private static final String LATEST = "$LATEST";
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();
  private static final TimePart[] PARTS = TimePart.values();

  /** Those of the traits of a child that are places. */
  public static List<Trait> placesAmong(List<Trait> traits) {
    return traits.stream().filter(SlowChild::isPlace).toList();
  }

  /** A function that has no versions but the latest has one, of which nothing can be told. */
  private static boolean isPlace(Trait trait) {
    return trait.factor() == Factor.LOG_STREAM
        || (trait.factor() == Factor.FUNCTION_VERSION && !trait.value().equals(LATEST));
  }

  /** The fields, by the columns of the table {@code stragglers}. */
  public static SlowChild stored(Fields<SlowChild> fields) {
    return new SlowChild(
        fields.text("execution_arn", "", SlowChild::executionArn),
        fields.text("map_run_arn", "", SlowChild::mapRunArn),
        fields.column("status", "").constant(STATUSES, SlowChild::status),
        fields.column("active_ms", "").field(FieldType.DURATION, SlowChild::activeTime),
        fields.numberOrNull("times_median", "", SlowChild::timesMedian),
        fields.column("held_by", "").constantOrNull(PARTS, SlowChild::heldBy),
        fields.numberOrNull("held_by_ms", "", SlowChild::heldByMs),
        fields.textOrNull("held_by_state", "", SlowChild::heldByState),
        fields.record(SlowChild::places, SlowChild::storedPlaces));
  }

  private static List<Trait> storedPlaces(Fields<List<Trait>> fields) {
    List<Trait> places = new ArrayList<>();
    for (String logStream : fields.column("log_streams", "").textList(SlowChild::values)) {
      places.add(new Trait(Factor.LOG_STREAM, logStream));
    }
    for (String version : fields.column("function_versions", "").textList(SlowChild::values)) {
      places.add(new Trait(Factor.FUNCTION_VERSION, version));
    }
    return placesAmong(places);
  }

  private static List<String> values(List<Trait> places) {
    throw new UnsupportedOperationException("rows of stragglers are only read: " + places);
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
