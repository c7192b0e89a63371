package io.fantail.job.change;

import static io.fantail.job.change.ChangedHours.hourOf;
import static io.fantail.job.change.ChangedHours.hoursOf;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.fantail.table.HourSet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.Set;
import java.util.TreeSet;
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
  private static final int LONGEST_QUEUE_HOURS = 7;

  private static final String REQUEST_ID = "request_id";
  private static final String FUNCTION = "function_name";

  /**
   * Finds those that invocations may be of.
   *
   * @param invocations {@code request_id, function_name}
   * @param hours in which they began
   */
  public HourSet ofInvocations(Dataset<Row> invocations, HourSet hours) {
    if (hours.isEmpty() || !hasOthers()) {
      return HourSet.NONE;
    }
    Set<String> functions = new TreeSet<>();
    boolean anyIsNameless = false;
    for (Row row : invocations.select(FUNCTION).distinct().collectAsList()) {
      anyIsNameless |= row.isNullAt(0);
      if (!row.isNullAt(0)) {
        functions.add(row.getString(0));
      }
    }
    Column unnamed = col(REQUEST_ID).isNull();
    if (!anyIsNameless) {
      unnamed = unnamed.and(col(FUNCTION).isInCollection(functions));
    }
    Dataset<Row> near = attempts(hours.widenedBy(1));
    Dataset<Row> waiting =
        attempts(hours.widenedBy(LONGEST_QUEUE_HOURS)).filter("link = 'no_logs'");
    Dataset<Row> ids = broadcast(invocations.select(REQUEST_ID).distinct());
    return hoursOf(
        near.filter(unnamed)
            .select(hourOf())
            .union(near.join(ids, new String[] {REQUEST_ID}, "left_semi").select(hourOf()))
            .union(waiting.join(ids, new String[] {REQUEST_ID}, "left_semi").select(hourOf())));
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
                .select(hourOf()));
  }

  /** Finds those that were active in some hours. */
  public HourSet activeIn(HourSet hours) {
    return hoursOf(lake.readActive(Tables.EXECUTIONS, hours, traced).select(hourOf()));
  }

  private boolean hasOthers() {
    return lake.hasHours(Tables.SPANS, HourSet.ALL.without(traced));
  }

  private Dataset<Row> attempts(HourSet hours) {
    return lake.readActive(Tables.SPANS, hours, traced)
        .filter("kind = 'attempt' AND link IS NOT NULL AND link <> 'not_invoked'");
  }
}
