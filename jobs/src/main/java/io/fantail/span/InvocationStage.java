package io.fantail.span;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.fantail.event.LambdaRecord;
import io.fantail.event.LambdaRecordRows;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * Lambda records to invocations: first within each log stream, then over all streams and days by
 * request id.
 */
public final class InvocationStage {
  private InvocationStage() {}

  /**
   * The invocations that the records of each stream show, as {@link InvocationRows}.
   *
   * @param records as {@link LambdaRecordRows}
   * @param duplicates gains the number of copies that were left out
   */
  public static Dataset<Row> ofStreams(Dataset<Row> records, LongAccumulator duplicates) {
    return records
        .repartition(col(LambdaRecordRows.STREAM_KEY))
        .sortWithinPartitions(
            LambdaRecordRows.STREAM_KEY,
            LambdaRecordRows.AT,
            LambdaRecordRows.KIND,
            LambdaRecordRows.SOURCE_FILE,
            LambdaRecordRows.POSITION)
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) sorted -> new StreamIterator(sorted, duplicates),
            Encoders.row(InvocationRows.SCHEMA));
  }

  /**
   * Joins the parts of invocations that stood in different objects, and numbers those that share a
   * request id.
   *
   * @param found now
   * @param known from the table; a run that is in both is there once
   */
  public static Dataset<Row> merged(Dataset<Row> found, Dataset<Row> known) {
    return found
        .unionByName(known)
        .repartition(col("request_id"))
        .sortWithinPartitions(
            col("request_id"),
            coalesce(col("started_at"), col("ended_at")),
            col("log_stream"),
            col("status"))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) MergedIterator::new,
            Encoders.row(InvocationRows.SCHEMA));
  }

  private abstract static class QueueIterator implements Iterator<Row> {
    private final Queue<Row> ready = new ArrayDeque<>();

    /** Offers more rows; false when there are none. */
    abstract boolean readMore();

    final void offer(Collection<LambdaInvocation> invocations) {
      invocations.forEach(invocation -> ready.add(InvocationRows.toRow(invocation)));
    }

    @Override
    public final boolean hasNext() {
      while (ready.isEmpty()) {
        if (!readMore()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public final Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }

  private static final class StreamIterator extends QueueIterator {
    private final Iterator<Row> sorted;
    private final LongAccumulator duplicates;
    private String stream = "";
    private StreamInvocations invocations = new StreamInvocations();
    private boolean ended;

    StreamIterator(Iterator<Row> sorted, LongAccumulator duplicates) {
      this.sorted = sorted;
      this.duplicates = duplicates;
    }

    @Override
    boolean readMore() {
      if (!sorted.hasNext()) {
        boolean last = !ended;
        ended = true;
        offer(invocations.takeRest());
        return last;
      }
      Row row = sorted.next();
      if (!LambdaRecordRows.streamKey(row).equals(stream)) {
        stream = LambdaRecordRows.streamKey(row);
        offer(invocations.takeRest());
        invocations = new StreamInvocations();
      }
      LambdaRecord lambdaRecord = LambdaRecordRows.fromRow(row);
      invocations.add(lambdaRecord);
      duplicates.add(invocations.takeDuplicates());
      offer(invocations.takeFinished());
      return true;
    }
  }

  private static final class MergedIterator extends QueueIterator {
    private final Iterator<Row> sorted;
    private @Nullable LambdaInvocation pending;

    MergedIterator(Iterator<Row> sorted) {
      this.sorted = sorted;
    }

    @Override
    boolean readMore() {
      if (!sorted.hasNext()) {
        if (pending == null) {
          return false;
        }
        offer(java.util.List.of(pending));
        pending = null;
        return true;
      }
      LambdaInvocation invocation = InvocationRows.fromRow(sorted.next());
      if (pending == null) {
        pending = invocation.withAttempt(1);
      } else if (pending.isSameRunAs(invocation)) {
        pending = pending.mergedWith(invocation);
      } else {
        boolean retry = pending.requestId().equals(invocation.requestId());
        int attempt = retry ? pending.attempt() + 1 : 1;
        offer(java.util.List.of(pending));
        pending = invocation.withAttempt(attempt);
      }
      return true;
    }
  }
}
