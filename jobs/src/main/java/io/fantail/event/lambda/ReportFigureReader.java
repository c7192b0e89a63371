package io.fantail.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the figures of REPORT and of reports of an init, as far as Lambda can have measured them. A
 * function may print anything in the shape of a platform line; what is no plain decimal number, or
 * more than exists, is no figure. The bounds are those of "Lambda quotas" in the Developer Guide: a
 * run takes at most 15 minutes (each run of a durable function too), an init at most 15 minutes
 * (provisioned concurrency, SnapStart and managed instances), and memory is at most 32,768 MB
 * (managed instances; 10,240 MB elsewhere). A run that is stopped ends a little later than its
 * limit.
 */
final class ReportFigureReader {
  private static final int MAX_CHARS = 32;
  private static final double GRACE_MILLIS = 10_000;
  private static final double MAX_RUN_MILLIS = 15 * 60_000 + GRACE_MILLIS;
  private static final double MAX_INIT_MILLIS = MAX_RUN_MILLIS;
  private static final double MAX_BILLED_MILLIS = MAX_RUN_MILLIS + MAX_INIT_MILLIS;
  private static final int MAX_MEMORY_MB = 32_768;

  private ReportFigureReader() {}

  /** Checks a {@code Duration}, in milliseconds. */
  static @Nullable Double duration(@Nullable Double millis) {
    return upTo(MAX_RUN_MILLIS, millis);
  }

  /** Checks a {@code Billed Duration}, which may include that of an init, in milliseconds. */
  static @Nullable Double billed(@Nullable Double millis) {
    return upTo(MAX_BILLED_MILLIS, millis);
  }

  /** Checks an {@code Init Duration} or {@code Restore Duration}, in milliseconds. */
  static @Nullable Double init(@Nullable Double millis) {
    return upTo(MAX_INIT_MILLIS, millis);
  }

  /** Checks a {@code Memory Size} or {@code Max Memory Used}, in whole MB. */
  static @Nullable Integer memory(@Nullable Double megabytes) {
    Double known = upTo(MAX_MEMORY_MB, megabytes);
    return known == null || known != Math.rint(known) ? null : (Integer) known.intValue();
  }

  private static @Nullable Double upTo(double most, @Nullable Double figure) {
    // A comparison with NaN is false.
    return figure != null && figure >= 0 && figure <= most ? figure : null;
  }

  /** The amount in {@code 12.34 ms}, {@code 128 MB}; null for all that Lambda does not write. */
  static @Nullable Double amount(String value, String unit) {
    int end = value.length() - unit.length();
    if (end <= 0 || end > MAX_CHARS || !value.endsWith(unit)) {
      return null;
    }
    int points = 0;
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      boolean pointWithin = c == '.' && i > 0 && i < end - 1;
      points += pointWithin ? 1 : 0;
      if (!pointWithin && (c < '0' || c > '9')) {
        return null;
      }
    }
    return points > 1 ? null : Double.valueOf(value.substring(0, end));
  }

  /** A number of the JSON format; null for anything else, a text of digits too. */
  static @Nullable Double amount(JsonNode number) {
    return number.isNumber() ? (Double) number.doubleValue() : null;
  }
}
