package io.fantail.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Lets a test look at rows on their way into a table. */
public final class Datasets {
  private Datasets() {}

  public static Dataset<Row> of(SparkSession spark, TableRows rows) {
    return Rows.dataset(spark, rows.rows(), Rows.schema(rows.table()));
  }
}
