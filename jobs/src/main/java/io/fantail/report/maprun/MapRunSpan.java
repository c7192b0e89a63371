package io.fantail.report.maprun;

import static io.fantail.span.SpanAttributes.PENDING_CHILDREN;
import static io.fantail.span.SpanAttributes.REPORTED_ABORTED;
import static io.fantail.span.SpanAttributes.REPORTED_CHILDREN;
import static io.fantail.span.SpanAttributes.REPORTED_FAILED;
import static io.fantail.span.SpanAttributes.REPORTED_ITEMS;
import static io.fantail.span.SpanAttributes.REPORTED_PENDING;
import static io.fantail.span.SpanAttributes.REPORTED_SUCCEEDED;
import static io.fantail.span.SpanAttributes.REPORTED_TIMED_OUT;

import io.fantail.report.subject.ReportedSpan;
import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.span.SpanStatus;
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
 * @param reported what AWS counts, by the name of the column; nothing where no answer says it
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
    SortedMap<String, Long> reported) {
  private static final SpanStatus[] STATUSES = SpanStatus.values();

  /** What AWS counts, in the order of the columns. */
  private static final List<String> REPORTED =
      List.of(
          REPORTED_CHILDREN,
          REPORTED_ITEMS,
          REPORTED_PENDING,
          REPORTED_SUCCEEDED,
          REPORTED_FAILED,
          REPORTED_TIMED_OUT,
          REPORTED_ABORTED,
          PENDING_CHILDREN);

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
        reported);
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
        fields.counts(MapRunSpan::reported));
  }

  /** The label of the Distributed Map in the ARN, {@code ...:machine/label:id}; "" without one. */
  public String label() {
    int id = mapRunArn.lastIndexOf(':');
    int label = mapRunArn.lastIndexOf('/', id);
    String text = id < 0 || label < 0 ? "" : mapRunArn.substring(label + 1, id);
    return text.contains(":") ? "" : text;
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
