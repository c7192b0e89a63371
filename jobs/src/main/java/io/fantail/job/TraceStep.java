package io.fantail.job;

import io.fantail.span.AwsSpanStage;
import io.fantail.table.DayRange;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.trace.LambdaStage;
import io.fantail.trace.MapRunIndex;
import io.fantail.trace.TraceOverview;
import io.fantail.trace.TraceStage;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** {@code events} and {@code lambda_invocations} to {@code executions} and {@code spans}. */
final class TraceStep {
  private final Lake lake;

  TraceStep(Lake lake) {
    this.lake = lake;
  }

  /**
   * Computes the traces of the executions that started on {@code days}.
   *
   * @param records of these days, and of those around them on which parents and invocations may
   *     have begun
   */
  void run(Records records, DayRange days) {
    SparkSession spark = lake.spark();
    JavaPairRDD<String, byte[]> built =
        TraceStage.build(records.histories(), days.from(), days.to())
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    try {
      TraceOverview overview = TraceStage.overview(built);
      Broadcast<byte[]> mapRuns =
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .broadcast(MapRunIndex.of(overview.parents()).pack());
      JavaPairRDD<String, byte[]> matches =
          LambdaStage.matches(
              built, records.invocations(), overview.unnamedFunctions(), records.partitions());
      JavaPairRDD<String, byte[]> awsSpans =
          records.awsSpans() == null
              ? null
              : AwsSpanStage.byExecution(records.awsSpans(), records.partitions());
      Together.run(
          () ->
              lake.replaceDays(
                  Tables.EXECUTIONS, TraceStage.executions(spark, built, matches, mapRuns), days),
          () ->
              lake.replaceDays(
                  Tables.SPANS, TraceStage.spans(spark, built, matches, awsSpans, mapRuns), days));
    } finally {
      built.unpersist();
    }
  }
}
