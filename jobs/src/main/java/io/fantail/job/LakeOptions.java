package io.fantail.job;

import io.fantail.table.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the tables are, and which days of them. */
final class LakeOptions extends LakeOption {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeOption.class,
      description = "First day or instant, UTC. Without it: from the beginning.")
  @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeOption.class,
      description =
          "First day or instant that is not wanted any more, UTC. Without it: to the end.")
  @Nullable Instant to;

  @Option(
      names = "--lookback-days",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many days a workflow may last: parents this much older than their children, and executions"
              + " this much longer than the window, are taken along. Default: ${DEFAULT-VALUE}.")
  int lookbackDays;

  /**
   * The days between {@code --from} and {@code --to}; a day that is asked for in part is computed
   * whole.
   */
  DayRange days() {
    LocalDate first = from == null ? DayRange.ALL.from() : dayOf(from);
    LocalDate last = to == null ? DayRange.ALL.to() : dayOf(to.plusSeconds(86_399));
    return new DayRange(first, last);
  }

  /** Ends the command when the options contradict each other. */
  void check() {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new JobException(
          ExitCode.USAGE,
          "--from " + from + " is not before --to " + to + ": there is no time between.");
    }
    if (lookbackDays < 0) {
      throw new JobException(ExitCode.USAGE, "--lookback-days is negative: " + lookbackDays);
    }
  }

  /** The window in words, for messages. */
  String window() {
    return (from == null ? "at any time" : "from " + from)
        + (to == null ? "" : " until before " + to);
  }

  private static LocalDate dayOf(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
