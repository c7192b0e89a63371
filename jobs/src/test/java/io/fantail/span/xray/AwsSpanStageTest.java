package io.fantail.span.xray;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.AwsSpan;
import io.fantail.event.collected.SeenAwsSpan;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.spark.Codec;
import io.fantail.spark.Datasets;
import io.fantail.spark.Keyed;
import io.fantail.spark.Keyeds;
import io.fantail.spark.Pair;
import io.fantail.testing.RandomRecords;
import io.fantail.testing.WithLocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;

@WithLocalSpark
class AwsSpanStageTest {
  private static final int PARTITIONS = 3;

  @Test
  void writesEachSpanOnceAndReadsItBackAsItWas(SparkSession spark) {
    List<AwsSpan> spans = spans();
    LongAccumulator duplicates = spark.sparkContext().longAccumulator();
    Keyed<SeenAwsSpan> twice = fresh(spark, spans).merged(fresh(spark, spans.subList(0, 7)));

    Dataset<Row> table = Datasets.of(spark, AwsSpanStage.rows(twice, duplicates));

    assertThat(spansOf(AwsSpanStage.ofTable(table, PayloadPolicy.AS_STORED, PARTITIONS)))
        .containsExactlyInAnyOrderElementsOf(spans);
    duplicates.reset();
    assertThat(table.count()).isEqualTo(spans.size());
  }

  @Test
  void countsTheCopiesThatItLeavesOut(SparkSession spark) {
    List<AwsSpan> spans = spans();
    LongAccumulator duplicates = spark.sparkContext().longAccumulator();
    Keyed<SeenAwsSpan> twice = fresh(spark, spans).merged(fresh(spark, spans.subList(0, 7)));

    Datasets.of(spark, AwsSpanStage.rows(twice, duplicates)).collectAsList();

    assertThat(duplicates.value()).isEqualTo(7);
  }

  @Test
  void changesNothingWhenTheArchiveIsReadAgainBesideTheTable(SparkSession spark) {
    LongAccumulator duplicates = spark.sparkContext().longAccumulator();
    Dataset<Row> table = Datasets.of(spark, AwsSpanStage.rows(fresh(spark, spans()), duplicates));
    Keyed<SeenAwsSpan> both =
        fresh(spark, spans())
            .merged(AwsSpanStage.ofTable(table, PayloadPolicy.AS_STORED, PARTITIONS));

    Dataset<Row> again = Datasets.of(spark, AwsSpanStage.rows(both, duplicates));

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

  private static Keyed<SeenAwsSpan> fresh(SparkSession spark, List<AwsSpan> spans) {
    List<Pair<SeenAwsSpan>> seen =
        spans.stream()
            .map(span -> new Pair<>(span.xrayTraceId(), new SeenAwsSpan(true, span)))
            .toList();
    return Keyeds.sorted(spark, Codec.of(SeenAwsSpan::shape), seen, PARTITIONS);
  }

  private static List<AwsSpan> spansOf(Keyed<SeenAwsSpan> seen) {
    return seen.collect().stream().map(SeenAwsSpan::span).toList();
  }
}
