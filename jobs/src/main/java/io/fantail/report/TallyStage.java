package io.fantail.report;

import io.fantail.event.PendingChild;
import io.fantail.report.item.ItemPart;
import io.fantail.report.item.ItemTally;
import io.fantail.report.subject.ReportedExecution;
import io.fantail.report.subject.ReportedRow;
import io.fantail.report.subject.ReportedSpan;
import io.fantail.spark.Assorted;
import io.fantail.spark.Codec;
import io.fantail.spark.Groups;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Pair;
import io.fantail.spark.Rows;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.trace.ExecutionInTrace;
import io.fantail.trace.SpanInTrace;
import io.fantail.trace.TracedExecution;
import io.fantail.trace.WantedSlots;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Counts what reports are made of: of traces while they are written, or of tables. */
public final class TallyStage {
  /** Few bytes come of many executions: one task can put all those of a report together. */
  private static final int PARTITIONS = 1;

  private static final String INPUT = "input";
  private static final String OUTPUT = "output";

  private TallyStage() {}

  /**
   * Writes executions and spans, and counts them as they pass. Nothing happens before the files or
   * a report are asked for.
   *
   * @param hours of which executions are written and counted
   */
  public static ReportParts ofTraces(
      JavaRDD<TracedExecution> traced,
      WantedSlots hours,
      ValueFiles<ExecutionInTrace> executions,
      ValueFiles<SpanInTrace> spans) {
    return parts(
        traced.mapPartitionsWithIndex(
            (task, ofTask) ->
                new Tallying<>(ofTask, new TraceWriter(hours, task, executions, spans)),
            false));
  }

  /**
   * Counts rows of the tables.
   *
   * @param spans the spans of the days that are reported
   * @param executions of the same days
   */
  public static ReportParts ofTables(Dataset<Row> spans, Dataset<Row> executions, int partitions) {
    return parts(
        tallied(
            withAskedPayloads(spans), executions, partitions, ReportTally::add, ReportTally::add));
  }

  /**
   * Takes along children and Map Runs of other days for what is told of slow children alone.
   *
   * @param spans of the children
   * @param children whose Map Runs are known
   * @param mapRuns spans of Map Runs
   */
  public static ReportParts ofSlowChildren(
      Dataset<Row> spans, Dataset<Row> children, Dataset<Row> mapRuns, int partitions) {
    JavaRDD<Assorted.Value<ReportPart>> ofSpans =
        Rows.values(mapRuns, ReportedSpan::shape)
            .mapPartitions(rows -> new Tallying<>(rows, ReportTally::addSlow));
    return parts(
        ofSpans.union(
            tallied(
                withoutPayloads(spans),
                children,
                partitions,
                ReportTally::addSlow,
                (tally, ofUnknown) -> ofUnknown.forEach(tally::addSlow))));
  }

  private interface CountsWhole extends Serializable {
    void count(ReportTally tally, ReportedExecution execution, List<ReportedSpan> spans);
  }

  private interface CountsSpans extends Serializable {
    void count(ReportTally tally, List<ReportedSpan> spans);
  }

  /** Brings executions and their spans together, and counts them. */
  private static JavaRDD<Assorted.Value<ReportPart>> tallied(
      Dataset<Row> spans,
      Dataset<Row> executions,
      int partitions,
      CountsWhole ofWhole,
      CountsSpans ofSpans) {
    Codec<ReportedRow> codec = Codec.of(ReportedRow::shape);
    Keyed<ReportedRow> ofExecutions =
        Keyed.of(
            Rows.values(executions, ReportedExecution::shape),
            codec,
            rows ->
                Iterators.map(
                    rows, one -> new Pair<>(one.key().executionArn(), ReportedRow.of(one))));
    return Keyed.of(
            Rows.values(spans, ReportedSpan::shape),
            codec,
            rows ->
                Iterators.map(
                    rows, one -> new Pair<>(one.execution().executionArn(), ReportedRow.of(one))))
        .plus(ofExecutions)
        .sorted(partitions)
        .walk(
            sorted ->
                new Tallying<>(
                    Iterators.map(new Groups<>(sorted), Groups.Group::values),
                    (tally, rows) -> count(tally, rows, ofWhole, ofSpans)));
  }

  private static void count(
      ReportTally tally, List<ReportedRow> rows, CountsWhole ofWhole, CountsSpans ofSpans) {
    List<ReportedSpan> spans = new ArrayList<>(rows.size());
    ReportedExecution execution = null;
    for (ReportedRow row : rows) {
      if (row.span() == null) {
        execution = row.execution();
      } else {
        spans.add(row.span());
      }
    }
    if (execution == null) {
      ofSpans.count(tally, spans);
    } else {
      ofWhole.count(tally, execution, spans);
    }
  }

  private static Dataset<Row> withoutPayloads(Dataset<Row> spans) {
    Column none = functions.lit(null).cast("string");
    return spans.withColumn(INPUT, none).withColumn(OUTPUT, none);
  }

  /** Payloads are most of a table: only those travel that a report looks at. */
  private static Dataset<Row> withAskedPayloads(Dataset<Row> spans) {
    Column output = functions.col(OUTPUT);
    return spans
        .withColumn(
            INPUT,
            functions.when(functions.expr(ItemTally.INPUT_IS_ASKED_FOR), functions.col(INPUT)))
        .withColumn(
            OUTPUT,
            functions.when(
                functions
                    .expr(ItemTally.OUTPUT_IS_ASKED_FOR)
                    .and(output.rlike(ItemTally.ASKED_OUTPUT)),
                output));
  }

  /**
   * Takes along the items of children that never began.
   *
   * @param children rows of the table {@code pending_children}
   */
  public static ReportParts ofPendingChildren(Dataset<Row> children) {
    Codec<ItemPart> codec = Codec.of(ItemPart::shape);
    return parts(
        Rows.values(children, PendingChild::shape)
            .map(ItemPart::of)
            .map(part -> new Assorted.Value<>(ReportPart.ITEMS, part.sortKey(), codec.pack(part))));
  }

  /**
   * Counts children for Map Runs alone.
   *
   * @param mapRuns spans of Map Runs
   * @param children executions that may be of them
   */
  public static ReportParts ofMapRuns(Dataset<Row> mapRuns, Dataset<Row> children) {
    JavaRDD<Assorted.Value<ReportPart>> ofSpans =
        Rows.values(withAskedPayloads(mapRuns), ReportedSpan::shape)
            .mapPartitions(rows -> new Tallying<>(rows, ReportTally::addMapRun));
    JavaRDD<Assorted.Value<ReportPart>> ofChildren =
        Rows.values(children, ReportedExecution::shape)
            .mapPartitions(rows -> new Tallying<>(rows, ReportTally::addChild));
    return parts(ofSpans.union(ofChildren));
  }

  private static ReportParts parts(JavaRDD<Assorted.Value<ReportPart>> values) {
    return ReportParts.of(
        Assorted.of(
            values,
            ReportPart.values().length,
            PARTITIONS,
            (Iterator<Assorted.Value<ReportPart>> ofTask) -> ofTask));
  }
}
