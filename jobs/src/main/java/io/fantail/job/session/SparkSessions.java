package io.fantail.job.session;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Makes the Spark session of a command. What the tables' meaning depends on is set here, everything
 * else is configuration.
 */
public final class SparkSessions {
  private static final String WAREHOUSE = "spark.sql.warehouse.dir";
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  /** One shuffle partition is meant for so many bytes of an archive, as stored. */
  private static final long BYTES_PER_PARTITION = 24L << 20;

  /** For an archive up to this size generating code and planning anew cost more than they save. */
  private static final long SMALL_ARCHIVE_BYTES = 16L << 20;

  private SparkSessions() {}

  /**
   * Takes as many shuffle partitions as the archive is worth, and no more than are configured: on a
   * small one each task costs more than its rows. For a small one what else makes large queries
   * fast is off, too.
   */
  static void fitTo(SparkSession spark, long archiveBytes) {
    int configured = partitions(spark);
    long worthwhile =
        Math.max(spark.sparkContext().defaultParallelism(), archiveBytes / BYTES_PER_PARTITION);
    spark.conf().set(PARTITIONS, Math.min(configured, worthwhile));
    if (archiveBytes < SMALL_ARCHIVE_BYTES) {
      InterpretedPlans.in(spark);
      spark.conf().set("spark.sql.adaptive.enabled", false);
    }
  }

  /** Returns into how many partitions everything is shuffled. */
  static int partitions(SparkSession spark) {
    return Integer.parseInt(spark.conf().get(PARTITIONS));
  }

  /** What is configured of Hadoop, whether Spark runs or not. */
  static Configuration hadoop() {
    Option<SparkSession> running = SparkSession.getDefaultSession();
    if (running.isDefined()) {
      return running.get().sparkContext().hadoopConfiguration();
    }
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    S3Defaults.addTo(hadoop);
    return hadoop;
  }

  /**
   * Starts Spark, or takes the session that runs already.
   *
   * @param command names the application in Spark's UI
   */
  public static SparkSession create(String command) {
    SparkSession.Builder builder = SparkSession.builder();
    if (!new SparkConf().contains(WAREHOUSE)) {
      // Else Spark makes a folder for tables where the user stands. Nothing is ever put there.
      builder.config(WAREHOUSE, TemporaryFolder.ofJvm());
    }
    SparkSession spark =
        builder
            .appName("fantail " + command)
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            // What is shuffled are few large arrays of bytes, which Java's serialization would
            // wrap.
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            // What cannot be read is said, whatever a cluster is used to.
            .config("spark.sql.files.ignoreCorruptFiles", "false")
            .config("spark.sql.files.ignoreMissingFiles", "false")
            // A day is a UTC day wherever the job runs.
            .config("spark.sql.session.timeZone", "UTC")
            // Instants and dates, not java.sql's, which depend on the zone of the machine.
            .config("spark.sql.datetime.java8API.enabled", "true")
            // With these classes Delta 3.3 fails where a day's maximum stands in a table's log.
            .config("spark.databricks.delta.optimizeMetadataQuery.enabled", "false")
            // The same result on Spark 3.5 and 4.0, whose defaults differ.
            .config("spark.sql.ansi.enabled", "false")
            .getOrCreate();
    S3Defaults.addTo(spark.sparkContext().hadoopConfiguration());
    return spark;
  }
}
