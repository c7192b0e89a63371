package io.fantail.job.query;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.execution.QueryExecution;

/** Finds what Spark makes of a query: its plans. */
final class QueryExecutions {
  private QueryExecutions() {}

  /** Asks by reflection: the two Sparks have their Dataset in different packages. */
  static QueryExecution of(Dataset<?> rows) {
    try {
      return (QueryExecution) rows.getClass().getMethod("queryExecution").invoke(rows);
    } catch (ReflectiveOperationException otherSpark) {
      throw new IllegalStateException("no Spark that is known", otherSpark);
    }
  }
}
