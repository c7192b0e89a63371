package io.fantail.trace;

import io.fantail.event.HistoryEvent;
import io.fantail.event.collected.History;
import io.fantail.event.collected.WritingHistories;
import io.fantail.event.durable.DurableExecutionArn;
import io.fantail.span.Span;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import io.fantail.spark.parquet.ValueFiles;
import io.fantail.trace.lambda.AttemptWindow;
import io.fantail.trace.lambda.LambdaLink;
import io.fantail.trace.link.NestedStarter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * The spans of each execution by its ARN, sorted and partitioned as the histories are; what
 * connects executions is not known yet. The walk along the histories that builds them may write
 * their events, too: to bring the events of an execution together costs more than to build its
 * spans.
 */
public final class BuildStage {
  private final Keyed<ExecutionSpans> all;

  private BuildStage(Keyed<ExecutionSpans> all) {
    this.all = all.persist();
  }

  /**
   * Builds the spans of executions that are wanted.
   *
   * @param hours executions that started then are wanted; of others only those that started a Map
   *     Run or an execution, for their children, and the attempts whose functions may have run
   *     beside those of the wanted ones: their invocations are nobody else's
   * @param durables gains one or more where there is a durable execution of Lambda, which is passed
   *     over here: see {@link io.fantail.span.durable.DurableStage}
   * @param events into which the histories are written on their way; null where nobody has to write
   *     them
   */
  public static BuildStage of(
      JavaRDD<History> histories,
      WantedSlots hours,
      LongAccumulator durables,
      @Nullable ValueFiles<HistoryEvent> events) {
    return new BuildStage(
        Keyed.ofPacked(
            histories,
            PackedExecution.WHOLE,
            ofTask -> {
              if (events == null) {
                return new BuildingWalk(build(ofTask, hours, durables), null);
              }
              WritingHistories written =
                  new WritingHistories(ofTask, events.open(TaskContext.getPartitionId()));
              return new BuildingWalk(build(written, hours, durables), written);
            }));
  }

  /** The wanted executions, by their ARNs. */
  private static Iterator<Pair<ExecutionSpans>> build(
      Iterator<History> histories, WantedSlots hours, LongAccumulator durables) {
    return Iterators.stream(histories).flatMap(one -> build(one, hours, durables)).iterator();
  }

  private static Stream<Pair<ExecutionSpans>> build(
      History history, WantedSlots hours, LongAccumulator durables) {
    if (DurableExecutionArn.isOne(history.executionArn())) {
      durables.add(1);
      return Stream.of();
    }
    ExecutionSpans built = ExecutionSpans.of(history);
    if (hours.contains(history.slot()) || hasChildren(built)) {
      return Stream.of(new Pair<>(history.executionArn(), built));
    }
    ExecutionSpans wanted = hours.isEmpty() ? null : invoker(built, hours.start());
    return wanted == null ? Stream.of() : Stream.of(new Pair<>(history.executionArn(), wanted));
  }

  /** Nothing of an execution that invoked no function on the days that are wanted, or later. */
  private static @Nullable ExecutionSpans invoker(ExecutionSpans built, Instant wantedFrom) {
    List<Span> invoking =
        built.spans().stream()
            .filter(LambdaLink::mayHaveRun)
            .filter(attempt -> !AttemptWindow.of(attempt).latest().isBefore(wantedFrom))
            .toList();
    if (invoking.isEmpty()) {
      return null;
    }
    List<Span> kept = new ArrayList<>(invoking);
    kept.add(0, built.spans().get(0));
    return new ExecutionSpans(built.execution(), kept, List.of());
  }

  private static boolean hasChildren(ExecutionSpans built) {
    return !built.mapRuns().isEmpty() || built.spans().stream().anyMatch(NestedStarter::isStart);
  }

  /** Builds everything; what comes later finds it built. */
  public FirstLook look() {
    return FirstLook.sumOf(all.summaries(FirstLook.CODEC, BuildStage::lookOf));
  }

  private static FirstLook lookOf(Iterator<Packed<ExecutionSpans>> ofTask) {
    List<FirstLook> looks = new ArrayList<>();
    while (ofTask.hasNext()) {
      Packed<ExecutionSpans> next = ofTask.next();
      if (next.key().equals(BuildingWalk.LOOK_KEY)) {
        looks.add(next.unpackBy(FirstLook.CODEC));
      }
    }
    return FirstLook.sumOf(looks);
  }

  public Keyed<ExecutionSpans> executions() {
    return all.withKeys(key -> !key.equals(BuildingWalk.LOOK_KEY));
  }

  /** Lets go of all that was built. */
  public void unpersist() {
    all.unpersist();
  }
}
