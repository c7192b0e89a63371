package io.fantail.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts durations by the buckets of {@link LatencyBuckets}: what percentiles over many days are
 * made of.
 */
public final class HistogramStage {
  public static final StructType SCHEMA =
      new StructType()
          .add("day", DataTypes.DateType, false)
          .add("kind", DataTypes.StringType, false)
          .add("state_machine_name", DataTypes.StringType, false)
          .add("name", DataTypes.StringType)
          .add("is_distributed_map_child", DataTypes.BooleanType, false)
          .add("bucket", DataTypes.IntegerType, false)
          .add("count", DataTypes.LongType, false);

  private static final double LOG_GAMMA =
      Math.log((1 + LatencyBuckets.RELATIVE_ERROR) / (1 - LatencyBuckets.RELATIVE_ERROR));

  private HistogramStage() {}

  /** The table {@code latency_histogram} of spans that {@link LatencyStage#counted} counted. */
  public static Dataset<Row> histogram(Dataset<Row> counted) {
    return counted
        .filter(col("ms").isNotNull())
        .withColumn("bucket", bucket())
        .groupBy(
            LatencyStage.columns(
                "day", "kind", "state_machine_name", "name", "is_distributed_map_child", "bucket"))
        .agg(sum(LatencyStage.SPANS).as("count"));
  }

  /** {@link LatencyBuckets#bucketOf} as Spark computes it where the rows are. */
  private static Column bucket() {
    return when(col("ms").leq(0), lit(LatencyBuckets.ZERO))
        .otherwise(floor(log(col("ms")).multiply(1 / LOG_GAMMA)).cast(DataTypes.IntegerType));
  }
}
