package io.fantail.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.fantail.archive.RawRecord.Broken;
import io.fantail.archive.RawRecord.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One log event as CloudWatch Logs gives it, or as a shipper passes it on: {@code {id, timestamp,
 * message}} in a subscription, {@code {logStreamName, timestamp, message, ingestionTime, eventId}}
 * of {@code FilterLogEvents}, the same without stream and id of {@code GetLogEvents}; others as in
 * {@link LogEventFields}. An event has one id everywhere.
 */
final class LogEvents {
  private static final Set<String> LISTS =
      Set.of(
          "events",
          "logevents",
          "log_events",
          "results",
          "records",
          "batch",
          "logs",
          "items",
          "telemetry",
          "rows",
          "entries");

  private static final int SAMPLE_CHARS = 200;

  private LogEvents() {}

  /** Whether an answer, or what somebody put around events, keeps them in a field of this name. */
  static boolean areIn(String field) {
    return LISTS.contains(field.toLowerCase(Locale.ROOT));
  }

  /** The event, or the reject that it is when it lacks its message or its time. */
  static RawRecord of(JsonNode event, LogSource source, long position) {
    byte[] message = messageOf(event);
    Instant at = timeOf(event);
    return message == null || at == null
        ? broken(event, position)
        : of(
            message,
            at,
            LogEventFields.first(event, LogEventFields.ID).textValue(),
            source,
            position);
  }

  static LogEvent of(
      byte[] message, @Nullable Instant at, @Nullable String id, LogSource source, long position) {
    return new LogEvent(position, source, at, id, message, 0, message.length);
  }

  /** The message as it was logged; a shipper may have read the JSON in it already. */
  static byte @Nullable [] messageOf(JsonNode event) {
    JsonNode message = LogEventFields.first(event, LogEventFields.MESSAGE);
    String text =
        message.isTextual() ? message.textValue() : message.isObject() ? message.toString() : null;
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  static @Nullable Instant timeOf(JsonNode event) {
    return LogTimes.of(LogEventFields.first(event, LogEventFields.TIMESTAMP));
  }

  /** What stands where an event should be. */
  static Broken broken(JsonNode json, long position) {
    String sample = json.toString();
    return new Broken(
        position,
        BrokenReason.UNKNOWN_FORMAT,
        sample.substring(0, Math.min(SAMPLE_CHARS, sample.length())));
  }
}
