package io.fantail.look.stored;

import static org.apache.spark.sql.functions.col;

import io.fantail.spark.Rows;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Reads executions by their ARNs. */
public final class StoredExecutions {
  private StoredExecutions() {}

  /**
   * Returns those of these executions that are here, in the order of their beginnings.
   *
   * @param days on which they started; all of them where that is not known
   * @param executionArns few of them
   */
  public static List<StoredExecution> withArns(
      Lake lake, DaySet days, Collection<String> executionArns) {
    return Rows.allOf(
            lake.read(Tables.EXECUTIONS, days)
                .filter(col("execution_arn").isin(executionArns.toArray())),
            StoredExecution::shape)
        .stream()
        .sorted(
            Comparator.comparing(StoredExecution::startedAt)
                .thenComparing(StoredExecution::executionArn))
        .toList();
  }
}
