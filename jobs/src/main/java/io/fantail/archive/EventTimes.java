package io.fantail.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time of a history event or of a describe call in the dresses that tools give it: epoch
 * seconds with a fraction (the wire, aws-cli v1, Jackson's {@code Instant}), ISO-8601 with any
 * offset (aws-cli v2, JavaScript, Go), Python's {@code str(datetime)} with a space, and the fields
 * of a Java {@code Instant}, {@code [seconds, nanos]} or {@code {"epochSecond": .., "nano": ..}}.
 * Never through a double: {@code .93} is 930 ms.
 */
public final class EventTimes {
  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Nobody writes a time to more digits; more of them only make arithmetic slow. */
  private static final int MAX_SCALE = 100;

  private static final int NANOS_OF_SECOND = 1_000_000_000;

  private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

  private EventTimes() {}

  /** Epoch milliseconds, or null when the node is no time. A time without a zone is none. */
  public static @Nullable Long millisOf(JsonNode time) {
    if (time.isArray() && time.size() == 2) {
      return millisOfInstant(time.path(0), time.path(1));
    } else if (time.isObject()) {
      return millisOfInstant(time.path("epochSecond"), time.path("nano"));
    } else if (!time.isNumber()) {
      return millisOf(time.textValue());
    }
    boolean finite = Double.isFinite(time.doubleValue());
    return finite ? millisOfSeconds(time.decimalValue()) : null;
  }

  private static @Nullable Long millisOfInstant(JsonNode seconds, JsonNode nanos) {
    boolean whole = seconds.isIntegralNumber() && nanos.isIntegralNumber();
    if (!whole || !seconds.canConvertToLong() || !nanos.canConvertToInt()) {
      return null;
    }
    boolean withinSecond = nanos.intValue() >= 0 && nanos.intValue() < NANOS_OF_SECOND;
    return withinSecond
        ? millisOfSeconds(seconds.decimalValue().add(BigDecimal.valueOf(nanos.longValue(), 9)))
        : null;
  }

  /** The same for a time that stands there as text. */
  public static @Nullable Long millisOf(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      if (text.indexOf('-', 1) > 0) {
        return OffsetDateTime.parse(text, WITH_OFFSET).toInstant().toEpochMilli();
      }
      return millisOfSeconds(new BigDecimal(text));
    } catch (DateTimeException | ArithmeticException | NumberFormatException noTime) {
      return null;
    }
  }

  /**
   * Whether a record may bear this time: from 1970 to the year 9999. What lies outside, Go's zero
   * time of the year 1 too, is no time of AWS, and no table takes it.
   */
  public static boolean isTimeOfRecord(Instant at) {
    return !at.isBefore(Instant.EPOCH) && at.isBefore(END_OF_TIME);
  }

  /** Epoch milliseconds of epoch seconds; null when the number is no time of this age. */
  public static @Nullable Long millisOfSeconds(BigDecimal seconds) {
    if (Math.abs((long) seconds.scale()) > MAX_SCALE
        || seconds.abs().compareTo(BigDecimal.valueOf(1L << 40)) > 0) {
      return null;
    }
    return seconds.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact();
  }
}
