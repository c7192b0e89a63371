package io.fantail.job.doctor;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Looks whether Spark knows Delta. */
final class DeltaCheck {
  private static final String CHECK = "delta";
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
  private static final String CATALOGS = "spark.sql.catalog.spark_catalog";
  private static final String CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";

  private DeltaCheck() {}

  static List<Finding> of(SparkSession spark) {
    List<Finding> findings = new ArrayList<>();
    look(spark, EXTENSIONS, EXTENSION, findings);
    look(spark, CATALOGS, CATALOG, findings);
    return findings.isEmpty()
        ? List.of(Finding.ok(CHECK, "Delta's extension and catalog are configured."))
        : findings;
  }

  private static void look(SparkSession spark, String key, String wanted, List<Finding> findings) {
    String configured = spark.conf().get(key, "");
    if (!configured.contains(wanted)) {
      findings.add(
          Finding.problem(
              CHECK,
              key + " is '" + configured + "' and lacks Delta.",
              "Give spark-submit --conf " + key + "=" + wanted + "."));
    }
  }
}
