package io.fantail.job.step;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.fantail.event.collected.HistoryPart;
import io.fantail.event.collected.HistoryStage;
import io.fantail.shape.Table;
import io.fantail.spark.Keyed;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Finds the executions of which an archive has only a part, and the lake another part on a day that
 * the archive does not touch: what lasted longer than the lookback began there, or ended there when
 * the archives come in another order. An event with id 3 and no 1 belongs to the execution that the
 * lake has, on whatever day.
 *
 * @param changedDays on which executions lie that gain events
 * @param otherDays on which executions lie that gain nothing: the lake has those events already
 * @param arns of all of them, in one column; null where there are none
 */
record ContinuedExecutions(DaySet changedDays, DaySet otherDays, @Nullable Dataset<Row> arns) {
  static final ContinuedExecutions NONE = new ContinuedExecutions(DaySet.NONE, DaySet.NONE, null);

  private static final String ARN = "execution_arn";

  /** With no more than this each task of a join can have them all. */
  private static final long FEW = 100_000;

  /**
   * Looks them up. A lake that has no other days is not asked, and neither is it where the archive
   * has all of every execution: then this costs one pass over what was shuffled.
   *
   * @param parts of the archive, events and descriptions, by the ARN of their execution, sorted
   * @param touched days that are read from the lake anyway
   */
  static ContinuedExecutions find(Lake lake, Keyed<HistoryPart> parts, DaySet touched) {
    List<Dataset<Row>> elsewhere = new ArrayList<>();
    for (Table table : List.of(Tables.EVENTS, Tables.DESCRIPTIONS)) {
      DaySet others = DaySet.ALL.without(touched);
      if (lake.hasDays(table, others)) {
        elsewhere.add(
            lake.read(table, others)
                .select(
                    col(ARN),
                    table.equals(Tables.EVENTS)
                        ? col("event_id")
                        : lit(null).cast(DataTypes.LongType).as("event_id"),
                    col(Table.DAY)));
      }
    }
    return elsewhere.isEmpty() ? NONE : find(HistoryStage.pieces(lake.spark(), parts), elsewhere);
  }

  private static ContinuedExecutions find(Dataset<Row> pieces, List<Dataset<Row>> elsewhere) {
    pieces.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long count = pieces.count();
      if (count == 0) {
        return NONE;
      }
      Dataset<Row> arns = pieces.select(ARN);
      Dataset<Row> found =
          elsewhere.stream()
              .reduce(Dataset::unionByName)
              .orElseThrow()
              .join(count > FEW ? arns : broadcast(arns), new String[] {ARN}, "left_semi")
              .groupBy(ARN)
              .agg(collect_set("event_id").as("known"), collect_set(Table.DAY).as("days"))
              .join(pieces, ARN)
              .select(
                  col(ARN),
                  col("days"),
                  expr("size(array_except(event_ids, known)) > 0").as("gains"))
              .persist(StorageLevel.MEMORY_AND_DISK());
      List<LocalDate> changed = new ArrayList<>();
      List<LocalDate> others = new ArrayList<>();
      found
          .select(explode(col("days")).as(Table.DAY), col("gains"))
          .groupBy(Table.DAY)
          .agg(max("gains").as("gains"))
          .collectAsList()
          .forEach(
              day ->
                  (day.<Boolean>getAs("gains") ? changed : others)
                      .add(day.<LocalDate>getAs(Table.DAY)));
      return changed.isEmpty() && others.isEmpty()
          ? NONE
          : new ContinuedExecutions(
              DaySet.NONE.plus(changed), DaySet.NONE.plus(others), found.select(ARN));
    } finally {
      pieces.unpersist();
    }
  }

  /**
   * Reads the rows of a table that are of these executions, of days on which nothing changes; null
   * where there are none.
   */
  @Nullable Dataset<Row> rowsIn(Table table, StoredRecords stored) {
    Dataset<Row> rows = stored.rows(table, otherDays);
    return rows == null || arns == null
        ? rows
        : rows.join(arns, rows.col(ARN).equalTo(arns.col(ARN)), "left_semi");
  }
}
