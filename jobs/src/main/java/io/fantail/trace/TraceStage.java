package io.fantail.trace;

import io.fantail.event.History;
import io.fantail.event.InternalRows;
import io.fantail.event.SortedParts;
import io.fantail.span.Execution;
import io.fantail.span.MapRun;
import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecutionSpans;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Histories to spans and executions, one execution at a time; a trace is never held together. */
public final class TraceStage {
  private TraceStage() {}

  /**
   * The spans of each execution, packed, by its ARN; what connects executions is not known yet.
   * Sorted and partitioned as the histories are.
   *
   * @param days executions that started then are wanted; of others only those that started a Map
   *     Run or an execution, for their children, and the attempts whose functions may have run
   *     beside those of the wanted ones: their invocations are nobody else's
   */
  public static JavaPairRDD<String, byte[]> build(JavaRDD<History> histories, WantedDays days) {
    return histories
        .mapToPair(
            history -> {
              ExecutionSpans built = ExecutionSpans.of(history);
              return new Tuple2<>(
                  history.executionArn(),
                  days.contains(history.day()) || hasChildren(built)
                      ? PackedExecutionSpans.pack(built)
                      : packedInvoker(built, days.first()));
            })
        .filter(execution -> execution._2().length > 0);
  }

  /** Nothing of an execution that invoked no function on the days that are wanted, or later. */
  private static byte[] packedInvoker(ExecutionSpans built, LocalDate from) {
    Instant wantedFrom = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Span> invoking =
        built.spans().stream()
            .filter(LambdaLink::mayHaveRun)
            .filter(attempt -> !AttemptWindow.of(attempt).latest().isBefore(wantedFrom))
            .toList();
    if (invoking.isEmpty()) {
      return new byte[0];
    }
    List<Span> kept = new ArrayList<>(invoking);
    kept.add(0, built.spans().get(0));
    return PackedExecutionSpans.pack(new ExecutionSpans(built.execution(), kept, List.of()));
  }

  private static boolean hasChildren(ExecutionSpans built) {
    return !built.mapRuns().isEmpty() || built.spans().stream().anyMatch(NestedStarter::isStart);
  }

  /**
   * What all tasks have to know of what was built: the Map Runs, and the functions that attempts
   * invoked without naming the request.
   */
  public static TraceOverview overview(JavaPairRDD<String, byte[]> built) {
    List<byte[]> parts =
        built
            .values()
            .mapPartitions(
                executions -> {
                  TraceOverview overview = new TraceOverview();
                  executions.forEachRemaining(overview::add);
                  return List.of(overview.pack()).iterator();
                })
            .collect();
    TraceOverview whole = new TraceOverview();
    parts.forEach(part -> whole.add(TraceOverview.unpack(part)));
    return whole;
  }

  /**
   * Rows of the table {@code executions}.
   *
   * @param built by {@link NestedStage#placed}
   * @param matches by {@link LambdaStage#matches}
   * @param mapRuns a {@link MapRunIndex}, packed
   */
  public static Dataset<Row> executions(
      SparkSession spark,
      JavaRDD<PlacedExecution> built,
      JavaPairRDD<String, byte[]> matches,
      Broadcast<byte[]> mapRuns) {
    JavaRDD<InternalRow> rows =
        linked(
            built,
            matches,
            mapRuns,
            LinkedSpan::timesOf,
            (execution, link, spans) -> ExecutionRows.toRow(execution, link, spans));
    return InternalRows.dataset(spark, rows, ExecutionRows.SCHEMA);
  }

  /**
   * Rows of the table {@code spans}.
   *
   * @param built by {@link NestedStage#placed}
   * @param matches by {@link LambdaStage#matches}
   * @param awsSpans by {@link io.fantail.span.xray.AwsSpanStage#byExecution}; null where there are
   *     none
   * @param mapRuns a {@link MapRunIndex}, packed
   */
  public static Dataset<Row> spans(
      SparkSession spark,
      JavaRDD<PlacedExecution> built,
      JavaPairRDD<String, byte[]> matches,
      @Nullable JavaPairRDD<String, byte[]> awsSpans,
      Broadcast<byte[]> mapRuns) {
    JavaRDD<InternalRow> rows =
        linked(
                built,
                matches,
                mapRuns,
                LinkedSpan::of,
                (execution, link, spans) ->
                    SpanRows.toRows(spans, CriticalPath.of(execution, spans), execution, link))
            .flatMap(List::iterator);
    JavaRDD<InternalRow> all =
        awsSpans == null ? rows : AwsStage.added(rows, built, awsSpans, mapRuns);
    return InternalRows.dataset(spark, all, SpanRows.SCHEMA);
  }

  /** Makes something of an execution when its place in its trace and its invocations are known. */
  private interface OfLinked<R> extends Serializable {
    R make(Execution execution, ExecutionLink link, List<LinkedSpan> spans);
  }

  /** The spans of an execution with what was found of them in the logs. */
  private interface Linking extends Serializable {
    List<LinkedSpan> apply(List<Span> spans, List<LambdaMatch> matches);
  }

  private static <R> JavaRDD<R> linked(
      JavaRDD<PlacedExecution> built,
      JavaPairRDD<String, byte[]> matches,
      Broadcast<byte[]> mapRuns,
      Linking linking,
      OfLinked<R> made) {
    return built.zipPartitions(
        matches,
        (executions, found) -> {
          MapRunIndex index = MapRunIndex.unpack(mapRuns.value());
          SortedParts matchesByArn = new SortedParts(found);
          return map(
              executions,
              placed -> make(placed, matchesByArn.valuesOf(placed.arn()), index, linking, made));
        });
  }

  private static <R> R make(
      PlacedExecution placed,
      List<byte[]> packedMatches,
      MapRunIndex mapRuns,
      Linking linking,
      OfLinked<R> made) {
    ExecutionSpans built = PackedExecutionSpans.unpack(placed.packed());
    Execution execution = built.execution();
    List<LambdaMatch> matches = packedMatches.stream().map(LambdaMatch::unpack).toList();
    List<MapRun> falseRuns = mapRuns.falseRuns(built.mapRuns());
    return made.make(
        execution,
        placed.link(execution, mapRuns).contradictedBy(Contradictions.ofParent(falseRuns)),
        linking.apply(MapRunParents.without(falseRuns, built.spans()), matches));
  }

  private static <T, R> Iterator<R> map(
      Iterator<T> values, java.util.function.Function<T, R> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return values.hasNext();
      }

      @Override
      public R next() {
        return function.apply(values.next());
      }
    };
  }
}
