package io.fantail.look.export.chosen;

import static org.apache.spark.sql.functions.col;

import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Finds rows of {@code executions}. */
public final class StoredExecutions {
  private StoredExecutions() {}

  /** The execution of this ARN that started on one of the days; null where there is none. */
  public static @Nullable Row ofArn(Lake lake, DaySet days, String arn) {
    List<Row> found =
        lake.read(Tables.EXECUTIONS, days)
            .filter(col(FoldedRuns.ARN).equalTo(arn))
            .limit(1)
            .collectAsList();
    return found.isEmpty() ? null : found.get(0);
  }

  /**
   * The same of one that started on this day or before it: it is looked for on the last days first,
   * as workflows are mostly short.
   */
  public static @Nullable Row startedBefore(Lake lake, String arn, LocalDate day) {
    LocalDate behind = day.plusDays(1);
    LocalDate recent = day.minusDays(1);
    Row found = ofArn(lake, DaySet.of(new DayRange(recent, behind)), arn);
    return found != null || recent.isBefore(DayRange.ALL.from())
        ? found
        : ofArn(lake, DaySet.of(new DayRange(DayRange.ALL.from(), recent)), arn);
  }

  /** Executions of this name, or whose ARN ends with it: at most so many. */
  public static List<Row> named(Lake lake, DaySet days, String name, int most) {
    return lake.read(Tables.EXECUTIONS, days)
        .filter(col("name").equalTo(name).or(col(FoldedRuns.ARN).endsWith(":" + name)))
        .sort("started_at", FoldedRuns.ARN)
        .limit(most)
        .collectAsList();
  }
}
