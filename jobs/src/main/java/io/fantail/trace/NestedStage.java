package io.fantail.trace;

import io.fantail.event.KeyStage;
import io.fantail.event.SortedParts;
import io.fantail.span.Execution;
import io.fantail.span.PackedExecutionSpans;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Hands the root and the trace of each execution down to those that it started, round by round,
 * until nobody learns anything new: a nested execution may stand below a Map Run's child, have Map
 * Runs of its own, and so on. Only Map Runs are known to the driver; of a million children that
 * start one execution each nothing is collected, and no trace is held together.
 */
public final class NestedStage {
  /** Deeper than people nest; a ring, which only false input has, would go round without end. */
  static final int MAX_ROUNDS = 16;

  /** More starters than one are a contradiction already, however many they are. */
  private static final int MOST_STARTS = 16;

  private final @Nullable JavaPairRDD<String, byte[]> starts;
  private final Broadcast<byte[]> mapRuns;

  private NestedStage(@Nullable JavaPairRDD<String, byte[]> starts, Broadcast<byte[]> mapRuns) {
    this.starts = starts;
    this.mapRuns = mapRuns;
  }

  /**
   * What every execution of the archive has to know of those above it. An archive in which no
   * execution starts another costs no round.
   *
   * @param built by {@link TraceStage#build}
   * @param overview of it
   */
  public static NestedStage of(
      JavaPairRDD<String, byte[]> built, TraceOverview overview, int partitions) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(built.context());
    MapRunIndex index = MapRunIndex.of(overview.parents());
    Broadcast<byte[]> known = spark.broadcast(index.pack());
    Set<String> rivalled =
        overview.parents().isEmpty() ? Set.of() : MissingMapRunsStage.rivalled(built, known);
    if (!rivalled.isEmpty()) {
      index = MapRunIndex.of(overview.parents(), Map.of(), rivalled);
      known = spark.broadcast(index.pack());
    }
    if (!overview.hasNested()) {
      return new NestedStage(null, known);
    }
    JavaPairRDD<String, byte[]> starters =
        starters(built, overview.isAsked() ? questions(built, partitions) : null)
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    try {
      JavaPairRDD<String, byte[]> told = null;
      NestedRound before = new NestedRound();
      for (int i = 0; i < MAX_ROUNDS; i++) {
        told = KeyStage.byKey(tell(placed(starters, told), known), partitions);
        NestedRound round = round(placed(starters, told));
        if (round.isSameAs(before)) {
          break;
        }
        index = MapRunIndex.of(overview.parents(), round.ofMapRunParents(), rivalled);
        known = spark.broadcast(index.pack());
        before = round;
      }
      return new NestedStage(told, known);
    } finally {
      starters.unpersist();
    }
  }

  /** A {@link MapRunIndex}, packed, in which each Map Run has the root above its parent. */
  public Broadcast<byte[]> mapRuns() {
    return mapRuns;
  }

  /**
   * The executions, each beside what it was told.
   *
   * @param built what this was made of
   */
  public JavaRDD<PlacedExecution> placed(JavaPairRDD<String, byte[]> built) {
    return placed(built, starts);
  }

  /** What executions whose input names their starter ask it, by its ARN. */
  private static JavaPairRDD<String, byte[]> questions(
      JavaPairRDD<String, byte[]> built, int partitions) {
    return KeyStage.byKey(
        built.flatMapToPair(
            pair -> {
              Execution execution = PackedExecutionSpans.unpackWithoutSpans(pair._2()).execution();
              String starter = execution.context().startedByArn();
              if (starter == null || starter.equals(execution.arn())) {
                return Collections.emptyIterator();
              }
              NestedStarter.Question question =
                  new NestedStarter.Question(
                      execution.arn(), execution.startIsKnown() ? execution.startedAt() : null);
              return List.of(new Tuple2<>(starter, question.pack())).iterator();
            }),
        partitions);
  }

  /** Each execution that hands something down, a {@link NestedStarter}, packed, by its ARN. */
  private static JavaPairRDD<String, byte[]> starters(
      JavaPairRDD<String, byte[]> built, @Nullable JavaPairRDD<String, byte[]> questions) {
    return zipped(built, questions, SortedParts::valuesOf)
        .flatMapToPair(
            asked -> {
              List<NestedStarter.Question> own =
                  asked.starts().stream().map(NestedStarter.Question::unpack).toList();
              NestedStarter starter =
                  NestedStarter.of(PackedExecutionSpans.unpack(asked.packed()), own);
              return starter.handsDown()
                  ? List.of(new Tuple2<>(asked.arn(), starter.pack())).iterator()
                  : Collections.emptyIterator();
            });
  }

  private static JavaPairRDD<String, byte[]> tell(
      JavaRDD<PlacedExecution> starters, Broadcast<byte[]> mapRuns) {
    return JavaPairRDD.fromJavaRDD(
        starters.mapPartitions(
            placed -> {
              MapRunIndex index = MapRunIndex.unpack(mapRuns.value());
              return streamOf(placed).flatMap(starter -> told(starter, index)).iterator();
            }));
  }

  private static Stream<Tuple2<String, byte[]>> told(PlacedExecution placed, MapRunIndex mapRuns) {
    NestedStarter starter = NestedStarter.unpack(placed.packed());
    return starter.tell(mapRuns, NestedStart.unpackAll(placed.starts())).entrySet().stream()
        .map(start -> new Tuple2<>(start.getKey(), start.getValue().pack()));
  }

  private static NestedRound round(JavaRDD<PlacedExecution> starters) {
    List<byte[]> parts =
        starters
            .mapPartitions(
                placed -> {
                  NestedRound round = new NestedRound();
                  placed.forEachRemaining(
                      one -> round.add(NestedStarter.unpack(one.packed()), one.starts()));
                  return List.of(round.pack()).iterator();
                })
            .collect();
    NestedRound whole = new NestedRound();
    parts.forEach(part -> whole.add(NestedRound.unpack(part)));
    return whole;
  }

  private static JavaRDD<PlacedExecution> placed(
      JavaPairRDD<String, byte[]> packed, @Nullable JavaPairRDD<String, byte[]> starts) {
    return zipped(packed, starts, (parts, arn) -> parts.valuesOf(arn, MOST_STARTS));
  }

  /** Which values of a key are taken. */
  private interface OfKey extends Serializable {
    List<byte[]> in(SortedParts parts, String key);
  }

  private static JavaRDD<PlacedExecution> zipped(
      JavaPairRDD<String, byte[]> packed, @Nullable JavaPairRDD<String, byte[]> other, OfKey own) {
    if (other == null) {
      return packed.map(pair -> new PlacedExecution(pair._1(), pair._2(), List.of()));
    }
    return packed.zipPartitions(
        other,
        (executions, values) -> {
          SortedParts sorted = new SortedParts(values);
          return streamOf(executions)
              .map(pair -> new PlacedExecution(pair._1(), pair._2(), own.in(sorted, pair._1())))
              .iterator();
        });
  }

  private static <T> Stream<T> streamOf(Iterator<T> values) {
    Iterable<T> once = () -> values;
    return StreamSupport.stream(once.spliterator(), false);
  }
}
