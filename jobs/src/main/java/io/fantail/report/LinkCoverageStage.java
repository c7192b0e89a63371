package io.fantail.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** How many attempts found their invocation, by the evidence, and why the others did not. */
public final class LinkCoverageStage {
  public static final StructType SCHEMA =
      new StructType()
          .add("day", DataTypes.DateType, false)
          .add("function_name", DataTypes.StringType)
          .add("link", DataTypes.StringType, false)
          .add("attempts", DataTypes.LongType, false);

  private LinkCoverageStage() {}

  /**
   * The table {@code link_coverage} of the table {@code spans}: every Lambda attempt counted once.
   */
  public static Dataset<Row> coverage(Dataset<Row> spans) {
    return spans
        .filter(col("kind").equalTo("attempt").and(col("link").isNotNull()))
        .groupBy(col("day"), col("function_name"), col("link"))
        .agg(count(lit(1)).as("attempts"));
  }
}
