package io.fantail.job.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import io.fantail.table.Lake;
import io.fantail.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Executions by the version of a Lambda function: each called one of that version, and none of the
 * other.
 */
record VersionSides(String base, String against) implements Sides {
  @Override
  public String baseInWords() {
    return "version " + base;
  }

  @Override
  public String againstInWords() {
    return "version " + against;
  }

  @Override
  public SidesOfLake in(Lake lake) {
    Dataset<Row> spans = lake.read(Tables.SPANS);
    Column version = col("attributes").getItem("function_version");
    Dataset<Row> called =
        spans
            .filter(col("kind").equalTo("lambda"))
            .filter(version.isin(base, against))
            .groupBy(SidesOfLake.ARN)
            .agg(
                max(version.equalTo(base)).as("base"), max(version.equalTo(against)).as("against"));
    return SidesOfLake.ofMembers(
        lake.read(Tables.EXECUTIONS),
        spans,
        called,
        col("base").and(not(col("against"))),
        col("against").and(not(col("base"))));
  }

  /** A Map Run may have called both versions. */
  @Override
  public boolean haveCosts() {
    return false;
  }

  @Override
  public String whatThereIs(Lake lake) {
    return "The versions that are: SELECT DISTINCT function_name, function_version FROM"
        + " lambda_invocations. Executions that called both versions are on neither side.";
  }
}
