package io.fantail.job.compare;

import static org.apache.spark.sql.functions.col;

import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.shape.Dated;
import io.fantail.table.DayRange;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** The children of two Map Runs, by their ARNs. */
record MapRunSides(String base, String against) implements Sides {
  @Override
  public String baseInWords() {
    return base;
  }

  @Override
  public String againstInWords() {
    return against;
  }

  @Override
  public SidesOfLake in(Lake lake) {
    DaySet days = daysOf(lake, base).plus(daysOf(lake, against));
    return SidesOfLake.of(
        lake.read(Tables.EXECUTIONS, days),
        lake.read(Tables.SPANS, days),
        childrenOf(base),
        childrenOf(against));
  }

  private static Column childrenOf(String mapRunArn) {
    return col("is_distributed_map_child").and(col("map_run_arn").equalTo(mapRunArn));
  }

  /** The days on which children of a Map Run may have started. */
  private static DaySet daysOf(Lake lake, String mapRunArn) {
    List<Row> found =
        lake.read(Tables.MAP_RUNS)
            .filter(col("map_run_arn").equalTo(mapRunArn))
            .select("started_at", "ended_at")
            .collectAsList();
    if (found.isEmpty()) {
      throw new JobException(
          ExitCode.NOTHING_MATCHED,
          "There is no Map Run "
              + mapRunArn
              + " in the lake. Those that are: SELECT map_run_arn FROM map_runs");
    }
    LocalDate first = Dated.dayOf(found.get(0).<Instant>getAs("started_at"));
    if (found.get(0).isNullAt(1)) {
      return DaySet.from(first);
    }
    Instant end = found.get(0).getAs("ended_at");
    return DaySet.of(new DayRange(first, Dated.dayOf(end).plusDays(1)));
  }

  @Override
  public boolean haveCosts() {
    return true;
  }

  @Override
  public String whatThereIs(Lake lake) {
    return "No child in the archive is linked to that Map Run.";
  }
}
