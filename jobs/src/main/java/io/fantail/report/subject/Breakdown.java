package io.fantail.report.subject;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.trace.path.PathTiles;
import io.fantail.trace.path.TimePart;
import java.time.Duration;

/**
 * Where the active time of an execution went: eight parts that add up to it, as {@link TimePart}
 * names them. Each is the column of its name in {@code executions}.
 */
public record Breakdown(
    Duration queueTime,
    Duration coldStartTime,
    Duration lambdaTime,
    Duration taskTime,
    Duration retryTime,
    Duration waitTime,
    Duration mapTime,
    Duration otherTime) {

  static Breakdown of(PathTiles path) {
    return new Breakdown(
        path.timeOf(TimePart.QUEUE),
        path.timeOf(TimePart.COLD_START),
        path.timeOf(TimePart.LAMBDA),
        path.timeOf(TimePart.TASK),
        path.timeOf(TimePart.RETRY),
        path.timeOf(TimePart.WAIT),
        path.timeOf(TimePart.MAP),
        path.timeOf(TimePart.OTHER));
  }

  /** The fields, by the columns of the table {@code executions}. */
  public static Breakdown shape(Fields<Breakdown> fields) {
    return new Breakdown(
        fields.column("queue_ms", "").field(FieldType.DURATION, Breakdown::queueTime),
        fields.column("cold_start_ms", "").field(FieldType.DURATION, Breakdown::coldStartTime),
        fields.column("lambda_ms", "").field(FieldType.DURATION, Breakdown::lambdaTime),
        fields.column("task_ms", "").field(FieldType.DURATION, Breakdown::taskTime),
        fields.column("retry_ms", "").field(FieldType.DURATION, Breakdown::retryTime),
        fields.column("wait_ms", "").field(FieldType.DURATION, Breakdown::waitTime),
        fields.column("map_ms", "").field(FieldType.DURATION, Breakdown::mapTime),
        fields.column("other_ms", "").field(FieldType.DURATION, Breakdown::otherTime));
  }

  /** How much of the time it was this. */
  public Duration timeOf(TimePart part) {
    return switch (part) {
      case QUEUE -> queueTime;
      case COLD_START -> coldStartTime;
      case LAMBDA -> lambdaTime;
      case TASK -> taskTime;
      case RETRY -> retryTime;
      case WAIT -> waitTime;
      case MAP -> mapTime;
      case OTHER -> otherTime;
    };
  }
}
