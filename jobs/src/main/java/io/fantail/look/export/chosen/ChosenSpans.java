package io.fantail.look.export.chosen;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.fantail.look.export.ExportedSpan;
import io.fantail.look.export.SimilarChildren;
import io.fantail.look.export.SpanSink;
import io.fantail.look.stored.StoredSpan;
import io.fantail.look.stored.StoredSpans;
import io.fantail.span.SpanIds;
import io.fantail.spark.Rows;
import io.fantail.table.DaySet;
import io.fantail.table.Lake;
import io.fantail.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The spans of {@link ChosenTraces}, execution by execution, in an order that depends on them
 * alone. All spans of one execution are in memory at a time (AWS ends one at 25,000 events), with
 * those of some thousand others that Spark hands over together.
 */
public final class ChosenSpans {
  private static final int EXECUTIONS_PER_PARTITION = 2_000;

  private final Lake lake;
  private final ChosenTraces traces;
  private final boolean withPayloads;
  private long written;

  /**
   * @param withPayloads whether inputs and outputs are read, too
   */
  public ChosenSpans(Lake lake, ChosenTraces traces, boolean withPayloads) {
    this.lake = lake;
    this.traces = traces;
    this.withPayloads = withPayloads;
  }

  /** The rows of {@code spans}, with {@code sample_weight} and {@code sample_reason}. */
  public static Dataset<Row> rows(Lake lake, ChosenTraces traces) {
    return lake.read(Tables.SPANS, traces.days())
        .join(
            traces
                .executions()
                .select(FoldedRuns.ARN, ExportedSpan.SAMPLE_WEIGHT, ExportedSpan.SAMPLE_REASON),
            new String[] {FoldedRuns.ARN});
  }

  /** Into so many parts rows are divided by their execution: the same for the same lake. */
  public static int partitions(ChosenTraces traces) {
    return Math.toIntExact(1 + traces.count() / EXECUTIONS_PER_PARTITION);
  }

  /** Gives all of them, with the summaries, to a sink, and returns how many spans that were. */
  public long writeTo(SpanSink sink) throws IOException {
    written = 0;
    writeAbove(sink);
    for (SimilarChildren similar : traces.similar()) {
      sink.addSimilar(similar);
      written++;
    }
    Dataset<Row> rows = rows(lake, traces);
    if (!withPayloads) {
      rows =
          rows.withColumn("input", lit(null).cast("string"))
              .withColumn("output", lit(null).cast("string"));
    }
    Dataset<Row> parted =
        rows.repartition(partitions(traces), col(FoldedRuns.ARN))
            .sortWithinPartitions(FoldedRuns.ARN);
    Iterator<ExportedSpan> spans = Rows.eachOf(parted, ExportedSpan::shape);
    List<ExportedSpan> ofOne = new ArrayList<>();
    while (spans.hasNext()) {
      ExportedSpan span = spans.next();
      if (!ofOne.isEmpty()
          && !ofOne.get(0).span().executionArn().equals(span.span().executionArn())) {
        write(ofOne, sink);
        ofOne = new ArrayList<>();
      }
      ofOne.add(span);
    }
    write(ofOne, sink);
    return written;
  }

  private void write(List<ExportedSpan> ofOne, SpanSink sink) throws IOException {
    if (!ofOne.isEmpty()) {
      ofOne.sort(ExportedSpan.IN_ORDER);
      sink.addExecution(ofOne);
      written += ofOne.size();
    }
  }

  /** Of each execution around what is chosen, the spans on the way up, from the root down. */
  private void writeAbove(SpanSink sink) throws IOException {
    if (traces.above().isEmpty()) {
      return;
    }
    Set<String> wanted = wantedFromBelow();
    List<List<ExportedSpan>> paths = new ArrayList<>();
    for (ChosenTraces.Above above : traces.above()) {
      Map<String, StoredSpan> byId = new HashMap<>();
      StoredSpans.ofExecutions(
              lake, DaySet.NONE.plus(List.of(above.day())), List.of(above.executionArn()))
          .forEach(span -> byId.put(span.spanId(), span));
      List<ExportedSpan> path = pathUp(byId, wanted);
      if (!path.isEmpty()) {
        path.sort(ExportedSpan.IN_ORDER);
        paths.add(0, path);
      }
    }
    for (List<ExportedSpan> path : paths) {
      sink.addExecution(path);
      written += path.size();
    }
  }

  /** The spans that what is chosen hangs on. */
  private Set<String> wantedFromBelow() {
    Set<String> wanted = new HashSet<>();
    traces.similar().forEach(similar -> wanted.add(similar.parentSpanId()));
    Dataset<Row> tops =
        traces
            .executions()
            .join(
                traces.executions().select(col(FoldedRuns.ARN).as(FoldedRuns.PARENT)),
                new String[] {FoldedRuns.PARENT},
                "left_anti")
            .select(FoldedRuns.ARN, FoldedRuns.MAP_RUN)
            .limit(MOST_TOPS);
    List<String> executions = new ArrayList<>();
    for (Row top : tops.collectAsList()) {
      if (top.isNullAt(1)) {
        executions.add(top.getString(0));
      } else {
        wanted.add(SpanIds.ofMapRun(top.getString(1)));
      }
    }
    StoredSpans.ofExecutions(lake, traces.days(), executions).stream()
        .map(StoredSpan::parentSpanId)
        .forEach(
            parent -> {
              if (parent != null) {
                wanted.add(parent);
              }
            });
    return wanted;
  }

  /** One execution, or the children of one Map Run, which all hang on the same span. */
  private static final int MOST_TOPS = 10;

  /** From the wanted spans to the execution's own, whose parent is wanted next. */
  private static List<ExportedSpan> pathUp(Map<String, StoredSpan> byId, Set<String> wanted) {
    Map<String, StoredSpan> path = new HashMap<>();
    Set<String> next = new HashSet<>();
    for (String id : wanted) {
      StoredSpan span = byId.get(id);
      while (span != null && path.putIfAbsent(span.spanId(), span) == null) {
        String parent = span.parentSpanId();
        StoredSpan above = parent == null ? null : byId.get(parent);
        if (above == null && parent != null) {
          next.add(parent);
        }
        span = above;
      }
    }
    wanted.clear();
    wanted.addAll(next);
    return new ArrayList<>(path.values().stream().map(ExportedSpan::of).toList());
  }
}
