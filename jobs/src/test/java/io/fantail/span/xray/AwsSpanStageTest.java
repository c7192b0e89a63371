package io.fantail.span.xray;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.AwsSpan;
import io.fantail.event.InternalRows;
import io.fantail.event.KeyStage;
import io.fantail.event.PackedAwsSpan;
import io.fantail.event.PayloadPolicy;
import io.fantail.testing.LocalSpark;
import io.fantail.testing.RandomRecords;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.Tuple2;

@ExtendWith(LocalSpark.class)
class AwsSpanStageTest {
  private static final int PARTITIONS = 3;

  @Test
  void writesEachSpanOnceAndReadsItBackAsItWas(SparkSession spark) {
    List<AwsSpan> spans = spans();
    LongAccumulator duplicates = spark.sparkContext().longAccumulator();
    JavaPairRDD<String, byte[]> twice =
        KeyStage.merged(fresh(spark, spans), fresh(spark, spans.subList(0, 7)));

    Dataset<Row> table = AwsSpanStage.rows(spark, twice, duplicates);

    assertThat(spansOf(AwsSpanStage.ofTable(table, PayloadPolicy.AS_STORED, PARTITIONS)))
        .containsExactlyInAnyOrderElementsOf(spans);
    duplicates.reset();
    assertThat(table.count()).isEqualTo(spans.size());
  }

  @Test
  void countsTheCopiesThatItLeavesOut(SparkSession spark) {
    List<AwsSpan> spans = spans();
    LongAccumulator duplicates = spark.sparkContext().longAccumulator();
    JavaPairRDD<String, byte[]> twice =
        KeyStage.merged(fresh(spark, spans), fresh(spark, spans.subList(0, 7)));

    InternalRows.rdd(AwsSpanStage.rows(spark, twice, duplicates), AwsSpanRows.SCHEMA).count();

    assertThat(duplicates.value()).isEqualTo(7);
  }

  @Test
  void changesNothingWhenTheArchiveIsReadAgainBesideTheTable(SparkSession spark) {
    LongAccumulator duplicates = spark.sparkContext().longAccumulator();
    Dataset<Row> table = AwsSpanStage.rows(spark, fresh(spark, spans()), duplicates);
    JavaPairRDD<String, byte[]> both =
        KeyStage.merged(
            fresh(spark, spans()),
            AwsSpanStage.ofTable(table, PayloadPolicy.AS_STORED, PARTITIONS));

    Dataset<Row> again = AwsSpanStage.rows(spark, both, duplicates);

    assertThat(texts(again)).isEqualTo(texts(table));
    assertThat(duplicates.value()).isZero();
  }

  private static List<String> texts(Dataset<Row> table) {
    return table.collectAsList().stream().map(Row::mkString).sorted().toList();
  }

  private static List<AwsSpan> spans() {
    RandomRecords records = new RandomRecords(9);
    List<AwsSpan> spans = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      spans.add(records.awsSpan("trace " + i % 9, "span " + i, "file:/" + i % 2));
    }
    return spans;
  }

  private static JavaPairRDD<String, byte[]> fresh(SparkSession spark, List<AwsSpan> spans) {
    List<Tuple2<String, byte[]>> packed = new ArrayList<>();
    spans.forEach(
        span -> packed.add(new Tuple2<>(span.xrayTraceId(), PackedAwsSpan.pack(span, true))));
    return KeyStage.byKey(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelizePairs(packed, 2),
        PARTITIONS);
  }

  private static List<AwsSpan> spansOf(JavaPairRDD<String, byte[]> packed) {
    return packed.values().collect().stream().map(PackedAwsSpan::unpack).toList();
  }
}
