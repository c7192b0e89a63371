package io.fantail.span.invocation;

import static io.fantail.span.invocation.LogStream.ONE;
import static io.fantail.span.invocation.LogStream.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.fantail.event.LambdaRecord;
import io.fantail.event.collected.LogRecordStage;
import io.fantail.event.collected.LogStreamPart;
import io.fantail.event.collected.PackedParts;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Slot;
import io.fantail.span.LambdaInvocation;
import io.fantail.spark.Datasets;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Keyeds;
import io.fantail.spark.Pair;
import io.fantail.spark.Rows;
import io.fantail.spark.parquet.SlotFilter;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.testing.WithLocalSpark;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithLocalSpark
class InvocationStageTest {
  @TempDir private static Path folder = Path.of("");

  /** No record is written. */
  private static final class NoDays implements SlotFilter {
    @Override
    public boolean contains(LocalDate day) {
      return false;
    }

    @Override
    public boolean contains(Slot slot) {
      return false;
    }

    @Override
    public boolean isWhole(LocalDate day) {
      return false;
    }
  }

  private static final int PARTITIONS = 3;
  private static final String OTHER_STREAM = "2026/03/01/[$LATEST]ffffffffffffffffffffffffffffffff";

  @Test
  void findsTheInvocationsOfEachStream(SparkSession spark) {
    Random random = new Random(5);
    List<List<LambdaRecord>> objects = new ArrayList<>();
    List<LambdaInvocation> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      LogStream stream = new LogStream("stream " + i, "log " + i % 4 + ".gz");
      stream.line(i, "INIT_START Runtime Version: python:3.12.v43\n");
      for (int run = 0; run < random.nextInt(5); run++) {
        String requestId = new UUID(i, run).toString();
        stream.start(1000L * run + 100, requestId).line(1000L * run + 110, "working\n");
        stream.report(1000L * run + 120, requestId, run == 0 ? "\tInit Duration: 5.5 ms" : "");
      }
      objects.add(stream.records());
      expected.addAll(stream.invocations());
    }

    InvocationStage found = byRequestId(spark, objects);
    assertThat(invocations(spark, found)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(found.duplicates()).isZero();
  }

  @Test
  void findsAnInvocationWhoseStreamWasCutIntoTwoObjects(SparkSession spark) {
    LogStream stream = new LogStream().start(100, ONE).line(110, "working\n").report(120, ONE, "");
    List<LambdaRecord> records = stream.records();

    InvocationStage found =
        byRequestId(spark, List.of(records.subList(2, 3), records.subList(0, 2)));
    assertThat(invocations(spark, found)).containsExactly(stream.invocation());
  }

  @Test
  void countsCopiesAndLeavesThemOut(SparkSession spark) {
    LogStream stream = new LogStream().start(100, ONE).end(120, ONE).report(120, ONE, "");
    LogStream copy =
        new LogStream(LogStream.NAME, "copy.gz").start(100, ONE).end(120, ONE).report(120, ONE, "");
    LogStream other = new LogStream(OTHER_STREAM, "log.gz").start(100, TWO).start(100, TWO);

    InvocationStage found =
        byRequestId(spark, List.of(stream.records(), copy.records(), other.records()));
    assertThat(invocations(spark, found))
        .containsExactlyInAnyOrder(stream.invocation(), other.invocation());
    assertThat(found.duplicates()).isEqualTo(3 + 1);
  }

  @Test
  void numbersRetriesOverStreams(SparkSession spark) {
    LogStream later = new LogStream().start(60_100, ONE).report(60_120, ONE, "");
    LogStream first = new LogStream(OTHER_STREAM, "b.gz").start(100, ONE).report(120, ONE, "");

    assertThat(invocations(spark, byRequestId(spark, List.of(later.records(), first.records()))))
        .containsExactlyInAnyOrder(
            first.invocation().withAttempt(1), later.invocation().withAttempt(2));
  }

  @Test
  void comesToTheSameWhenReadAgainBesideTheTable(SparkSession spark) {
    LogStream stream = new LogStream().start(100, ONE).end(120, ONE).report(120, ONE, "");
    LogStream retry = new LogStream(OTHER_STREAM, "b.gz").start(60_100, ONE).start(70_000, TWO);
    InvocationStage once = byRequestId(spark, List.of(stream.records(), retry.records()));
    Dataset<Row> table = Datasets.of(spark, InvocationStage.rows(once.invocations()));

    Keyed<LambdaInvocation> twice =
        once.invocations()
            .merged(InvocationStage.ofTable(table, PayloadPolicy.AS_STORED, PARTITIONS));
    assertThat(invocations(spark, twice)).hasSize(3).isEqualTo(invocations(spark, once));
    assertThat(once.duplicates()).isZero();
  }

  @Test
  void takesNoEmptyIdForARequest(SparkSession spark) {
    LogStream stream =
        new LogStream()
            .line(100, nameless("platform.start", "\"version\":\"$LATEST\""))
            .line(120, nameless("platform.report", "\"metrics\":{\"durationMs\":12.3}"));
    InvocationStage found = byRequestId(spark, List.of(stream.records()));

    assertThat(invocations(spark, found)).isEmpty();
    assertThat(found.duplicates()).isZero();
  }

  private static String nameless(String type, String more) {
    return "{\"time\":\"2026-03-01T10:00:00.100Z\",\"type\":\"%s\",".formatted(type)
        + "\"record\":{\"requestId\":\"\",%s}}".formatted(more);
  }

  private static InvocationStage byRequestId(SparkSession spark, List<List<LambdaRecord>> objects) {
    return InvocationStage.of(
        Keyeds.sorted(spark, LogStreamPart.CODEC, PackedParts.logStreams(objects), PARTITIONS),
        PARTITIONS,
        ValueFiles.of(spark, LogRecordStage.RECORDS, folder.toString(), new NoDays(), Set.of()));
  }

  private static List<LambdaInvocation> invocations(SparkSession spark, InvocationStage found) {
    return invocations(spark, found.invocations());
  }

  private static List<LambdaInvocation> invocations(
      SparkSession spark, Keyed<LambdaInvocation> byRequestId) {
    Dataset<Row> rows = Datasets.of(spark, InvocationStage.rows(byRequestId));
    return Keyed.of(
            Rows.values(rows, InvocationStage.INVOCATIONS),
            InvocationStage.CODEC,
            stored -> Iterators.map(stored, one -> new Pair<>(one.requestId(), one)))
        .collect();
  }
}
