package io.fantail.event.collected;

import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.HistoryEvent;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.spark.Datasets;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Keyeds;
import io.fantail.spark.Pair;
import io.fantail.spark.Rows;
import io.fantail.testing.EventDraft;
import io.fantail.testing.RandomRecords;
import io.fantail.testing.WithLocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;

@WithLocalSpark
class HistoryStageTest {
  private static final int PARTITIONS = 3;
  private static final int EXECUTIONS = 20;

  @Test
  void writesEachEventOfTheArchiveOnce(SparkSession spark) {
    List<HistoryEvent> events = events(new Random(1));
    Keyed<HistoryPart> parts = fresh(spark, events).merged(fresh(spark, events.subList(0, 7)));
    LongAccumulator duplicates = spark.sparkContext().longAccumulator();

    Dataset<Row> table =
        Datasets.of(spark, HistoryStage.events(HistoryStage.histories(parts), duplicates));
    assertThat(eventsOf(table)).containsExactlyInAnyOrderElementsOf(events);
    assertThat(duplicates.value()).isEqualTo(7);
  }

  @Test
  void readsTheTableBackAsItWasWritten(SparkSession spark) {
    List<HistoryEvent> events = events(new Random(2));
    Dataset<Row> table = table(spark, fresh(spark, events));

    assertThat(
            eventsOf(
                table(spark, HistoryStage.ofEvents(table, PayloadPolicy.AS_STORED, PARTITIONS))))
        .containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void changesNothingWhenTheArchiveIsReadAgainBesideTheTable(SparkSession spark) {
    List<HistoryEvent> events = events(new Random(3));
    Dataset<Row> table = table(spark, fresh(spark, events));
    Keyed<HistoryPart> parts =
        fresh(spark, events)
            .merged(HistoryStage.ofEvents(table, PayloadPolicy.AS_STORED, PARTITIONS));
    LongAccumulator duplicates = spark.sparkContext().longAccumulator();

    JavaRDD<History> again = HistoryStage.histories(parts);
    assertThat(eventsOf(Datasets.of(spark, HistoryStage.events(again, duplicates))))
        .containsExactlyElementsOf(eventsOf(table));
    assertThat(duplicates.value()).isZero();
  }

  @Test
  void tellsTheExecutionsThatItHasAnythingOf(SparkSession spark) {
    RandomRecords records = new RandomRecords(5);
    List<HistoryEvent> events = new ArrayList<>();
    for (String execution : List.of("whole", "headless", "open", "torn")) {
      for (long id = 1; id <= 3; id++) {
        boolean isMissing =
            (execution.equals("headless") && id < 3)
                || (execution.equals("open") && id == 3)
                || (execution.equals("torn") && id == 2);
        if (!isMissing) {
          String type = id == 3 ? "ExecutionAborted" : "PassStateEntered";
          events.add(ofType(records.event(execution, id, "a.gz"), type));
        }
      }
    }

    assertThat(HistoryStage.arrivals(spark, fresh(spark, events)).collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getBoolean(2) + " " + row.getList(3))
        .containsExactlyInAnyOrder(
            "whole true [1, 2, 3]", "headless false [3]", "open true [1, 2]", "torn true [1, 3]");
  }

  private static HistoryEvent ofType(HistoryEvent event, String type) {
    return EventDraft.changed(event, renamed -> renamed.type = type);
  }

  private static Dataset<Row> table(SparkSession spark, Keyed<HistoryPart> parts) {
    LongAccumulator duplicates = spark.sparkContext().longAccumulator();
    return Datasets.of(spark, HistoryStage.events(HistoryStage.histories(parts), duplicates));
  }

  private static List<HistoryEvent> eventsOf(Dataset<Row> table) {
    List<HistoryEvent> events = new ArrayList<>();
    Keyed<HistoryPart> parts =
        Keyed.of(
            Rows.values(table, HistoryStage.EVENTS),
            HistoryPart.CODEC,
            stored -> Iterators.map(stored, event -> part(event)));
    Keyeds.collect(parts, HistoryPart.CODEC)
        .forEach(part -> part.value().addTo(events, part.key()));
    return events;
  }

  /** One event a part, of two objects. */
  private static Keyed<HistoryPart> fresh(SparkSession spark, List<HistoryEvent> events) {
    List<Pair<HistoryPart>> parts = events.stream().map(HistoryStageTest::part).toList();
    return Keyeds.sorted(spark, HistoryPart.CODEC, parts, PARTITIONS);
  }

  private static Pair<HistoryPart> part(HistoryEvent event) {
    HistoryPart.Builder part = new HistoryPart.Builder(true, event.sourceFile());
    part.add(event);
    return new Pair<>(event.executionArn(), part.build());
  }

  private static List<HistoryEvent> events(Random random) {
    RandomRecords records = new RandomRecords(random.nextLong());
    List<HistoryEvent> events = new ArrayList<>();
    for (int execution = 0; execution < EXECUTIONS; execution++) {
      for (long id = 1; id <= 1 + random.nextInt(20); id++) {
        String sourceFile = random.nextBoolean() ? "a.gz" : "b.gz";
        events.add(records.event("execution " + execution, id, sourceFile).withRedriveCount(0));
      }
    }
    return events;
  }
}
