package io.fantail.text;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads {@code 2019-08-09T18:00:00.000Z} from bytes: millions of them stand before the lines of an
 * export.
 */
public final class Timestamps {
  private static final int[] DIGITS = {0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 20, 21, 22};

  private Timestamps() {}

  public static boolean areDigits(byte[] buffer, int start) {
    for (int digit : DIGITS) {
      byte b = buffer[start + digit];
      if (b < '0' || b > '9') {
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

  /**
   * The instant of 24 bytes whose shape was checked; a day its month does not have counts on into
   * the next.
   */
  public static Instant utcMillis(byte[] buffer, int start) {
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

  private static int number(byte[] buffer, int start, int digits) {
    int value = 0;
    for (int i = start; i < start + digits; i++) {
      value = value * 10 + buffer[i] - '0';
    }
    return value;
  }
}
