package io.fantail.baseline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha1;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Makes a lake remember as many objects as years of hourly runs would have read. */
public final class FullLedger {
  private static final int FILES = 16;

  private FullLedger() {}

  /**
   * Adds rows to the table {@code ingested_files}, whose objects are in no archive.
   *
   * @param args a lake with a row in it, and how many rows to add
   */
  public static void main(String[] args) {
    String ledger = args[0] + "/ingested_files";
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate()) {
      Dataset<Row> known = spark.read().format("delta").load(ledger);
      known
          .limit(1)
          .crossJoin(spark.range(0, Long.parseLong(args[1]), 1, FILES).toDF("number"))
          .withColumn(
              "path",
              concat(
                  lit("s3://an-archive/firehose/sfn/2026/01/02/03/"),
                  sha1(col("number").cast("string").cast("binary")),
                  lit(".gz")))
          .drop("number")
          .write()
          .format("delta")
          .mode("append")
          .save(ledger);
    }
  }
}
