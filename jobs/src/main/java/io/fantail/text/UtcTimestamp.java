package io.fantail.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads {@code 2019-08-09T18:00:00.000Z} from bytes: millions of them stand before the lines of an
 * export.
 */
public final class UtcTimestamp {
  public static final int BYTES = 24;

  private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);

  private UtcTimestamp() {}

  /** Whether a time stands in these {@link #BYTES}; the day may be one that its month lacks. */
  public static boolean isAt(byte[] buffer, int start) {
    for (int i = 0; i < BYTES; i++) {
      byte b = buffer[start + i];
      if (FORM[i] == '0' ? b < '0' || b > '9' : b != FORM[i]) {
        return false;
      }
    }
    int month = number(buffer, start + 5, 2);
    int day = number(buffer, start + 8, 2);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= 31
        && number(buffer, start + 11, 2) < 24
        && number(buffer, start + 14, 2) < 60
        && number(buffer, start + 17, 2) < 61;
  }

  /** The time that stands there; a day its month does not have counts on into the next. */
  public static Instant at(byte[] buffer, int start) {
    long day =
        LocalDate.of(number(buffer, start, 4), number(buffer, start + 5, 2), 1).toEpochDay()
            + number(buffer, start + 8, 2)
            - 1L;
    long seconds =
        day * 86_400
            + number(buffer, start + 11, 2) * 3_600L
            + number(buffer, start + 14, 2) * 60L
            + number(buffer, start + 17, 2);
    return Instant.ofEpochMilli(seconds * 1_000 + number(buffer, start + 20, 3));
  }

  /**
   * The time of a text that {@link Instant#toString} wrote, which mostly has milliseconds.
   *
   * @throws java.time.format.DateTimeParseException when it is none
   */
  public static Instant parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length == BYTES && isAt(bytes, 0) ? at(bytes, 0) : Instant.parse(text);
  }

  private static int number(byte[] buffer, int start, int digits) {
    int value = 0;
    for (int i = start; i < start + digits; i++) {
      value = value * 10 + buffer[i] - '0';
    }
    return value;
  }
}
