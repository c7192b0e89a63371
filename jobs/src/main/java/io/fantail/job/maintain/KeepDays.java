package io.fantail.job.maintain;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.message.Suggestion;
import io.fantail.shape.Table;
import io.fantail.table.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For how many days tables keep their rows, as {@code --keep-days spans=30,events=14} says. */
final class KeepDays {
  private static final int MOST = 36_500;

  private KeepDays() {}

  /**
   * Reads what was given.
   *
   * @throws JobException when a table is none, has no days, or stands there twice
   */
  static Map<Table, Integer> of(List<String> given) {
    Map<Table, Integer> days = new LinkedHashMap<>();
    for (String one : given) {
      int equals = one.indexOf('=');
      if (equals < 0) {
        throw misuse(one, "says no number of days: write TABLE=DAYS.");
      }
      if (days.put(table(one, one.substring(0, equals)), days(one, one.substring(equals + 1)))
          != null) {
        throw misuse(one, "is about a table that has a number of days already.");
      }
    }
    return days;
  }

  private static Table table(String given, String name) {
    for (Table table : Tables.ALL) {
      if (table.name().equals(name)) {
        if (!table.byDay()) {
          throw misuse(
              given, "is about a table that has no days: its rows are not deleted by their age.");
        }
        return table;
      }
    }
    throw misuse(
        given,
        "names no table."
            + Suggestion.of(
                name, Tables.ALL.stream().filter(Table::byDay).map(Table::name).toList()));
  }

  private static int days(String given, String number) {
    try {
      int days = Integer.parseInt(number.strip());
      if (days >= 1 && days <= MOST) {
        return days;
      }
    } catch (NumberFormatException none) {
      // Said below.
    }
    throw misuse(given, "says no number of days: it is a whole number from 1 to " + MOST + ".");
  }

  private static JobException misuse(String given, String what) {
    return new JobException(ExitCode.USAGE, "--keep-days " + given + " " + what);
  }
}
