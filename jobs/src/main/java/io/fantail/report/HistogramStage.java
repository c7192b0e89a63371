package io.fantail.report;

import static io.fantail.shape.FieldType.INTEGER;
import static io.fantail.shape.FieldType.WHOLE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.fantail.shape.Column;
import io.fantail.shape.Table;
import io.fantail.spark.Rows;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

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
  /** How far a duration is at most from the one that stands for its bucket, as a share. */
  static final double RELATIVE_ERROR = 0.01;

  /** The bucket of durations of 0 ms, which have no logarithm. */
  static final int ZERO = Integer.MIN_VALUE;

  private static final double LOG_GAMMA = Math.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));

  private static final Column BUCKET =
      Column.of(
          "bucket",
          INTEGER,
          "Holds the times in [g^bucket, g^(bucket + 1)) ms with g = 1.01 / 0.99; "
              + ZERO
              + " holds those of 0 ms.");

  public static final Table TABLE =
      Table.report(
          "latency_histogram",
          "A bucket of times of one execution name, state, attempt or function; counts of one"
              + " bucket add up over days.",
          LatencyStage.keysAnd(
              BUCKET, Column.of("count", WHOLE, "How many ended in such a time.")));

  private HistogramStage() {}

  /** The table {@code latency_histogram} of spans that {@link LatencyStage#counted} counted. */
  public static Dataset<Row> histogram(Dataset<Row> counted) {
    return counted
        .filter(col("ms").isNotNull())
        .withColumn(BUCKET.name(), bucket())
        .groupBy(Rows.columns(LatencyStage.keysAnd(BUCKET)))
        .agg(sum(LatencyStage.SPANS).as("count"));
  }

  /** The bucket of the column {@code ms}. */
  private static org.apache.spark.sql.Column bucket() {
    return when(col("ms").leq(0), lit(ZERO))
        .otherwise(floor(log(col("ms")).multiply(1 / LOG_GAMMA)).cast(DataTypes.IntegerType));
  }
}
