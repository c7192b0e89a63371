package io.fantail.span.xray;

import io.fantail.event.collected.SeenAwsSpan;
import io.fantail.event.policy.PayloadPolicy;
import io.fantail.shape.Dated;
import io.fantail.shape.RecordTable;
import io.fantail.shape.Slot;
import io.fantail.span.Span;
import io.fantail.spark.Codec;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Pair;
import io.fantail.spark.Rows;
import io.fantail.spark.TableRows;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/** Spans of AWS, brought together by X-Ray trace, and from there to their executions. */
public final class AwsSpanStage {
  /** What AWS itself wrote of executions, functions and calls: each span of X-Ray once. */
  public static final RecordTable<JoinedAwsSpan> AWS_SPANS =
      RecordTable.byHour(
          "aws_spans",
          "A span of X-Ray Transaction Search, also where its execution is not in the archive.",
          JoinedAwsSpan::shape,
          "the span started");

  private static final Codec<SeenAwsSpan> SEEN = Codec.of(SeenAwsSpan::shape);

  private AwsSpanStage() {}

  /**
   * Rows of the table {@code aws_spans}, each span once.
   *
   * @param spans by X-Ray trace id, sorted
   * @param duplicates gains the number of copies that were left out
   */
  public static TableRows rows(Keyed<SeenAwsSpan> spans, LongAccumulator duplicates) {
    return TableRows.of(
        AWS_SPANS,
        traces(spans)
            .flatMap(
                trace -> {
                  duplicates.add(trace.duplicates());
                  return Iterators.map(trace.spans().iterator(), AwsSpanStage::dated);
                }));
  }

  private static Dated<JoinedAwsSpan> dated(JoinedAwsSpan joined) {
    return new Dated<>(Slot.of(joined.span().startedAt()), joined);
  }

  /** The hours in which the spans began. */
  public static Set<Slot> slots(Keyed<SeenAwsSpan> spans) {
    return spans
        .walk(
            sorted ->
                Iterators.map(sorted, one -> Slot.of(one.unpack().span().startedAt()).number()))
        .distinct()
        .collect()
        .stream()
        .map(Slot::ofNumber)
        .collect(Collectors.toSet());
  }

  /**
   * The rows of the table by X-Ray trace id, sorted.
   *
   * @param policy that what an earlier run stored must keep to now
   */
  public static Keyed<SeenAwsSpan> ofTable(
      Dataset<Row> rows, PayloadPolicy policy, int partitions) {
    return Keyed.of(
            Rows.values(rows, AWS_SPANS),
            SEEN,
            stored ->
                Iterators.map(
                    stored,
                    joined ->
                        new Pair<>(
                            joined.span().xrayTraceId(),
                            new SeenAwsSpan(false, joined.span().within(policy)))))
        .sorted(partitions);
  }

  /**
   * The spans that are of an execution, by its ARN, sorted.
   *
   * @param spans by X-Ray trace id, sorted
   */
  public static Keyed<Span> byExecution(Keyed<SeenAwsSpan> spans, int partitions) {
    return Keyed.of(traces(spans), Codec.of(Span::shape), AwsSpanStage::ofExecutions)
        .sorted(partitions);
  }

  private static JavaRDD<AwsTrace> traces(Keyed<SeenAwsSpan> spans) {
    return spans.walk(
        sorted -> Iterators.map(new Groups<>(sorted), trace -> AwsTrace.of(trace.values())));
  }

  private static Iterator<Pair<Span>> ofExecutions(Iterator<AwsTrace> traces) {
    return Iterators.stream(traces)
        .flatMap(trace -> trace.spans().stream())
        .filter(joined -> joined.executionArn() != null)
        .map(joined -> new Pair<>(String.valueOf(joined.executionArn()), joined.toSpan()))
        .iterator();
  }
}
