package io.fantail.report.maprun;

import static io.fantail.span.SpanAttributes.CONFIGURED_MAX_CONCURRENCY;
import static io.fantail.span.SpanAttributes.PENDING_CHILDREN;
import static io.fantail.span.SpanAttributes.REPORTED_ABORTED;
import static io.fantail.span.SpanAttributes.REPORTED_CHILDREN;
import static io.fantail.span.SpanAttributes.REPORTED_FAILED;
import static io.fantail.span.SpanAttributes.REPORTED_ITEMS;
import static io.fantail.span.SpanAttributes.REPORTED_ITEMS_FAILED;
import static io.fantail.span.SpanAttributes.REPORTED_ITEMS_NOT_REDRIVABLE;
import static io.fantail.span.SpanAttributes.REPORTED_ITEMS_TIMED_OUT;
import static io.fantail.span.SpanAttributes.REPORTED_NOT_REDRIVABLE;
import static io.fantail.span.SpanAttributes.REPORTED_PENDING;
import static io.fantail.span.SpanAttributes.REPORTED_PENDING_REDRIVE;
import static io.fantail.span.SpanAttributes.REPORTED_REDRIVES;
import static io.fantail.span.SpanAttributes.REPORTED_RESULTS_WRITTEN;
import static io.fantail.span.SpanAttributes.REPORTED_RUNNING;
import static io.fantail.span.SpanAttributes.REPORTED_SUCCEEDED;
import static io.fantail.span.SpanAttributes.REPORTED_TIMED_OUT;
import static io.fantail.span.SpanAttributes.TOLERATED_FAILURE_COUNT;

import io.fantail.event.MapRunArn;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.SpanAttributes;
import io.fantail.span.SpanStatus;
import io.fantail.text.UtcTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Map Run as its parent shows it.
 *
 * @param day UTC day on which the parent started
 * @param duration from start to end
 * @param activeTime the same without the time before a redrive in which nobody worked
 * @param reported what AWS counts, by the name of the column; nothing where no answer says it
 * @param toleratedFailurePercentage from 0 to 100; null where no answer says it
 * @param redrivenAt when it last was; null where no answer says it
 */
public record MapRunSpan(
    LocalDate day,
    String mapRunArn,
    @Nullable String stateName,
    String parentExecutionArn,
    String traceId,
    SpanStatus status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration duration,
    @Nullable Duration activeTime,
    SortedMap<String, Long> reported,
    @Nullable Double toleratedFailurePercentage,
    @Nullable Instant redrivenAt) {
  private static final SpanStatus[] STATUSES = SpanStatus.values();

  /** What AWS counts, in the order of the columns. */
  private static final List<String> REPORTED =
      List.of(
          REPORTED_CHILDREN,
          REPORTED_ITEMS,
          REPORTED_PENDING,
          REPORTED_RUNNING,
          REPORTED_SUCCEEDED,
          REPORTED_FAILED,
          REPORTED_TIMED_OUT,
          REPORTED_ABORTED,
          PENDING_CHILDREN,
          REPORTED_RESULTS_WRITTEN,
          REPORTED_NOT_REDRIVABLE,
          REPORTED_PENDING_REDRIVE,
          REPORTED_ITEMS_FAILED,
          REPORTED_ITEMS_TIMED_OUT,
          REPORTED_ITEMS_NOT_REDRIVABLE,
          REPORTED_REDRIVES,
          CONFIGURED_MAX_CONCURRENCY,
          TOLERATED_FAILURE_COUNT);

  /**
   * A Map Run.
   *
   * @param arn of it
   */
  static MapRunSpan of(ReportedSpan span, String arn) {
    SortedMap<String, Long> reported = new TreeMap<>();
    for (String count : REPORTED) {
      String value = span.attributes().get(count);
      if (value != null) {
        reported.put(count, Long.valueOf(value));
      }
    }
    String percentage = span.attributes().get(SpanAttributes.TOLERATED_FAILURE_PERCENTAGE);
    String redrivenAt = span.attributes().get(SpanAttributes.REDRIVEN_AT);
    return new MapRunSpan(
        span.execution().day(),
        arn,
        span.stateName(),
        span.execution().executionArn(),
        span.execution().traceId(),
        span.status(),
        span.startedAt(),
        span.endedAt(),
        span.duration(),
        span.activeTime(),
        reported,
        percentage == null ? null : (Double) Double.parseDouble(percentage),
        redrivenAt == null ? null : UtcTimestamp.parse(redrivenAt));
  }

  static MapRunSpan shape(Fields<MapRunSpan> fields) {
    return new MapRunSpan(
        fields.field(FieldType.DAY, MapRunSpan::day),
        fields.text(MapRunSpan::mapRunArn),
        fields.textOrNull(MapRunSpan::stateName),
        fields.text(MapRunSpan::parentExecutionArn),
        fields.text(MapRunSpan::traceId),
        fields.constant(STATUSES, MapRunSpan::status),
        fields.time(MapRunSpan::startedAt),
        fields.timeOrNull(MapRunSpan::endedAt),
        fields.durationOrNull(MapRunSpan::duration),
        fields.durationOrNull(MapRunSpan::activeTime),
        fields.counts(MapRunSpan::reported),
        fields.numberOrNull(MapRunSpan::toleratedFailurePercentage),
        fields.timeOrNull(MapRunSpan::redrivenAt));
  }

  /** The label of the Distributed Map, as the ARN has it; null where that is no Map Run's. */
  public @Nullable String label() {
    MapRunArn arn = MapRunArn.parse(mapRunArn);
    return arn == null ? null : arn.label();
  }

  /** Under what name its children are counted, {@code machine/label}; null as the label is. */
  public @Nullable String stateMachineName() {
    MapRunArn arn = MapRunArn.parse(mapRunArn);
    return arn == null ? null : arn.stateMachineName();
  }

  /** The word of Step Functions for how it ended. */
  public String statusInWords() {
    return switch (status) {
      case OK -> "SUCCEEDED";
      case ERROR -> "FAILED";
      case ABORTED -> "ABORTED";
      case UNFINISHED -> "RUNNING";
    };
  }
}
