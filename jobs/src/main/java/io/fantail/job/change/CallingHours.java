package io.fantail.job.change;

import static io.fantail.job.change.StoredHour.hourOf;
import static io.fantail.job.change.StoredHour.hoursOf;
import static io.fantail.job.change.StoredHour.hoursOfRows;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.fantail.span.SpanAttributes;
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

  private static final Column STARTED_AT = col("started_at");
  private static final Column ENDED_AT = col("ended_at");
  private static final Column IS_ASYNCHRONOUS = attribute(SpanAttributes.ASYNCHRONOUS).isNotNull();

  /** Nobody waited for its function any more, which may begin a little later. */
  private static final Column IS_WITHOUT_ANSWER =
      col("status")
          .isin("aborted", "unfinished")
          .or(col("error").isInCollection(AttemptWindow.WITHOUT_ANSWER));

  /** When the function of an attempt may have begun at first, as {@link AttemptWindow} has it. */
  private static final Column EARLIEST =
      when(
              attribute(SpanAttributes.START_MISSING).isNotNull(),
              STARTED_AT.minus(lit(AttemptWindow.LONGEST_RUN)))
          .otherwise(STARTED_AT);

  /** Until when it may begin. */
  private static final Column LATEST =
      when(
              ENDED_AT.isNotNull().and(not(IS_ASYNCHRONOUS)),
              ENDED_AT.plus(
                  when(IS_WITHOUT_ANSWER, lit(AttemptWindow.LATE_START))
                      .otherwise(lit(Duration.ZERO))))
          .otherwise(
              coalesce(
                      expr(
                          "TRY_CAST(attributes['" + SpanAttributes.STARTED_AT + "'] AS TIMESTAMP)"),
                      STARTED_AT)
                  .plus(
                      when(IS_ASYNCHRONOUS, lit(AttemptWindow.LONGEST_QUEUE))
                          .otherwise(lit(AttemptWindow.LONGEST_RUN))));

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
    List<Row> byFunction =
        invocations
            .groupBy(FUNCTION)
            .agg(min(STARTED_AT), max(STARTED_AT), max(STARTED_AT.isNull()))
            .collectAsList();
    Column any = lit(false);
    for (Row row : byFunction) {
      boolean isTimeless = row.getBoolean(3);
      Instant first = isTimeless ? hours.start() : row.getInstant(1);
      Instant last = isTimeless ? hours.end() : row.getInstant(2);
      Column inTime = STARTED_AT.leq(last.plus(REACH)).and(LATEST.geq(first.minus(REACH)));
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
        : hoursOfRows(
            attempts(hours.widenedBy(1))
                .filter(col(REQUEST_ID).isNull().and(col(FUNCTION).isInCollection(functions)))
                .filter(mayBeginIn(hours)));
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

  private static Column attribute(String name) {
    return col("attributes").getItem(name);
  }

  private static Column mayBeginIn(HourSet hours) {
    return hours.ranges().stream()
        .map(range -> EARLIEST.leq(range.end()).and(LATEST.geq(range.start())))
        .reduce(lit(false), Column::or);
  }
}
