package io.fantail.look.stored;

import io.fantail.shape.FieldType;
import io.fantail.shape.Fields;
import io.fantail.trace.path.TimePart;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Where the active time of an execution went; the eight parts add up to it. */
public record TimeParts(
    Duration queue,
    Duration coldStart,
    Duration lambda,
    Duration task,
    Duration retry,
    Duration waiting,
    Duration map,
    Duration other) {

  /** The fields, by the columns of the table {@code executions}: all of them are null or none. */
  static TimeParts shape(Fields<TimeParts> fields) {
    return new TimeParts(
        fields.column("queue_ms", "").field(FieldType.DURATION, TimeParts::queue),
        fields.column("cold_start_ms", "").field(FieldType.DURATION, TimeParts::coldStart),
        fields.column("lambda_ms", "").field(FieldType.DURATION, TimeParts::lambda),
        fields.column("task_ms", "").field(FieldType.DURATION, TimeParts::task),
        fields.column("retry_ms", "").field(FieldType.DURATION, TimeParts::retry),
        fields.column("wait_ms", "").field(FieldType.DURATION, TimeParts::waiting),
        fields.column("map_ms", "").field(FieldType.DURATION, TimeParts::map),
        fields.column("other_ms", "").field(FieldType.DURATION, TimeParts::other));
  }

  /** Each part with its time. */
  public Map<TimePart, Duration> byPart() {
    Map<TimePart, Duration> times = new EnumMap<>(TimePart.class);
    times.put(TimePart.QUEUE, queue);
    times.put(TimePart.COLD_START, coldStart);
    times.put(TimePart.LAMBDA, lambda);
    times.put(TimePart.TASK, task);
    times.put(TimePart.RETRY, retry);
    times.put(TimePart.WAIT, waiting);
    times.put(TimePart.MAP, map);
    times.put(TimePart.OTHER, other);
    return Collections.unmodifiableMap(times);
  }
}
