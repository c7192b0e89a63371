package io.fantail.job.change;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;

import io.fantail.spark.Keyed;
import io.fantail.table.HourSet;
import java.io.Serializable;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an archive has of executions that began on days of which rows were deleted: these are left
 * as they are. Most of it is not written because its hour is closed; what would be taken for an
 * execution of an open hour is left out by name.
 *
 * @param count how many executions that are
 * @param leftOut those that are left out by name
 */
public record ClosedExecutions(long count, Set<String> leftOut) implements Serializable {
  private static final long serialVersionUID = 1L;

  static final ClosedExecutions NONE = new ClosedExecutions(0, Set.of());

  /**
   * Finds them.
   *
   * @param arrivals with the {@code stored_hour} where the lake has them
   * @param open hours that may be changed
   */
  static ClosedExecutions of(Dataset<Row> arrivals, HourSet open) {
    if (open.equals(HourSet.ALL)) {
      return NONE;
    }
    long first = open.ranges().get(0).from();
    Column isStoredBefore = col(StoredHour.HOUR).lt(first);
    Column beganBefore = col("started_hour").lt(first);
    Dataset<Row> closed = arrivals.filter(isStoredBefore.or(beganBefore)).persist();
    long count = closed.agg(countDistinct(ChangedHours.ARN)).head().getLong(0);
    // Of the first the lake has the beginning alone, of the second all but the beginning.
    Set<String> leftOut =
        closed
            .filter(
                isStoredBefore
                    .and(col("has_beginning").equalTo(false))
                    .or(beganBefore.and(col(StoredHour.HOUR).geq(first))))
            .select(ChangedHours.ARN)
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    closed.unpersist();
    return new ClosedExecutions(count, leftOut);
  }

  /** Of these values, those that are not left out by name. */
  public <T> Keyed<T> others(Keyed<T> byExecution) {
    Set<String> names = leftOut;
    return names.isEmpty() ? byExecution : byExecution.withKeys(arn -> !names.contains(arn));
  }
}
