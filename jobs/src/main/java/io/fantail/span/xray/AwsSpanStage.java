package io.fantail.span.xray;

import io.fantail.event.AwsSpan;
import io.fantail.event.InternalRows;
import io.fantail.event.KeyStage;
import io.fantail.event.PackedAwsSpan;
import io.fantail.event.PayloadPolicy;
import io.fantail.event.SortedParts;
import io.fantail.span.Span;
import io.fantail.span.execution.PackedExecutionSpans;
import java.util.Iterator;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/** Spans of AWS, brought together by X-Ray trace, and from there to their executions. */
public final class AwsSpanStage {
  private AwsSpanStage() {}

  /**
   * Rows of the table {@code aws_spans}, each span once.
   *
   * @param spans packed, by X-Ray trace id, by {@link KeyStage}
   * @param duplicates gains the number of copies that were left out
   */
  public static Dataset<Row> rows(
      SparkSession spark, JavaPairRDD<String, byte[]> spans, LongAccumulator duplicates) {
    JavaRDD<InternalRow> rows =
        traces(spans)
            .flatMap(
                trace -> {
                  duplicates.add(trace.duplicates());
                  return trace.spans().stream().map(AwsSpanRows::toRow).iterator();
                });
    return InternalRows.dataset(spark, rows, AwsSpanRows.SCHEMA);
  }

  /**
   * The rows of the table as packed spans by X-Ray trace id, by {@link KeyStage}.
   *
   * @param policy that what an earlier run stored must keep to now
   */
  public static JavaPairRDD<String, byte[]> ofTable(
      Dataset<Row> rows, PayloadPolicy policy, int partitions) {
    return KeyStage.byKey(
        InternalRows.rdd(rows, AwsSpanRows.SCHEMA)
            .mapToPair(
                row -> {
                  AwsSpan span = AwsSpanRows.fromRow(row).within(policy);
                  return new Tuple2<>(span.xrayTraceId(), PackedAwsSpan.pack(span, false));
                }),
        partitions);
  }

  /**
   * The spans that are of an execution, each a packed {@link Span}, by its ARN, by {@link
   * KeyStage}.
   *
   * @param spans packed, by X-Ray trace id, by {@link KeyStage}
   */
  public static JavaPairRDD<String, byte[]> byExecution(
      JavaPairRDD<String, byte[]> spans, int partitions) {
    return KeyStage.byKey(traces(spans).flatMapToPair(AwsSpanStage::ofExecutions), partitions);
  }

  private static JavaRDD<AwsTrace> traces(JavaPairRDD<String, byte[]> spans) {
    return spans.mapPartitions(TraceIterator::new);
  }

  private static Iterator<Tuple2<String, byte[]>> ofExecutions(AwsTrace trace) {
    return trace.spans().stream()
        .filter(joined -> joined.executionArn() != null)
        .map(
            joined ->
                new Tuple2<>(joined.executionArn(), PackedExecutionSpans.packSpan(joined.toSpan())))
        .iterator();
  }

  private static final class TraceIterator implements Iterator<AwsTrace> {
    private final SortedParts traces;

    TraceIterator(Iterator<Tuple2<String, byte[]>> sorted) {
      this.traces = new SortedParts(sorted);
    }

    @Override
    public boolean hasNext() {
      return traces.hasNext();
    }

    @Override
    public AwsTrace next() {
      return AwsTrace.of(traces.next().values());
    }
  }
}
