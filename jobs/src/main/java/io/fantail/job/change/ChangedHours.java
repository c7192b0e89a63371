package io.fantail.job.change;

import static io.fantail.job.change.StoredHour.HOUR;
import static io.fantail.job.change.StoredHour.hourOf;
import static io.fantail.job.change.StoredHour.hoursOf;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The hours whose events an archive changes: those in which its executions started. An execution of
 * which only later events arrive, or a redrive, or an answer of the API, lies where the lake has
 * its beginning, on whatever day; and one that the lake has had without its beginning lies
 * elsewhere from now on.
 *
 * @param started hours in which executions started of which the archive has the beginning, or that
 *     the lake does not know
 * @param continued hours in which the lake has executions that gain events
 * @param known hours in which it has executions that gain nothing: those events came before
 * @param arns executions of the archive, in the column {@code execution_arn}
 * @param closed what the archive has of executions of days that are closed
 */
public record ChangedHours(
    HourSet started, HourSet continued, HourSet known, Dataset<Row> arns, ClosedExecutions closed) {
  static final String ARN = "execution_arn";

  /** With no more than this each task of a join can have them all. */
  private static final long FEW = 100_000;

  /**
   * Looks executions up where they can be: in the hours beside their own; among all that have not
   * ended or lack events; and those that are still not found and have no beginning, anywhere.
   *
   * @param arrivals persisted: see {@link io.fantail.event.collected.HistoryStage#arrivals}
   * @param unread hours of which nothing is taken from the lake
   */
  public static ChangedHours find(Lake lake, Dataset<Row> arrivals, HourSet unread) {
    long count = arrivals.count();
    if (count == 0) {
      return new ChangedHours(
          HourSet.NONE, HourSet.NONE, HourSet.NONE, arrivals, ClosedExecutions.NONE);
    }
    HourSet own = hoursOf(arrivals.select("started_hour"));
    HourSet near = own.widenedBy(1).without(unread);
    Dataset<Row> arns = arrivals.select(ARN);
    Dataset<Row> few = count > FEW ? arns : broadcast(arns);
    Dataset<Row> found =
        places(lake.read(Tables.EVENTS, near), few)
            .union(places(lake.read(Tables.DESCRIPTIONS, near), few))
            .union(places(lake.readOpen(Tables.EXECUTIONS, near.plus(unread)), few))
            .distinct()
            .persist();
    Dataset<Row> lost =
        arrivals
            .filter("NOT has_beginning")
            .select(ARN)
            .join(found.select(ARN), new String[] {ARN}, "left_anti");
    if (!lost.isEmpty()) {
      Dataset<Row> elsewhere =
          places(
              lake.read(Tables.EXECUTIONS, HourSet.ALL.without(near.plus(unread))),
              broadcast(lost));
      found = found.union(elsewhere).persist();
    }
    return judged(lake, arrivals, found);
  }

  private static ChangedHours judged(Lake lake, Dataset<Row> arrivals, Dataset<Row> found) {
    HourSet open = lake.retained().openHours();
    if (found.isEmpty()) {
      return new ChangedHours(
          hoursOf(arrivals.select("started_hour")).intersectedWith(open),
          HourSet.NONE,
          HourSet.NONE,
          arrivals,
          ClosedExecutions.of(arrivals.withColumn(HOUR, lit(null).cast(DataTypes.LongType)), open));
    }
    HourSet stored = hoursOf(found.select(HOUR));
    Dataset<Row> known =
        lake.read(Tables.EVENTS, stored)
            .join(broadcast(found.select(ARN).distinct()), new String[] {ARN}, "left_semi")
            .groupBy(ARN)
            .agg(collect_set("event_id").as("known_ids"));
    Dataset<Row> judged =
        arrivals
            .join(found, new String[] {ARN}, "left")
            .join(known, new String[] {ARN}, "left")
            .select(
                col(ARN),
                col("started_hour"),
                col("has_beginning"),
                col(HOUR),
                // An answer of the API may tell anything.
                expr("size(event_ids) = 0 OR known_ids IS NULL OR size(array_except(event_ids, known_ids)) > 0")
                    .as("gains"),
                expr("NOT has_beginning OR started_hour <> " + HOUR).as("moves"))
            .persist();
    ChangedHours hours =
        new ChangedHours(
            hoursOf(
                    judged
                        .filter("has_beginning OR " + HOUR + " IS NULL")
                        .select(col("started_hour")))
                .intersectedWith(open),
            hoursOf(judged.filter(HOUR + " IS NOT NULL AND moves AND gains").select(HOUR))
                .intersectedWith(open),
            hoursOf(judged.filter(HOUR + " IS NOT NULL AND moves AND NOT gains").select(HOUR))
                .intersectedWith(open),
            arrivals,
            ClosedExecutions.of(judged, open));
    judged.unpersist();
    found.unpersist();
    return hours;
  }

  /** Of these rows, those that are of executions of the archive. */
  public Dataset<Row> of(Dataset<Row> rows) {
    return rows.join(arns.select(ARN), new String[] {ARN}, "left_semi");
  }

  /** All hours whose events change. */
  public HourSet all() {
    return started.plus(continued);
  }

  private static Dataset<Row> places(Dataset<Row> rows, Dataset<Row> arns) {
    return rows.select(col(ARN), hourOf().as(HOUR)).join(arns, new String[] {ARN}, "left_semi");
  }
}
