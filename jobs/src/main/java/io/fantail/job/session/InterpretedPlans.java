package io.fantail.job.session;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps Spark from compiling code for each query, which pays for itself only where there is much to
 * read, until it is ended.
 */
public final class InterpretedPlans {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private final SparkSession spark;
  private final Map<String, String> before = new HashMap<>();

  private InterpretedPlans(SparkSession spark) {
    this.spark = spark;
    SETTINGS.keySet().forEach(key -> before.put(key, spark.conf().get(key)));
  }

  /** Begins with the next query of the session that this thread asks. */
  public static InterpretedPlans in(SparkSession spark) {
    InterpretedPlans plans = new InterpretedPlans(spark);
    SETTINGS.forEach(
        (key, value) -> {
          spark.conf().set(key, value);
          // Delta reads its log as an RDD, whose tasks hear of no setting of the session.
          spark.sparkContext().setLocalProperty(key, value);
        });
    return plans;
  }

  /** Compiles again, if Spark did before. */
  public void end() {
    before.forEach(
        (key, value) -> {
          spark.conf().set(key, value);
          spark.sparkContext().setLocalProperty(key, value);
        });
  }
}
