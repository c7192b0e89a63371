package io.fantail.job.maintain;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.shape.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to a lake.
 *
 * @param today in UTC
 * @param closedBefore the first day that runs are likely to write to again
 * @param keepDays for how many days tables keep their rows; the others keep all
 * @param retainHours how long files of former versions are kept
 * @param isDry whether nothing is done, and only said
 */
public record MaintainRequest(
    LocalDate today,
    LocalDate closedBefore,
    Map<Table, Integer> keepDays,
    int retainHours,
    boolean isDry) {
  /** What Delta itself insists on: for so long a query may read a version that is no longer. */
  public static final int LEAST_HOURS = 168;

  /** Of days before, nearly all has arrived. */
  private static final int DAYS_OPEN = 2;

  /**
   * Reads what was given.
   *
   * @param closedBefore null: the usual
   * @throws JobException when it cannot be followed
   */
  public static MaintainRequest of(
      LocalDate today,
      @Nullable LocalDate closedBefore,
      List<String> keepDays,
      int retainHours,
      boolean isDry) {
    if (retainHours < LEAST_HOURS) {
      throw new JobException(
          ExitCode.USAGE,
          "--retain-hours %d is less than %d, a week: files of former versions may still be read by queries that began before, and be written by jobs that have not committed yet."
              .formatted(retainHours, LEAST_HOURS));
    }
    LocalDate usual = today.minusDays(DAYS_OPEN);
    return new MaintainRequest(
        today,
        closedBefore == null ? usual : closedBefore,
        KeepDays.of(keepDays),
        retainHours,
        isDry);
  }
}
