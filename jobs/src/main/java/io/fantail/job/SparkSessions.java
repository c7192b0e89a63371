package io.fantail.job;

import org.apache.spark.sql.SparkSession;

/**
 * The session of a command: what the tables' meaning depends on is set here, everything else is
 * configuration.
 */
final class SparkSessions {
  private SparkSessions() {}

  static SparkSession create(String command) {
    return SparkSession.builder()
        .appName("fantail " + command)
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        // A day is a UTC day wherever the job runs.
        .config("spark.sql.session.timeZone", "UTC")
        // Instants and dates, not java.sql's, which depend on the zone of the machine.
        .config("spark.sql.datetime.java8API.enabled", "true")
        // The same result on Spark 3.5 and 4.0, whose defaults differ.
        .config("spark.sql.ansi.enabled", "false")
        .getOrCreate();
  }
}
