package io.fantail.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time that stands beside a log event. CloudWatch Logs writes epoch milliseconds; people
 * and shippers write what {@link JsonTime} reads: seconds with a fraction (Fluent Bit), nanoseconds
 * (OpenTelemetry), numbers as text, ISO-8601 (Vector, Datadog, Beats). Logs Insights writes {@code
 * 2026-11-20 10:00:01.040}, which is in UTC.
 */
public final class LogTime {
  /** The whole numbers that only milliseconds of our time can be. */
  private static final long FIRST_MILLIS = 100_000_000_000L;

  private static final long BEYOND_MILLIS = 1_000 * FIRST_MILLIS;

  private LogTime() {}

  /** The time, or null when the node is none. */
  public static @Nullable Instant of(JsonNode time) {
    if (time.isIntegralNumber() && time.canConvertToLong()) {
      long number = time.longValue();
      if (number >= FIRST_MILLIS && number < BEYOND_MILLIS) {
        return Instant.ofEpochMilli(number);
      }
    }
    return time.isTextual() ? of(time.textValue()) : ofMillis(JsonTime.millisOf(time));
  }

  /** The time that a text says, in UTC where it names no zone; null where it says none. */
  public static @Nullable Instant of(String text) {
    String time = text.strip();
    Long millis = JsonTime.millisOf(time);
    return ofMillis(millis == null ? JsonTime.millisOf(time + "Z") : millis);
  }

  private static @Nullable Instant ofMillis(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
