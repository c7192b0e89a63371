package io.fantail.job.option;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.shape.Dated;
import io.fantail.table.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Takes the options that say where the tables are, and which of their days are meant. */
public class DayOptions extends LakeAddress {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "First day, UTC: of the executions that started then. 'yesterday' and 'today' are days, too, and an instant"
              + " means its whole UTC day. Without it: from the beginning.")
  @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description =
          "First day that is not wanted any more, UTC. An instant within a day means until the end of that day. Without"
              + " it: to the end.")
  @Nullable Instant to;

  @Option(
      names = "--date",
      paramLabel = "DAY",
      description =
          "One whole UTC day in the place of --from and --to: a date, 'yesterday', 'today', or an instant within the day,"
              + " as schedulers give it.")
  @Nullable Instant date;

  /**
   * Returns the days between {@code --from} and {@code --to}, or the one of {@code --date}; a day
   * that is asked for in part is computed whole.
   */
  public DayRange days() {
    if (date != null) {
      return new DayRange(Dated.dayOf(date), Dated.dayOf(date).plusDays(1));
    }
    LocalDate first = from == null ? DayRange.ALL.from() : Dated.dayOf(from);
    LocalDate last = to == null ? DayRange.ALL.to() : Dated.dayOf(to.minusNanos(1)).plusDays(1);
    return new DayRange(first, last);
  }

  final boolean haveBeginning() {
    return from != null || date != null;
  }

  final boolean haveEnd() {
    return to != null || date != null;
  }

  /**
   * Says which days are meant where an option names an instant within one: tables are rewritten by
   * whole days. Returns null where days were given.
   */
  public @Nullable String wholeDays() {
    List<String> withinADay = new ArrayList<>();
    if (from != null && !from.equals(startOf(Dated.dayOf(from)))) {
      withinADay.add("--from " + from);
    }
    if (to != null && !to.equals(startOf(Dated.dayOf(to)))) {
      withinADay.add("--to " + to);
    }
    if (date != null && !date.equals(startOf(Dated.dayOf(date)))) {
      withinADay.add("--date " + date);
    }
    if (withinADay.isEmpty()) {
      return null;
    }
    return "Days "
        + days().inWords()
        + ", as "
        + String.join(" and ", withinADay)
        + (withinADay.size() == 1 ? " means the whole UTC day." : " mean whole UTC days.");
  }

  /** Ends the command with a {@link JobException} when the options contradict each other. */
  public void check() {
    if (date != null && (from != null || to != null)) {
      throw new JobException(
          ExitCode.USAGE,
          "--date "
              + Dated.dayOf(date)
              + " is one whole day, and "
              + (from == null ? "--to" : "--from")
              + " asks for others: give either --date, or --from and --to, counting what a file of --conf says.");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw new JobException(
          ExitCode.USAGE,
          "--from " + from + " is not before --to " + to + ": there is no time between.");
    }
  }

  /** Says in words what was asked for, as the end of a message. */
  public String window() {
    DayRange days = days();
    return (haveBeginning() ? "from " + days.from() : "at any time")
        + (haveEnd() ? " until before " + days.to() : "");
  }

  static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
