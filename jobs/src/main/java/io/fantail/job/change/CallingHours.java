package io.fantail.job.change;

import static io.fantail.job.change.StoredHour.hourOf;
import static io.fantail.job.change.StoredHour.hoursOf;
import static io.fantail.job.change.StoredHour.hoursOfRows;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.trace.lambda.AttemptWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The hours of executions that an archive tells nothing of, but perhaps of what their attempts
 * called: invocations that are new or told in more lines, and other attempts that may have called
 * the same function at the same time.
 *
 * @param traced hours of executions that are traced anyway
 */
public record CallingHours(Lake lake, HourSet traced) {
  /** Lambda keeps an event for an asynchronous call so long. */
  static final int LONGEST_QUEUE_HOURS = 7;

  /** Until when the function of an attempt may begin, as {@link AttemptWindow} has it. */
  private static final Column LATEST =
      expr(
          "IF(ended_at IS NOT NULL AND attributes['asynchronous'] IS NULL, ended_at,"
              + " coalesce(TRY_CAST(attributes['started_at'] AS TIMESTAMP), started_at)"
              + " + IF(attributes['asynchronous'] IS NULL, INTERVAL '0 00:15' DAY TO MINUTE, INTERVAL '0 06:00' DAY TO MINUTE))");

  /**
   * So far from an invocation an attempt may be whose link it changes: the lake may have had it
   * from its middle on, and a rival of that time may have been one then. Either takes up to a
   * quarter of an hour.
   */
  private static final Duration REACH = Duration.ofMinutes(31);

  private static final String REQUEST_ID = "request_id";
  private static final String FUNCTION = "function_name";

  /**
   * Finds those that invocations may be of.
   *
   * @param invocations {@code request_id, function_name, started_at}
   * @param hours in which they began
   */
  public HourSet ofInvocations(Dataset<Row> invocations, HourSet hours) {
    if (hours.isEmpty() || !hasOthers()) {
      return HourSet.NONE;
    }
    Dataset<Row> near = attempts(hours.widenedBy(1));
    Dataset<Row> waiting =
        attempts(hours.widenedBy(LONGEST_QUEUE_HOURS)).filter("link = 'no_logs'");
    Dataset<Row> ids = broadcast(invocations.select(REQUEST_ID).distinct());
    return hoursOf(
        near.filter(mayBeOf(invocations, hours))
            .select(hourOf())
            .union(near.join(ids, new String[] {REQUEST_ID}, "left_semi").select(hourOf()))
            .union(waiting.join(ids, new String[] {REQUEST_ID}, "left_semi").select(hourOf())));
  }

  /** The condition on attempts that name no request id, and may be told apart by the time. */
  private static Column mayBeOf(Dataset<Row> invocations, HourSet hours) {
    Column startedAt = col("started_at");
    List<Row> byFunction =
        invocations
            .groupBy(FUNCTION)
            .agg(min(startedAt), max(startedAt), max(startedAt.isNull()))
            .collectAsList();
    Column any = lit(false);
    for (Row row : byFunction) {
      boolean isTimeless = row.getBoolean(3);
      Instant first = isTimeless ? hours.start() : row.getInstant(1);
      Instant last = isTimeless ? hours.end() : row.getInstant(2);
      Column inTime = startedAt.leq(last.plus(REACH)).and(LATEST.geq(first.minus(REACH)));
      any = any.or(row.isNullAt(0) ? inTime : inTime.and(col(FUNCTION).equalTo(row.getString(0))));
    }
    return col(REQUEST_ID).isNull().and(any);
  }

  /**
   * Finds those that share an hour with attempts that name no request id.
   *
   * @param functions that these called
   * @param hours in which they may have run
   */
  public HourSet ofAttempts(Set<String> functions, HourSet hours) {
    return functions.isEmpty() || !hasOthers()
        ? HourSet.NONE
        : hoursOf(
            attempts(hours)
                .filter(col(REQUEST_ID).isNull().and(col(FUNCTION).isInCollection(functions)))
                .filter(mayBeginIn(hours))
                .select(hourOf()));
  }

  /** Finds those that were active in some hours. */
  public HourSet activeIn(HourSet hours) {
    return hoursOfRows(lake.readActive(Tables.EXECUTIONS, hours, traced));
  }

  private boolean hasOthers() {
    return lake.hasHours(Tables.SPANS, HourSet.ALL.without(traced));
  }

  private Dataset<Row> attempts(HourSet hours) {
    return lake.readActiveFor(LONGEST_QUEUE_HOURS, Tables.SPANS, hours, traced)
        .filter("kind = 'attempt' AND link IS NOT NULL AND link <> 'not_invoked'");
  }

  private static Column mayBeginIn(HourSet hours) {
    return hours.ranges().stream()
        .map(range -> col("started_at").leq(range.end()).and(LATEST.geq(range.start())))
        .reduce(lit(false), Column::or);
  }
}
