package io.fantail.archive.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.record.LogSource;
import io.fantail.archive.record.RawRecord;
import io.fantail.archive.record.RawRecord.Broken;
import io.fantail.archive.record.RawRecord.LogEvent;
import io.fantail.text.Json;
import io.fantail.text.LogTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads one log event as CloudWatch Logs gives it, or as a shipper passes it on: {@code {id,
 * timestamp, message}} in a subscription, {@code {logStreamName, timestamp, message, ingestionTime,
 * eventId}} of {@code FilterLogEvents}, the same without stream and id of {@code GetLogEvents};
 * others as in {@link LogEventFields}. An event has one id everywhere.
 */
public final class JsonLogEvent {
  private JsonLogEvent() {}

  /** The event, or the reject that it is when it lacks its message or its time. */
  public static RawRecord of(JsonNode event, LogSource source, long position) {
    byte[] message = messageOf(event);
    Instant at = timeOf(event);
    return message == null || at == null
        ? Broken.ofUnknown(event, position)
        : of(message, at, Json.first(event, LogEventFields.ID).textValue(), source, position);
  }

  public static LogEvent of(
      byte[] message, @Nullable Instant at, @Nullable String id, LogSource source, long position) {
    return new LogEvent(position, source, at, id, message, 0, message.length);
  }

  /** The message as it was logged; a shipper may have read the JSON in it already. */
  static byte @Nullable [] messageOf(JsonNode event) {
    JsonNode message = Json.first(event, LogEventFields.MESSAGE);
    String text =
        message.isTextual() ? message.textValue() : message.isObject() ? message.toString() : null;
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  public static @Nullable Instant timeOf(JsonNode event) {
    return LogTime.of(Json.first(event, LogEventFields.TIMESTAMP));
  }
}
