package io.fantail.span;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.fantail.event.InternalRows;
import io.fantail.event.KeyStage;
import io.fantail.event.LambdaRecord;
import io.fantail.event.Packed;
import io.fantail.event.PayloadPolicy;
import io.fantail.event.SortedParts;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Lambda records to invocations: first within each log stream, then over all streams and days by
 * request id.
 */
public final class InvocationStage {
  /** No request id: under it stand the numbers of records that were there more than once. */
  private static final String DUPLICATES = "";

  private InvocationStage() {}

  /**
   * The invocations that the records of each stream show, by request id.
   *
   * @param logStreams of {@link io.fantail.event.ParsedRows}
   */
  public static JavaPairRDD<String, byte[]> ofStreams(JavaPairRDD<String, byte[]> logStreams) {
    return logStreams.mapPartitionsToPair(StreamIterator::new);
  }

  /**
   * The invocations of the table, by request id.
   *
   * @param invocations of the table {@code lambda_invocations}
   * @param policy that what an earlier run stored must keep to now
   */
  public static JavaPairRDD<String, byte[]> ofTable(
      Dataset<Row> invocations, PayloadPolicy policy) {
    return InternalRows.rdd(invocations, InvocationRows.SCHEMA)
        .mapToPair(
            row -> {
              LambdaInvocation invocation = InvocationRows.fromRow(row).within(policy);
              return new Tuple2<>(invocation.requestId(), PackedInvocation.pack(invocation));
            });
  }

  /**
   * Copies of records that {@link #ofStreams} left out.
   *
   * @param byRequestId what it returned, by {@link KeyStage}
   */
  public static long duplicates(JavaPairRDD<String, byte[]> byRequestId, int partitions) {
    return KeyStage.only(byRequestId, DUPLICATES, partitions)
        .map(count -> new Input(count).readVarLong(true))
        .fold(0L, Long::sum);
  }

  /** The runs of one request id, of its parts. */
  public static List<LambdaInvocation> runs(SortedParts.OfKey ofRequestId) {
    return SameRequest.runs(
        ofRequestId.values().stream().map(part -> PackedInvocation.read(new Input(part))).toList());
  }

  /** Whether the key is a request id, and not the place of something else. */
  public static boolean isRequestId(String key) {
    return !key.equals(DUPLICATES);
  }

  /**
   * Invocations as rows of the table {@code lambda_invocations}.
   *
   * @param byRequestId by {@link KeyStage}
   */
  public static Dataset<Row> rows(SparkSession spark, JavaPairRDD<String, byte[]> byRequestId) {
    return InternalRows.dataset(
        spark,
        byRequestId
            .mapPartitions(RunsIterator::new)
            .flatMap(runs -> runs.stream().map(InvocationRows::toRow).iterator()),
        InvocationRows.SCHEMA);
  }

  private static final class RunsIterator implements Iterator<List<LambdaInvocation>> {
    private final SortedParts parts;

    RunsIterator(Iterator<Tuple2<String, byte[]>> sorted) {
      this.parts = new SortedParts(sorted);
      parts.valuesOf(DUPLICATES);
    }

    @Override
    public boolean hasNext() {
      return parts.hasNext();
    }

    @Override
    public List<LambdaInvocation> next() {
      return runs(parts.next());
    }
  }

  private static final class StreamIterator implements Iterator<Tuple2<String, byte[]>> {
    private final StreamRecords records;
    private final Queue<Tuple2<String, byte[]>> ready = new ArrayDeque<>();
    private InvocationsOfRecords invocations = new StreamInvocations();
    private String stream = "";
    private long duplicates;
    private boolean ended;

    StreamIterator(Iterator<Tuple2<String, byte[]>> sorted) {
      this.records = new StreamRecords(new SortedParts(sorted));
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        read();
      }
      return !ready.isEmpty();
    }

    @Override
    public Tuple2<String, byte[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void read() {
      LambdaRecord record = records.next();
      if (record == null) {
        offer(invocations.takeRest());
        offerDuplicates();
        ended = true;
        return;
      }
      if (!records.stream().equals(stream)) {
        stream = records.stream();
        offer(invocations.takeRest());
        invocations = InvocationsOfRecords.startingWith(record);
      }
      invocations.add(record);
      duplicates += invocations.takeDuplicates();
      offer(invocations.takeFinished());
    }

    private void offer(Collection<LambdaInvocation> found) {
      for (LambdaInvocation invocation : found) {
        ready.add(new Tuple2<>(invocation.requestId(), PackedInvocation.pack(invocation)));
      }
    }

    private void offerDuplicates() {
      Output out = Packed.output();
      out.writeVarLong(duplicates, true);
      ready.add(new Tuple2<>(DUPLICATES, out.toBytes()));
    }
  }
}
