package io.fantail.trace.link;

import io.fantail.span.Execution;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Codec;
import io.fantail.spark.Iterators;
import io.fantail.spark.Joined;
import io.fantail.spark.Keyed;
import io.fantail.spark.Pair;
import io.fantail.spark.Shared;
import io.fantail.trace.TraceStage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

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

  private static final Codec<NestedStarter.Question> QUESTION =
      Codec.of(NestedStarter.Question::shape);

  private final @Nullable Keyed<NestedStart> starts;
  private final Shared<MapRunIndex> mapRuns;

  private NestedStage(@Nullable Keyed<NestedStart> starts, Shared<MapRunIndex> mapRuns) {
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
      Keyed<ExecutionSpans> built, TraceOverview overview, int partitions) {
    JavaSparkContext spark = built.context();
    List<ExecutionSpans> parents = new ArrayList<>(overview.parents());
    Shared<MapRunIndex> known = shared(spark, MapRunIndex.of(parents));
    Set<String> rivalled = Set.of();
    List<ExecutionSpans> runless = List.of();
    if (overview.hasChildren()) {
      MissingMapRunsStage.Signs signs = MissingMapRunsStage.signs(built, known);
      rivalled = signs.rivalled();
      runless = MissingMapRunsStage.executions(built, signs.runlessParents());
      parents.addAll(runless);
      if (!rivalled.isEmpty() || !runless.isEmpty()) {
        known = shared(spark, MapRunIndex.of(parents, Map.of(), rivalled));
      }
    }
    if (!overview.hasNested()) {
      return new NestedStage(null, known);
    }
    Keyed<NestedStarter.Question> questions =
        overview.isAsked() ? questions(built, partitions) : null;
    Keyed<NestedStarter> starters =
        starters(built, questions, spark.broadcast(arnsOf(runless))).persist();
    try {
      Keyed<NestedStart> told = null;
      // A ring, which only false input has, goes round without end, and comes back to where it was.
      Set<NestedRound.Outcome> outcomes = new HashSet<>(Set.of(new NestedRound().outcome()));
      boolean isNew = true;
      for (int i = 0; i < MAX_ROUNDS && isNew; i++) {
        told = tell(starters.joined(told, MOST_STARTS), known).sorted(partitions);
        NestedRound round = round(starters.joined(told, MOST_STARTS));
        isNew = outcomes.add(round.outcome());
        if (isNew) {
          known = shared(spark, MapRunIndex.of(parents, round.ofParents(), rivalled));
        }
      }
      return new NestedStage(told, known);
    } finally {
      starters.unpersist();
    }
  }

  private static Shared<MapRunIndex> shared(JavaSparkContext spark, MapRunIndex index) {
    return Shared.of(spark, index, MapRunIndex.CODEC);
  }

  private static Set<String> arnsOf(List<ExecutionSpans> executions) {
    return executions.stream()
        .map(one -> one.execution().arn())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What executions were told by those that started them, by their ARNs; null where none was. */
  public @Nullable Keyed<NestedStart> starts() {
    return starts;
  }

  /** The Map Runs of the archive, in which each has the root above its parent. */
  public Shared<MapRunIndex> mapRuns() {
    return mapRuns;
  }

  /**
   * The executions, each beside what it was told.
   *
   * @param built what this was made of
   */
  public JavaRDD<Joined<ExecutionSpans, NestedStart>> placed(Keyed<ExecutionSpans> built) {
    return built.joined(starts, MOST_STARTS);
  }

  /** What executions whose input names their starter ask it, by its ARN. */
  private static Keyed<NestedStarter.Question> questions(
      Keyed<ExecutionSpans> built, int partitions) {
    return built
        .readBy(PackedExecution.WITHOUT_SPANS)
        .walk(
            QUESTION,
            executions ->
                Iterators.stream(executions)
                    .flatMap(one -> question(one.unpack().execution()))
                    .iterator())
        .sorted(partitions);
  }

  private static Stream<Pair<NestedStarter.Question>> question(Execution execution) {
    String starter = execution.context().startedByArn();
    if (starter == null || starter.equals(execution.arn())) {
      return Stream.of();
    }
    NestedStarter.Question question =
        new NestedStarter.Question(
            execution.arn(), execution.startIsKnown() ? execution.startedAt() : null);
    return Stream.of(new Pair<>(starter, question));
  }

  /**
   * Each execution that hands something down, by its ARN.
   *
   * @param runless the ARNs of parents of which no Map Run is known
   */
  private static Keyed<NestedStarter> starters(
      Keyed<ExecutionSpans> built,
      @Nullable Keyed<NestedStarter.Question> questions,
      Broadcast<Set<String>> runless) {
    return Keyed.of(
        built.readBy(PackedExecution.ATTEMPTS).joined(questions),
        NestedStarter.CODEC,
        asked ->
            Iterators.stream(asked)
                .map(one -> starter(one, runless.value()))
                .filter(NestedStarter::handsDown)
                .map(starter -> new Pair<>(starter.execution().arn(), starter))
                .iterator());
  }

  private static NestedStarter starter(
      Joined<ExecutionSpans, NestedStarter.Question> asked, Set<String> runless) {
    NestedStarter starter = NestedStarter.of(asked.packed().unpack(), asked.others());
    return runless.contains(asked.key()) ? starter.asParent() : starter;
  }

  private static Keyed<NestedStart> tell(
      JavaRDD<Joined<NestedStarter, NestedStart>> starters, Shared<MapRunIndex> mapRuns) {
    return Keyed.of(
        starters,
        NestedStart.CODEC,
        ofTask -> {
          MapRunIndex index = mapRuns.unpack();
          return Iterators.stream(ofTask).flatMap(starter -> told(starter, index)).iterator();
        });
  }

  private static Stream<Pair<NestedStart>> told(
      Joined<NestedStarter, NestedStart> starter, MapRunIndex mapRuns) {
    return starter.packed().unpack().tell(mapRuns, starter.others()).entrySet().stream()
        .map(start -> new Pair<>(start.getKey(), start.getValue()));
  }

  private static NestedRound round(JavaRDD<Joined<NestedStarter, NestedStart>> starters) {
    NestedRound whole = new NestedRound();
    Keyed.summaries(starters, NestedRound.CODEC, NestedStage::roundOf).forEach(whole::add);
    return whole;
  }

  private static NestedRound roundOf(Iterator<Joined<NestedStarter, NestedStart>> starters) {
    NestedRound round = new NestedRound();
    starters.forEachRemaining(one -> round.add(one.packed().unpack(), one.others()));
    return round;
  }
}
