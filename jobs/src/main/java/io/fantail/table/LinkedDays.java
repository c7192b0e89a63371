package io.fantail.table;

import io.fantail.shape.Table;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The days that rows of a lake lead to: what is told of one day may have begun on another. */
public final class LinkedDays {
  private LinkedDays() {}

  /** Adds the days of Map Runs, however long before, that executions are linked to. */
  public static DaySet withDaysOfMapRuns(Lake lake, DaySet days) {
    return days.plus(ofMapRuns(lake, HourSet.of(days)));
  }

  /** The days of Map Runs that executions of these hours are linked to, but for their own days. */
  public static DaySet ofMapRuns(Lake lake, HourSet hours) {
    DaySet others = DaySet.ALL.without(hours.days());
    if (!lake.hasDays(Tables.MAP_RUNS, others) || !lake.hasHours(Tables.EXECUTIONS, hours)) {
      return DaySet.NONE;
    }
    Dataset<Row> linked =
        lake.read(Tables.EXECUTIONS, hours)
            .filter("map_run_arn IS NOT NULL")
            .select("map_run_arn")
            .distinct();
    Dataset<Row> mapRuns = lake.read(Tables.MAP_RUNS, others);
    return DaySet.NONE.plus(of(mapRuns.join(linked, new String[] {"map_run_arn"}, "left_semi")));
  }

  /** The days that rows of a table are of. */
  public static List<LocalDate> of(Dataset<Row> rows) {
    return rows.select(Table.DAY).distinct().collectAsList().stream()
        .map(row -> row.<LocalDate>getAs(Table.DAY))
        .toList();
  }
}
