package io.fantail.job.option;

import io.fantail.archive.place.TimeWindow;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.table.DayRange;
import picocli.CommandLine.Option;

/** Takes the same options, and how far around these days traces reach. */
public final class LakeOptions extends DayOptions {
  @Option(
      names = "--lookback-days",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many days a workflow may last: parents this much older than their children, and executions"
              + " this much longer than the window, are taken along. Default: ${DEFAULT-VALUE}.")
  public int lookbackDays;

  @Override
  public void check() {
    super.check();
    if (lookbackDays < 0) {
      throw new JobException(ExitCode.USAGE, "--lookback-days is negative: " + lookbackDays);
    }
  }

  /**
   * Returns the time of records that can tell of executions of the days: they may have begun
   * before, and end behind.
   */
  TimeWindow recordsWindow() {
    DayRange days = days();
    return new TimeWindow(
        haveBeginning() ? startOf(days.from().minusDays(lookbackDays)) : null,
        haveEnd() ? startOf(days.to().plusDays(lookbackDays)) : null);
  }
}
