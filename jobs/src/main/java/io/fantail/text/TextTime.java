package io.fantail.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a point in time from text, as the languages of the SDKs print it: ISO 8601 and RFC 3339
 * with any offset (aws-cli v2, JavaScript, Go, Java's {@code Instant}), the same with blanks
 * (Python's {@code str(datetime)}, Ruby's {@code Time#to_s} and {@code #inspect}, Go's {@code
 * Time.String}, Postgres), ISO 8601 without marks, RFC 1123 (HTTP, PHP), {@code Fri Nov 20 10:00:00
 * UTC 2026} (Java's {@code Date}, Go's {@code UnixDate}), JavaScript's {@code Date#toString} and
 * .NET's {@code /Date(1795168800980)/}.
 *
 * <p>Only an offset, {@code Z}, {@code UTC} and {@code GMT} are zones: an abbreviation such as
 * {@code CST} or {@code IST} is of several, and text without a zone could mean any time of a day.
 */
final class TextTime {
  private static final int MAX_CHARS = 128;
  private static final List<String> MONTHS =
      Words.listOf("jan feb mar apr may jun jul aug sep oct nov dec");
  private static final String CLOCK =
      "(?<hour>\\d\\d):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,18}))?)?";
  private static final String ZONE =
      "(?<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\\d\\d(?::?\\d\\d)?(?::?\\d\\d)?)";
  private static final String DAY_NAME = "(?:(?<weekday>[A-Z][a-z]{2})[a-z]*,? +)?";
  private static final String MONTH_NAME = "(?<monthname>[A-Z][a-z]{2})[a-z]*";

  /** The name of the zone, which Java, Go and JavaScript print behind the offset. */
  private static final String NAME_OF_ZONE =
      "(?:\\[[\\w/+:-]+\\]| \\([^()]*\\)| [A-Z]{1,5}| [+-]\\d{2,4})?(?: m=[+-][\\d.]+)?";

  /** A pattern, and which of its parts it names: Java 17 does not tell. */
  private record Form(Pattern pattern, boolean namesMonth, boolean hasRatio, boolean hasWeekday) {
    static Form of(String regex) {
      return new Form(
          Pattern.compile(regex, Pattern.CASE_INSENSITIVE),
          regex.contains("<monthname>"),
          regex.contains("<part>"),
          regex.contains("<weekday>"));
    }
  }

  private static final List<Form> FORMS =
      List.of(
          Form.of(
              "(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)(?:T| {1,2})"
                  + CLOCK
                  + "(?: (?<part>\\d{1,18})/(?<whole>\\d{1,18}))? ?"
                  + ZONE
                  + NAME_OF_ZONE),
          Form.of(
              "(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)T(?<hour>\\d\\d)(?<minute>\\d\\d)"
                  + "(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,18}))?"
                  + ZONE),
          Form.of(
              DAY_NAME
                  + "(?<day>\\d{1,2})[ -]"
                  + MONTH_NAME
                  + "[ -](?<year>\\d{4}),? "
                  + CLOCK
                  + " "
                  + ZONE
                  + NAME_OF_ZONE),
          Form.of(
              DAY_NAME
                  + MONTH_NAME
                  + " +(?<day>\\d{1,2}) "
                  + CLOCK
                  + " "
                  + ZONE
                  + " (?<year>\\d{4})"),
          Form.of(
              DAY_NAME
                  + MONTH_NAME
                  + " +(?<day>\\d{1,2}),? (?<year>\\d{4}),? "
                  + CLOCK
                  + " "
                  + ZONE
                  + NAME_OF_ZONE));

  private static final Form LOCAL =
      Form.of("(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)(?:T| )" + CLOCK);

  /** Milliseconds in UTC, whatever offset stands behind them: "Dates" in .NET's JSON reference. */
  private static final Pattern DOTNET =
      Pattern.compile("\\\\?/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)\\\\?/");

  private TextTime() {}

  /** Epoch milliseconds; null when the text is no time, or could be several. */
  static @Nullable Long millisOf(String text) {
    if (text.length() > MAX_CHARS) {
      return null;
    }
    String trimmed = text.strip();
    if (trimmed.indexOf('(') > 0) {
      Matcher dotNet = DOTNET.matcher(trimmed);
      if (dotNet.matches()) {
        return Long.valueOf(dotNet.group(1));
      }
    }
    for (Form form : FORMS) {
      Matcher matcher = form.pattern.matcher(trimmed);
      if (matcher.matches()) {
        return millisOf(form, matcher, offsetOf(matcher.group("zone").toUpperCase(Locale.ROOT)));
      }
    }
    return null;
  }

  /**
   * Epoch milliseconds of a local time beside the name of its zone, as PHP's {@code DateTime} is
   * written.
   *
   * @param zone an offset, {@code UTC} or a region; null comes back for an hour that the region's
   *     clocks showed twice, or not at all
   */
  static @Nullable Long millisOfLocal(String text, String zone) {
    Matcher matcher = LOCAL.pattern.matcher(text);
    if (text.length() > MAX_CHARS || !matcher.matches()) {
      return null;
    }
    try {
      LocalDateTime local = localOf(LOCAL, matcher);
      boolean isAbbreviation = zone.indexOf('/') < 0 && offsetOf(zone) == null;
      List<ZoneOffset> offsets =
          isAbbreviation ? List.of() : ZoneId.of(zone).getRules().getValidOffsets(local);
      return offsets.size() == 1 ? millisOf(LOCAL, matcher, offsets.get(0)) : null;
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  private static @Nullable Long millisOf(Form form, Matcher matcher, @Nullable ZoneOffset offset) {
    try {
      LocalDateTime local = localOf(form, matcher);
      boolean dayFits = isDayOf(form, matcher, local);
      Instant at = offset == null || !dayFits ? null : local.toInstant(offset);
      return at == null ? null : (Long) at.toEpochMilli();
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  private static LocalDateTime localOf(Form form, Matcher matcher) {
    int month =
        form.namesMonth
            ? 1 + MONTHS.indexOf(matcher.group("monthname").toLowerCase(Locale.ROOT))
            : Integer.parseInt(matcher.group("month"));
    String second = matcher.group("second");
    String fraction = matcher.group("fraction");
    LocalDateTime local =
        LocalDateTime.of(
            Integer.parseInt(matcher.group("year")),
            month,
            Integer.parseInt(matcher.group("day")),
            Integer.parseInt(matcher.group("hour")),
            Integer.parseInt(matcher.group("minute")),
            second == null ? 0 : Integer.parseInt(second),
            fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
    return form.hasRatio && matcher.group("part") != null
        ? local.plus(
            millisOfRatio(matcher.group("part"), matcher.group("whole")), ChronoUnit.MILLIS)
        : local;
  }

  /** Ruby's {@code inspect} writes as a ratio what came from a double, and is next to the truth. */
  private static long millisOfRatio(String part, String whole) {
    BigDecimal divisor = new BigDecimal(whole);
    if (divisor.signum() == 0 || new BigDecimal(part).compareTo(divisor) >= 0) {
      throw new DateTimeException("more than a second");
    }
    return new BigDecimal(part)
        .movePointRight(3)
        .divide(divisor, 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static boolean isDayOf(Form form, Matcher matcher, LocalDateTime local) {
    String weekday = form.hasWeekday ? matcher.group("weekday") : null;
    return weekday == null
        || local.getDayOfWeek().name().startsWith(weekday.toUpperCase(Locale.ROOT));
  }

  private static @Nullable ZoneOffset offsetOf(String zone) {
    if (zone.equals("Z") || zone.equals("UTC") || zone.equals("GMT")) {
      return ZoneOffset.UTC;
    }
    int sign = Math.max(zone.indexOf('+'), zone.indexOf('-'));
    if (sign < 0) {
      return null;
    }
    try {
      return ZoneOffset.of(zone.substring(sign));
    } catch (DateTimeException noOffset) {
      return null;
    }
  }
}
