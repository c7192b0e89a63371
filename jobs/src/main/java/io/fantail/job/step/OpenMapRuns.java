package io.fantail.job.step;

import static org.apache.spark.sql.functions.col;

import io.fantail.event.MapRunArn;
import io.fantail.shape.Table;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Finds the executions of other days whose Map Runs may hold children of the days wanted, with
 * those above them: a Map Run may be open for months after the day of its parent.
 *
 * @param days on which they started
 * @param arns of them
 */
record OpenMapRuns(DaySet days, Set<String> arns) {
  /** Clocks differ by so much: a child may begin that much outside of its Map Run. */
  private static final int TOLERANCE_SECONDS = 1;

  /**
   * Finds those that the lake has.
   *
   * @param families of the Map Runs: all but the last part of their ARNs
   * @param read days that are read anyway
   * @param wanted days of the children
   */
  static OpenMapRuns find(Lake lake, Set<String> families, DaySet read, DaySet wanted) {
    DaySet others = DaySet.ALL.without(read);
    if (families.isEmpty() || wanted.isEmpty() || !lake.hasDays(Tables.MAP_RUNS, others)) {
      return new OpenMapRuns(DaySet.NONE, Set.of());
    }
    Instant from = startOf(wanted.first()).minusSeconds(TOLERANCE_SECONDS);
    Set<LocalDate> days = new HashSet<>();
    Set<String> arns = new TreeSet<>();
    for (Row run :
        lake.read(Tables.MAP_RUNS, others)
            .filter(col("ended_at").isNull().or(col("ended_at").geq(from)))
            .filter(col("started_at").lt(startOf(wanted.end()).plusSeconds(TOLERANCE_SECONDS)))
            .select("map_run_arn", "parent_execution_arn", Table.DAY)
            .collectAsList()) {
      String arn = run.getAs("map_run_arn");
      if (families.contains(MapRunArn.familyOf(arn))) {
        arns.add(run.getAs("parent_execution_arn"));
        days.add(run.<LocalDate>getAs(Table.DAY));
      }
    }
    return new OpenMapRuns(DaySet.NONE.plus(days), arns).withThoseAbove(lake, read);
  }

  /** Adds the executions that started these, and so on: the trace is named after the uppermost. */
  private OpenMapRuns withThoseAbove(Lake lake, DaySet read) {
    Set<String> known = new TreeSet<>(arns);
    Set<LocalDate> added = new HashSet<>();
    Set<String> above = above(lake.read(Tables.EXECUTIONS, days), arns, added);
    while (!known.containsAll(above)) {
      above.removeAll(known);
      known.addAll(above);
      above = above(lake.read(Tables.EXECUTIONS, DaySet.ALL.without(read)), above, added);
    }
    return new OpenMapRuns(days.plus(added), known);
  }

  private static Set<String> above(
      Dataset<Row> executions, Set<String> arns, Collection<LocalDate> days) {
    Set<String> above = new TreeSet<>();
    if (arns.isEmpty()) {
      return above;
    }
    for (Row execution :
        executions
            .filter(isOneOf(arns))
            .select("parent_execution_arn", "root_execution_arn", Table.DAY)
            .collectAsList()) {
      days.add(execution.<LocalDate>getAs(Table.DAY));
      Stream.of("parent_execution_arn", "root_execution_arn")
          .map(execution::<@Nullable String>getAs)
          .filter(Objects::nonNull)
          .forEach(above::add);
    }
    return above;
  }

  /** Reads the rows of a table that are of these executions. */
  Dataset<Row> rowsIn(Table table, Lake lake) {
    return lake.read(table, days).filter(isOneOf(arns));
  }

  private static Column isOneOf(Set<String> arns) {
    return col("execution_arn").isInCollection(arns);
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
