package io.fantail.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a point in time as tools write it into JSON:
 *
 * <ul>
 *   <li>a number, or a number as text: epoch seconds with a fraction (the wire, aws-cli v1,
 *       Jackson's {@code Instant}), epoch milliseconds (Java's {@code Date}, EventBridge), micro-
 *       or nanoseconds. Their ranges do not meet: what is below 100,000,000,000 is seconds.
 *   <li>text with a zone, see {@link TextTime}
 *   <li>the fields of a Java {@code Instant}, {@code [seconds, nanos]} or {@code {"epochSecond":
 *       .., "nano": ..}}, as Gson, Kotlin, Rust and protobuf name them too
 *   <li>an object around a time: PowerShell's {@code {"value": .., "DateTime": ..}}, MongoDB's
 *       {@code {"$date": ..}}, PHP's {@code {"date": .., "timezone": "UTC"}}
 * </ul>
 *
 * Never through a double: {@code .93} is 930 ms. What could mean two times is none: text without a
 * zone, a zone's abbreviation, the fields of a local time.
 */
public final class JsonTime {
  private static final List<String> SECONDS =
      Words.listOf("epochSecond epochSeconds seconds secs secs_since_epoch Seconds");
  private static final List<String> NANOS =
      Words.listOf(
          """
          nano nanosecondsOfSecond nanos subsecond_nanos subsecondNanos nanos_since_epoch
          Nanos
          """);
  private static final List<String> AROUND_A_TIME =
      List.of("value", "Value", "$date", "$numberLong", "$numberDecimal");

  /** Nobody writes a time to more digits; more of them only make arithmetic slow. */
  private static final int MAX_SCALE = 100;

  private static final int NANOS_OF_SECOND = 1_000_000_000;
  private static final int MAX_NESTED = 3;
  private static final BigDecimal FIRST_MILLIS = BigDecimal.TEN.pow(11);
  private static final BigDecimal FIRST_MICROS = BigDecimal.TEN.pow(14);
  private static final BigDecimal FIRST_NANOS = BigDecimal.TEN.pow(17);
  private static final BigDecimal NO_TIME = BigDecimal.TEN.pow(20);

  /** Nobody counted an event of Step Functions in micro- or nanoseconds before there were any. */
  private static final long STEP_FUNCTIONS_BEGAN =
      Instant.parse("2016-12-01T00:00:00Z").toEpochMilli();

  /** Beyond it, those who read a table count nanoseconds in 64 bits (Athena, pandas) fail. */
  private static final Instant END_OF_TIME = Instant.parse("2262-01-01T00:00:00Z");

  private JsonTime() {}

  /** Epoch milliseconds, or null when the node is no time. A time without a zone is none. */
  public static @Nullable Long millisOf(JsonNode time) {
    return millisOf(time, MAX_NESTED);
  }

  private static @Nullable Long millisOf(JsonNode time, int depth) {
    if (time.isArray()) {
      return time.size() == 2 ? millisOfInstant(time.path(0), time.path(1)) : null;
    } else if (time.isObject()) {
      return millisOfObject(time, depth);
    } else if (!time.isNumber()) {
      return millisOf(time.textValue());
    }
    boolean finite = time instanceof DecimalNode || Double.isFinite(time.doubleValue());
    return finite ? millisOfNumber(time.decimalValue()) : null;
  }

  private static @Nullable Long millisOfObject(JsonNode time, int depth) {
    JsonNode seconds = Json.first(time, SECONDS);
    if (!seconds.isMissingNode()) {
      return millisOfInstant(seconds, Json.first(time, NANOS));
    } else if (time.path("date").isTextual() && time.path("timezone").isTextual()) {
      return TextTime.millisOfLocal(
          time.path("date").textValue(), time.path("timezone").textValue());
    }
    JsonNode inner = Json.first(time, AROUND_A_TIME);
    return depth == 0 || inner.isMissingNode() ? null : millisOf(inner, depth - 1);
  }

  private static @Nullable Long millisOfInstant(JsonNode seconds, JsonNode nanos) {
    boolean whole = seconds.isIntegralNumber() && nanos.isIntegralNumber();
    if (!whole || !seconds.canConvertToLong() || !nanos.canConvertToInt()) {
      return null;
    }
    boolean withinSecond = nanos.intValue() >= 0 && nanos.intValue() < NANOS_OF_SECOND;
    BigDecimal exact = seconds.decimalValue().add(BigDecimal.valueOf(nanos.longValue(), 9));
    return withinSecond && seconds.decimalValue().abs().compareTo(FIRST_MILLIS) < 0
        ? millisOfNumber(exact)
        : null;
  }

  /** Epoch milliseconds of a time that stands there as text, or null when it is none. */
  public static @Nullable Long millisOf(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!isNumber(text)) {
      return TextTime.millisOf(text);
    }
    try {
      return millisOfNumber(new BigDecimal(text));
    } catch (ArithmeticException | NumberFormatException noTime) {
      return null;
    }
  }

  /** Cheaper than the exception of what is none. */
  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits = (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E';
      boolean sign = (c == '-' || c == '+') && (i == 0 || Character.isLetter(text.charAt(i - 1)));
      if (!fits && !sign) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a record may bear this time: from 1970 to the year 2262. What lies outside, Go's zero
   * time of the year 1 too, is no time of AWS, and not every reader of a table takes it.
   */
  public static boolean isTimeOfRecord(Instant at) {
    return !at.isBefore(Instant.EPOCH) && at.isBefore(END_OF_TIME);
  }

  /**
   * Epoch milliseconds of epoch seconds, milli-, micro- or nanoseconds, which are told apart by how
   * many they are; null when the number is no time of this age.
   */
  public static @Nullable Long millisOfNumber(BigDecimal number) {
    BigDecimal size = number.abs();
    if (Math.abs((long) number.scale()) > MAX_SCALE || size.compareTo(NO_TIME) >= 0) {
      return null;
    } else if (size.compareTo(FIRST_MILLIS) < 0) {
      return floor(number.movePointRight(3));
    } else if (size.compareTo(FIRST_MICROS) < 0) {
      return floor(number);
    }
    long millis = floor(number.movePointLeft(size.compareTo(FIRST_NANOS) < 0 ? 3 : 6));
    return millis < STEP_FUNCTIONS_BEGAN ? null : (Long) millis;
  }

  private static long floor(BigDecimal millis) {
    return millis.setScale(0, RoundingMode.FLOOR).longValueExact();
  }
}
