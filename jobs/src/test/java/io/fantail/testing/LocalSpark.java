package io.fantail.testing;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One small session for all tests that ask for it as a parameter; it ends with the last of them.
 */
public final class LocalSpark implements ParameterResolver {
  private static final Namespace FANTAIL = Namespace.create(LocalSpark.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(FANTAIL)
        .getOrComputeIfAbsent(SparkSession.class, key -> create(), SparkSession.class);
  }

  private static SparkSession create() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("fantail tests")
        .config("spark.ui.enabled", "false")
        // To generate code for a query, or to plan it anew, takes longer than to answer it.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.datetime.java8API.enabled", "true")
        .config("spark.databricks.delta.optimizeMetadataQuery.enabled", "false")
        .config("spark.sql.ansi.enabled", "false")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.databricks.delta.snapshotPartitions", "2")
        .config("spark.sql.warehouse.dir", Path.of("target", "warehouse").toUri().toString())
        .getOrCreate();
  }
}
