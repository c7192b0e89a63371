package io.fantail.span;

import io.fantail.event.DescriptionSource;
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

  /** {@code arn:aws:states:R:A:mapRun:<machine>/<label>:<uuid>}. */
  public static String labelOf(String arn) {
    int slash = arn.indexOf('/');
    int colon = arn.lastIndexOf(':');
    return slash >= 0 && slash < colon ? arn.substring(slash + 1, colon) : arn;
  }
}
