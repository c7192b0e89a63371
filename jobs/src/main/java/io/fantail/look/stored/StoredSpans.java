package io.fantail.look.stored;

import static org.apache.spark.sql.functions.col;

import io.fantail.spark.Rows;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Reads the spans of a few executions. */
public final class StoredSpans {
  /** Parents before their children, as these begin no earlier and are no longer. */
  private static final Comparator<StoredSpan> IN_ORDER =
      Comparator.comparing(StoredSpan::executionArn)
          .thenComparing(StoredSpan::startedAt)
          .thenComparing(StoredSpan::kind)
          .thenComparing(StoredSpan::spanId);

  private StoredSpans() {}

  /**
   * Returns the spans of these executions, execution by execution, each in the order of their
   * beginnings.
   *
   * @param days on which the executions started; all of them where that is not known
   * @param executionArns so few that all their spans fit into memory: those of one execution are
   *     25,000 at most, as AWS ends it there
   */
  public static List<StoredSpan> ofExecutions(
      Lake lake, DaySet days, Collection<String> executionArns) {
    return Rows.allOf(
            lake.read(Tables.SPANS, days)
                .filter(col("execution_arn").isin(executionArns.toArray())),
            StoredSpan::shape)
        .stream()
        .sorted(IN_ORDER)
        .toList();
  }
}
