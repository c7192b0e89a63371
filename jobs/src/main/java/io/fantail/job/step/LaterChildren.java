package io.fantail.job.step;

import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.LinkedDays;
import io.fantail.table.Tables;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Finds the children that an earlier run read before the Map Run that they may be of, because an
 * older archive came after a younger one. Where the lake ends with the days of this run, as it does
 * when archives are read as they come, nothing is asked.
 */
public final class LaterChildren {
  /** Holds what children take over of a Map Run, and when it may hold them. */
  private record OpenMapRun(
      String arn, String traceId, Instant startedAt, @Nullable Instant endedAt) {
    static OpenMapRun of(Row row) {
      return new OpenMapRun(
          row.getAs("map_run_arn"),
          row.getAs("trace_id"),
          row.getAs("started_at"),
          row.getAs("ended_at"));
    }

    Column mayHold() {
      String children =
          arn.substring(0, arn.lastIndexOf(':') + 1).replace(":mapRun:", ":execution:");
      Column held =
          functions
              .col("execution_arn")
              .startsWith(children)
              .and(functions.col("started_at").geq(startedAt));
      return endedAt == null ? held : held.and(functions.col("started_at").leq(endedAt));
    }
  }

  private final Lake lake;
  private final DaySet days;
  private final boolean hasLaterDays;
  private final Set<OpenMapRun> known;

  private LaterChildren(Lake lake, DaySet days, boolean hasLaterDays) {
    this.lake = lake;
    this.days = days;
    this.hasLaterDays = hasLaterDays;
    this.known = hasLaterDays ? mapRuns() : Set.of();
  }

  /**
   * Remembers the Map Runs that the lake has.
   *
   * @param days of which the run computes everything, and has not reported yet
   */
  public static LaterChildren before(Lake lake, DaySet days) {
    return new LaterChildren(lake, days, lake.hasDays(Tables.EXECUTIONS, others(days)));
  }

  /**
   * Returns the other days, behind the first of these, of children that may be of Map Runs that are
   * new, or changed.
   */
  public DaySet daysOfNewMapRuns() {
    if (!hasLaterDays) {
      return DaySet.NONE;
    }
    Set<OpenMapRun> changed = new HashSet<>(mapRuns());
    changed.removeAll(known);
    return changed.stream()
        .map(OpenMapRun::mayHold)
        .reduce(Column::or)
        .map(
            held ->
                lake.read(Tables.EXECUTIONS, others(days))
                    .filter("is_distributed_map_child")
                    .filter(held))
        .map(children -> DaySet.NONE.plus(LinkedDays.of(children)))
        .orElse(DaySet.NONE);
  }

  private static DaySet others(DaySet days) {
    return days.isEmpty() ? DaySet.NONE : DaySet.from(days.first()).without(days);
  }

  private Set<OpenMapRun> mapRuns() {
    return lake
        .read(Tables.MAP_RUNS, days)
        .select("map_run_arn", "trace_id", "started_at", "ended_at")
        .collectAsList()
        .stream()
        .map(OpenMapRun::of)
        .collect(Collectors.toSet());
  }
}
