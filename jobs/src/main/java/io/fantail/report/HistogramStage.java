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
 * Counts durations by buckets, of which percentiles over many days are made: counts of the same
 * bucket add up over days, machines and engines.
 *
 * <p>The buckets are those of DDSketch's logarithmic mapping with 1 % relative error (Masson, Rim
 * and Lee, "DDSketch", PVLDB 12(12), 2019, section 2; {@code LogarithmicMapping} of {@code
 * com.datadoghq:sketches-java}). Bucket {@code i} holds the durations in {@code [gamma^i,
 * gamma^(i+1))} ms with {@code gamma = 1.01 / 0.99}.
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

  /** How far a duration is at most from the one that stands for its bucket, as a share. */
  static final double RELATIVE_ERROR = 0.01;

  /** The bucket of durations of 0 ms, which have no logarithm. */
  static final int ZERO = Integer.MIN_VALUE;

  private static final double LOG_GAMMA = Math.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));

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

  /** The bucket of the column {@code ms}. */
  private static Column bucket() {
    return when(col("ms").leq(0), lit(ZERO))
        .otherwise(floor(log(col("ms")).multiply(1 / LOG_GAMMA)).cast(DataTypes.IntegerType));
  }
}
