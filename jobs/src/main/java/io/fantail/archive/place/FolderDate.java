package io.fantail.archive.place;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The date that the names of folders tell, one within the other: Firehose's {@code 2026/11/23/05/}
 * (in UTC unless it was told otherwise), Hive's {@code year=2026/month=11/day=23/} and {@code
 * dt=2026-11-23/}, a plain {@code 2026-11-23/}. A name that has more in it than a date is none: the
 * {@code 2026-11-23-[$LATEST]0123...} of an export is the day when a log stream began, and events
 * of many days may be in it.
 *
 * @param year 0 when it is not known yet
 * @param month 1 to 12; 0 when it is not known yet
 * @param day of the month; 0 when it is not known yet, or in another way
 */
record FolderDate(int year, int month, int day) {
  static final FolderDate NONE = new FolderDate(0, 0, 0);

  private static final Pattern WHOLE =
      Pattern.compile(
          "(?:(?:dt|ds|date|day|event_date|partition_date)=)?(\\d{4})-(\\d{2})-(\\d{2})"
              + "|(?:dt|ds|date|day|event_date|partition_date)=(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern YEAR = Pattern.compile("(?:year=)?((?:19|20)\\d{2})");
  private static final Pattern MONTH = Pattern.compile("month=(\\d{1,2})|(\\d{2})");
  private static final Pattern DAY = Pattern.compile("day=(\\d{1,2})|(\\d{2})");

  /** With what a folder within is called; null when that is no further part of a date. */
  @Nullable FolderDate within(String name) {
    Matcher whole = WHOLE.matcher(name);
    if (whole.matches()) {
      int group = whole.group(1) == null ? 4 : 1;
      return existing(
          numberAt(whole, group), numberAt(whole, group + 1), numberAt(whole, group + 2));
    } else if (year == 0) {
      Integer found = partOf(YEAR, name);
      return found == null ? null : new FolderDate(found, 0, 0);
    } else if (month == 0) {
      Integer found = partOf(MONTH, name);
      return found == null || found < 1 || found > 12 ? null : new FolderDate(year, found, 0);
    }
    Integer found = partOf(DAY, name);
    return found == null ? null : existing(year, month, found);
  }

  boolean isDay() {
    return day != 0;
  }

  /** A year alone proves nothing: it may be any number. */
  boolean isMonthOrDay() {
    return month != 0;
  }

  LocalDate firstDay() {
    return LocalDate.of(year, month, isDay() ? day : 1);
  }

  LocalDate lastDay() {
    return isDay() ? firstDay() : YearMonth.of(year, month).atEndOfMonth();
  }

  private static @Nullable FolderDate existing(int year, int month, int day) {
    try {
      LocalDate date = LocalDate.of(year, month, day);
      return new FolderDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static @Nullable Integer partOf(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches() ? numberAt(matcher, matcher.group(1) == null ? 2 : 1) : null;
  }

  private static int numberAt(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
