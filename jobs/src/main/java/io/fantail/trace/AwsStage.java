package io.fantail.trace;

import io.fantail.event.SortedParts;
import io.fantail.span.Execution;
import io.fantail.span.Span;
import io.fantail.span.execution.PackedExecutionSpans;
import io.fantail.span.xray.AwsSpanStage;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Puts what AWS itself wrote of an execution into the execution's trace. Spans of executions of
 * which the archive holds nothing else find no place there: nothing tells when those started.
 */
final class AwsStage {
  private AwsStage() {}

  /**
   * The rows, and in each partition behind them those of the spans of AWS.
   *
   * @param rows of the table {@code spans}, partitioned as {@code built} is
   * @param built by {@link NestedStage#placed}
   * @param awsSpans by {@link AwsSpanStage#byExecution}
   * @param mapRuns a {@link MapRunIndex}, packed
   */
  static JavaRDD<InternalRow> added(
      JavaRDD<InternalRow> rows,
      JavaRDD<PlacedExecution> built,
      JavaPairRDD<String, byte[]> awsSpans,
      Broadcast<byte[]> mapRuns) {
    JavaRDD<InternalRow> awsRows =
        built.zipPartitions(
            awsSpans,
            (executions, spans) -> {
              MapRunIndex index = MapRunIndex.unpack(mapRuns.value());
              SortedParts spansByArn = new SortedParts(spans);
              return streamOf(executions)
                  .flatMap(execution -> rowsOf(execution, spansByArn, index).stream())
                  .iterator();
            });
    return rows.zipPartitions(
        awsRows, (one, other) -> Stream.of(one, other).flatMap(AwsStage::streamOf).iterator());
  }

  private static List<InternalRow> rowsOf(
      PlacedExecution placed, SortedParts spansByArn, MapRunIndex mapRuns) {
    List<byte[]> own = spansByArn.valuesOf(placed.arn());
    if (own.isEmpty()) {
      return List.of();
    }
    Execution execution = PackedExecutionSpans.unpackWithoutSpans(placed.packed()).execution();
    List<LinkedSpan> spans = own.stream().map(AwsStage::spanOf).toList();
    return SpanRows.toRows(spans, null, execution, placed.link(execution, mapRuns));
  }

  private static LinkedSpan spanOf(byte[] packed) {
    Span span = PackedExecutionSpans.unpackSpan(packed);
    return new LinkedSpan(span, null, null);
  }

  private static <T> Stream<T> streamOf(Iterator<T> values) {
    Iterable<T> once = () -> values;
    return StreamSupport.stream(once.spliterator(), false);
  }
}
