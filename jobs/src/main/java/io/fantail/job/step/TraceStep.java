package io.fantail.job.step;

import io.fantail.event.KeyStage;
import io.fantail.job.session.Together;
import io.fantail.span.xray.AwsSpanStage;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import io.fantail.trace.LambdaStage;
import io.fantail.trace.NestedStage;
import io.fantail.trace.PlacedExecution;
import io.fantail.trace.TraceOverview;
import io.fantail.trace.TraceStage;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** {@code events} and {@code lambda_invocations} to {@code executions} and {@code spans}. */
public final class TraceStep {
  private final Lake lake;

  public TraceStep(Lake lake) {
    this.lake = lake;
  }

  /**
   * Computes the traces of the executions that started on {@code days}.
   *
   * @param records of these days, and of those around them on which parents and invocations may
   *     have begun
   */
  public void run(Records records, DaySet days) {
    JavaPairRDD<String, byte[]> built =
        TraceStage.build(records.histories(), days).persist(StorageLevel.MEMORY_AND_DISK_SER());
    try {
      TraceOverview overview = TraceStage.overview(built);
      OpenMapRuns others = OpenMapRuns.find(lake, overview.childFamilies(), records.days(), days);
      if (others.arns().isEmpty()) {
        write(built, overview, records, days);
        return;
      }
      JavaPairRDD<String, byte[]> above =
          TraceStage.build(Records.historiesOf(others, lake, records.partitions()), days)
              .persist(StorageLevel.MEMORY_AND_DISK_SER());
      try {
        overview.add(TraceStage.overview(above));
        write(KeyStage.merged(built, above), overview, records, days);
      } finally {
        above.unpersist();
      }
    } finally {
      built.unpersist();
    }
  }

  private void write(
      JavaPairRDD<String, byte[]> built, TraceOverview overview, Records ofDays, DaySet days) {
    SparkSession spark = lake.spark();
    Records records = ofDays.withInvocationsOf(DaySet.NONE.plus(overview.attemptDays()), lake);
    NestedStage nested = NestedStage.of(built, overview, records.partitions());
    Broadcast<byte[]> mapRuns = nested.mapRuns();
    JavaRDD<PlacedExecution> placed = nested.placed(built);
    JavaPairRDD<String, byte[]> matches =
        LambdaStage.matches(
            built, records.invocations(), overview.unnamedFunctions(), records.partitions());
    JavaPairRDD<String, byte[]> awsSpans =
        records.awsSpans() == null
            ? null
            : AwsSpanStage.byExecution(records.awsSpans(), records.partitions());
    Together.run(
        List.of(
            () ->
                lake.replaceDays(
                    Tables.EXECUTIONS,
                    TraceStage.executions(spark, placed, matches, mapRuns),
                    days),
            () ->
                lake.replaceDays(
                    Tables.SPANS,
                    TraceStage.spans(spark, placed, matches, awsSpans, mapRuns),
                    days)));
  }
}
