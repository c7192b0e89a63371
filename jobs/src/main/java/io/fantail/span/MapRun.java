package io.fantail.span;

import io.fantail.event.DescriptionSource;
import io.fantail.event.MapRunArn;
import io.fantail.shape.Fields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One Map Run as its parent's events show it.
 *
 * @param stateName of the Distributed Map state; its label in the ARN is another name
 * @param overBy when it had ended at the latest: its own end, or where that is missing the end of
 *     what it ran in; null while it runs
 * @param describedBy the answer of the API that tells of it; null where an event does
 */
public record MapRun(
    String arn,
    String stateName,
    String parentExecutionArn,
    String spanId,
    ExecutionStatus status,
    Instant startedAt,
    @Nullable Instant overBy,
    @Nullable DescriptionSource describedBy) {
  private static final ExecutionStatus[] STATUSES = ExecutionStatus.values();
  private static final DescriptionSource[] SOURCES = DescriptionSource.values();

  public static MapRun shape(Fields<MapRun> fields) {
    return new MapRun(
        fields.text(MapRun::arn),
        fields.text(MapRun::stateName),
        fields.text(MapRun::parentExecutionArn),
        fields.text(MapRun::spanId),
        fields.constant(STATUSES, MapRun::status),
        fields.time(MapRun::startedAt),
        fields.timeOrNull(MapRun::overBy),
        fields.constantOrNull(SOURCES, MapRun::describedBy));
  }

  /** What a Map Run is called where no event names its state: its label, or else the ARN itself. */
  public static String nameOf(String arn) {
    MapRunArn parts = MapRunArn.parse(arn);
    return parts == null ? arn : parts.label();
  }
}
