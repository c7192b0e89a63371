package io.fantail.trace;

import io.fantail.event.KeyStage;
import io.fantail.event.SortedParts;
import io.fantail.span.Execution;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecutionSpans;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
  /**
   * A chain of executions that go on as new ones takes a round for each, and has one for every
   * 25,000 events; deeper than that nobody nests.
   */
  private static final int MAX_ROUNDS = 256;

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
    List<ExecutionSpans> parents = new ArrayList<>(overview.parents());
    MapRunIndex index = MapRunIndex.of(parents);
    Broadcast<byte[]> known = spark.broadcast(index.pack());
    Set<String> rivalled = Set.of();
    List<ExecutionSpans> runless = List.of();
    if (overview.hasChildren()) {
      MissingMapRunsStage.Signs signs = MissingMapRunsStage.signs(built, known);
      rivalled = signs.rivalled();
      runless = MissingMapRunsStage.executions(built, signs.runlessParents());
      parents.addAll(runless);
      if (!rivalled.isEmpty() || !runless.isEmpty()) {
        index = MapRunIndex.of(parents, Map.of(), rivalled);
        known = spark.broadcast(index.pack());
      }
    }
    if (!overview.hasNested()) {
      return new NestedStage(null, known);
    }
    JavaPairRDD<String, byte[]> questions =
        overview.isAsked() ? questions(built, partitions) : null;
    JavaPairRDD<String, byte[]> starters =
        starters(built, questions, spark.broadcast(arnsOf(runless)))
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    try {
      JavaPairRDD<String, byte[]> told = null;
      // A ring, which only false input has, goes round without end, and comes back to where it was.
      Set<NestedRound.Outcome> outcomes = new HashSet<>(Set.of(new NestedRound().outcome()));
      boolean isNew = true;
      for (int i = 0; i < MAX_ROUNDS && isNew; i++) {
        told = KeyStage.byKey(tell(placed(starters, told), known), partitions);
        NestedRound round = round(placed(starters, told));
        isNew = outcomes.add(round.outcome());
        if (isNew) {
          index = MapRunIndex.of(parents, round.ofParents(), rivalled);
          known = spark.broadcast(index.pack());
        }
      }
      return new NestedStage(told, known);
    } finally {
      starters.unpersist();
    }
  }

  private static Set<String> arnsOf(List<ExecutionSpans> executions) {
    return executions.stream()
        .map(one -> one.execution().arn())
        .collect(Collectors.toCollection(TreeSet::new));
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

  /**
   * Each execution that hands something down, a {@link NestedStarter}, packed, by its ARN.
   *
   * @param runless the ARNs of parents of which no Map Run is known
   */
  private static JavaPairRDD<String, byte[]> starters(
      JavaPairRDD<String, byte[]> built,
      @Nullable JavaPairRDD<String, byte[]> questions,
      Broadcast<Set<String>> runless) {
    return zipped(built, questions, SortedParts::valuesOf)
        .flatMapToPair(
            asked -> {
              List<NestedStarter.Question> own =
                  asked.starts().stream().map(NestedStarter.Question::unpack).toList();
              NestedStarter starter =
                  NestedStarter.of(PackedExecutionSpans.unpackAttempts(asked.packed()), own);
              NestedStarter known =
                  runless.value().contains(asked.arn()) ? starter.asParent() : starter;
              return known.handsDown()
                  ? List.of(new Tuple2<>(asked.arn(), known.pack())).iterator()
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
