package io.fantail.trace;

import static org.apache.spark.sql.functions.col;

import io.fantail.event.EventRows;
import io.fantail.event.EventStage;
import io.fantail.event.HistoryEvent;
import io.fantail.span.ExecutionSpans;
import io.fantail.span.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Events to spans and executions, one execution at a time; a trace is never held together. */
public final class TraceStage {
  private TraceStage() {}

  /**
   * The Map Runs that the events show, each with the trace its parent belongs to, as {@link
   * MapRunRows}.
   *
   * @param eventsOfParents by {@link MapRunStage#eventsOfParents}
   * @param candidatesByHour the Map Runs known so far: parents may be children themselves
   */
  public static Dataset<Row> mapRuns(Dataset<Row> eventsOfParents, Dataset<Row> candidatesByHour) {
    return byExecution(eventsOfParents, candidatesByHour)
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                sorted -> new ExecutionIterator(sorted, TraceStage::mapRunRows),
            Encoders.row(MapRunRows.SCHEMA));
  }

  /** No Map Run is known yet. */
  public static Dataset<Row> noCandidates(Dataset<Row> events) {
    return MapRunStage.candidatesByHour(
        events.sparkSession().createDataFrame(List.of(), MapRunRows.SCHEMA));
  }

  /** The Map Runs whose parents are children themselves. */
  public static Dataset<Row> nested(Dataset<Row> mapRuns) {
    Column parentIsChild =
        org.apache.spark.sql.functions.expr(
            "element_at(split(parent_execution_arn, ':'), 7) LIKE '%/%'");
    return mapRuns.filter(parentIsChild);
  }

  /**
   * Spans and executions in one dataset; {@link #spans} and {@link #executions} tell them apart.
   */
  public static Dataset<Row> build(Dataset<Row> events, Dataset<Row> candidatesByHour) {
    return byExecution(events, candidatesByHour)
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                sorted -> new ExecutionIterator(sorted, TraceStage::spanRows),
            Encoders.row(SpanRows.BUILT));
  }

  public static Dataset<Row> spans(Dataset<Row> built) {
    return SpanRows.spansOf(built);
  }

  public static Dataset<Row> executions(Dataset<Row> built) {
    return built.filter(col(SpanRows.EXECUTION).isNotNull()).select(SpanRows.EXECUTION + ".*");
  }

  private static Dataset<Row> byExecution(Dataset<Row> events, Dataset<Row> candidatesByHour) {
    Column[] columns =
        Stream.concat(
                Arrays.stream(EventRows.SCHEMA.fieldNames()), Stream.of(MapRunStage.CANDIDATES))
            .map(name -> col(name))
            .toArray(Column[]::new);
    return EventStage.byExecution(
        MapRunStage.withCandidates(events, candidatesByHour).select(columns));
  }

  private static List<Row> mapRunRows(ExecutionSpans built, ExecutionLink link) {
    return built.mapRuns().stream()
        .map(run -> MapRunRows.toRow(run, built.execution(), link))
        .toList();
  }

  private static List<Row> spanRows(ExecutionSpans built, ExecutionLink link) {
    List<Row> rows = new ArrayList<>(built.spans().size());
    Row execution = ExecutionRows.toRow(built.execution(), built.spans().get(0), link);
    for (Span span : built.spans()) {
      rows.add(SpanRows.toRow(span, built.execution(), link, rows.isEmpty() ? execution : null));
    }
    return rows;
  }

  /** Cuts the sorted rows into executions and builds one after the other. */
  private static final class ExecutionIterator implements Iterator<Row> {
    private final Iterator<Row> sorted;
    private final BiFunction<ExecutionSpans, ExecutionLink, List<Row>> rowsOf;
    private final Queue<Row> ready = new ArrayDeque<>();
    private @Nullable Row upcoming;

    ExecutionIterator(
        Iterator<Row> sorted, BiFunction<ExecutionSpans, ExecutionLink, List<Row>> rowsOf) {
      this.sorted = sorted;
      this.rowsOf = rowsOf;
      this.upcoming = sorted.hasNext() ? sorted.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && upcoming != null) {
        ready.addAll(nextExecution(upcoming));
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private List<Row> nextExecution(Row first) {
      List<HistoryEvent> events = new ArrayList<>();
      List<MapRunCandidate> candidates =
          MapRunRows.candidates(first.getList(EventRows.SCHEMA.length()));
      HistoryEvent event = EventRows.fromRow(first);
      String execution = event.executionArn();
      while (event != null && event.executionArn().equals(execution)) {
        events.add(event);
        upcoming = sorted.hasNext() ? sorted.next() : null;
        event = upcoming == null ? null : EventRows.fromRow(upcoming);
      }
      ExecutionSpans built = ExecutionSpans.of(events);
      return rowsOf.apply(built, MapRunLinker.link(built.execution(), candidates));
    }
  }
}
