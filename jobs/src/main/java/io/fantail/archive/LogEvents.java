package io.fantail.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.RawRecord.Broken;
import io.fantail.archive.RawRecord.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * One log event as CloudWatch Logs gives it: {@code {id, timestamp, message}} in a subscription,
 * {@code {logStreamName, timestamp, message, ingestionTime, eventId}} of {@code FilterLogEvents},
 * the same without stream and id of {@code GetLogEvents}. An event has one id everywhere.
 */
final class LogEvents {
  private static final List<String> ID = List.of("id", "eventId", "EventId");
  private static final List<String> TIMESTAMP = List.of("timestamp", "Timestamp");
  private static final List<String> MESSAGE = List.of("message", "Message");

  private LogEvents() {}

  /** Whether an answer keeps its events in a field of this name. */
  static boolean areIn(String field) {
    return field.equalsIgnoreCase("events");
  }

  /** The event, or the reject that it is when it lacks its message or its time. */
  static RawRecord of(JsonNode event, LogSource source, long position) {
    JsonNode message = field(event, MESSAGE);
    JsonNode timestamp = field(event, TIMESTAMP);
    if (!message.isTextual() || !timestamp.canConvertToLong()) {
      return new Broken(position, BrokenReason.UNKNOWN_FORMAT, "");
    }
    byte[] bytes = message.textValue().getBytes(StandardCharsets.UTF_8);
    return new LogEvent(
        position,
        source,
        Instant.ofEpochMilli(timestamp.longValue()),
        field(event, ID).textValue(),
        bytes,
        0,
        bytes.length);
  }

  /** The first of these fields that is there; a missing node when none is. */
  static JsonNode field(JsonNode object, List<String> names) {
    for (String name : names) {
      JsonNode value = object.path(name);
      if (!value.isMissingNode()) {
        return value;
      }
    }
    return object.path(names.get(0));
  }
}
