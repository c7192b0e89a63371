package io.fantail.job.summary;

import io.fantail.text.Figures;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.regex.Pattern;

/** How figures are written for people: the same figure everywhere with the same digits. */
public final class Wording {
  /** How the program was called, so that what is printed can be copied. */
  public static final String PROGRAM =
      Objects.requireNonNullElse(System.getenv("FANTAIL_COMMAND"), "fantail");

  /** Of the moment 2026-08-24 02:00 what need not be said. */
  static final int YEAR_CHARS = "2026-".length();

  /** The same where the day was said. */
  static final int DAY_CHARS = "2026-08-24 ".length();

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** What no shell reads anything into. */
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private Wording() {}

  /** A count, as in 2,000. */
  static String count(long number) {
    return Figures.count(number);
  }

  /** A count of things, as in 1 child or 2,000 children. */
  static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** A time, as in 235 ms, 12.0 s, 14.2 min. */
  static String time(double millis) {
    return Figures.time(millis);
  }

  /** A ratio, as in 7.3 ×. */
  static String times(double ratio) {
    return Figures.times(ratio);
  }

  /** A share from 0 to 1, as in 61 %. */
  static String percent(double share) {
    return Figures.percent(share);
  }

  /** An argument as a shell takes it. */
  static String argument(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The command that asks the lake something. */
  static String query(String lake, String sql) {
    return PROGRAM + " query --lake " + argument(lake) + " \"" + sql + "\"";
  }

  /** The command that shows an execution or a Map Run. */
  public static String show(String lake, String arn) {
    return PROGRAM + " show " + argument(arn) + " --lake " + argument(lake);
  }

  /** The command that writes the page. */
  static String page(String lake) {
    return PROGRAM + " page --lake " + argument(lake) + " --out page.html";
  }

  /** The command that makes all reports again. */
  static String report(String lake) {
    return PROGRAM + " report --lake " + argument(lake);
  }

  /** The command that compares two days. */
  static String compare(String lake, LocalDate base, LocalDate against) {
    return PROGRAM
        + " compare --lake "
        + argument(lake)
        + (" --base " + base + "/" + base.plusDays(1))
        + (" --against " + against + "/" + against.plusDays(1));
  }

  /** A moment to the minute, as in 2026-08-24 02:00, in UTC. */
  static String minute(Instant at) {
    return at.atOffset(ZoneOffset.UTC).format(MINUTE);
  }

  /** The day of a moment, as in 2026-08-24, in UTC. */
  static String day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** The second of a day, as in 02:00:12, in UTC. */
  static String second(Instant at) {
    return at.atOffset(ZoneOffset.UTC).format(SECOND);
  }
}
