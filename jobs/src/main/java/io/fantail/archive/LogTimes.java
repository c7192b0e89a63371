package io.fantail.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time that stands beside a log event. CloudWatch Logs writes epoch milliseconds; people
 * and shippers write seconds with a fraction (Fluent Bit), microseconds or nanoseconds
 * (OpenTelemetry), numbers as text, ISO-8601 (Vector, Datadog, Beats), and Logs Insights {@code
 * 2026-11-20 10:00:01.040} in UTC.
 */
final class LogTimes {
  /** Up to here a whole number counts seconds: as milliseconds it would be in March 1973. */
  private static final long MAX_SECONDS = 100_000_000_000L;

  private static final long MAX_MILLIS = 1_000 * MAX_SECONDS;
  private static final int SECONDS_DIGITS = 11;
  private static final int MILLIS_DIGITS = 14;
  private static final int MICROS_DIGITS = 17;
  private static final int NANOS_DIGITS = 20;

  /** Nobody writes a time to more digits; more of them only make arithmetic slow. */
  private static final int MAX_SCALE = 100;

  private LogTimes() {}

  /** The time, or null when the node is none. */
  static @Nullable Instant of(JsonNode time) {
    if (time.isTextual()) {
      return of(time.textValue());
    } else if (time.isIntegralNumber() && time.canConvertToLong()) {
      long number = time.longValue();
      return Math.abs(number) >= MAX_SECONDS && Math.abs(number) < MAX_MILLIS
          ? Instant.ofEpochMilli(number)
          : ofNumber(BigDecimal.valueOf(number));
    } else if (time.isNumber()) {
      return Double.isFinite(time.doubleValue()) ? ofNumber(time.decimalValue()) : null;
    }
    return ofMillis(EventTimes.millisOf(time));
  }

  /** The same for a time that stands there as text; one without a zone is in UTC. */
  static @Nullable Instant of(String text) {
    String time = text.strip();
    if (time.indexOf('-', 1) < 0 || time.indexOf(':') < 0) {
      try {
        return time.isEmpty() ? null : ofNumber(new BigDecimal(time));
      } catch (NumberFormatException noNumber) {
        return null;
      }
    }
    Long millis = EventTimes.millisOf(time);
    return ofMillis(millis == null ? EventTimes.millisOf(time + "Z") : millis);
  }

  private static @Nullable Instant ofNumber(BigDecimal number) {
    int digits = number.precision() - number.scale();
    if (Math.abs((long) number.scale()) > MAX_SCALE || digits > NANOS_DIGITS) {
      return null;
    }
    int shift =
        digits <= SECONDS_DIGITS
            ? 3
            : digits <= MILLIS_DIGITS ? 0 : digits <= MICROS_DIGITS ? -3 : -6;
    BigDecimal millis = number.movePointRight(shift).setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochMilli(millis.longValueExact());
  }

  private static @Nullable Instant ofMillis(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
