package io.fantail.span.durable;

import io.fantail.archive.history.DurableEventType;
import io.fantail.event.collected.History;
import io.fantail.event.collected.HistoryPart;
import io.fantail.event.collected.HistoryStage;
import io.fantail.event.durable.DurableExecutionArn;
import io.fantail.shape.Slot;
import io.fantail.spark.Iterators;
import io.fantail.spark.Keyed;
import io.fantail.spark.Pair;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;

/** Histories of durable executions to what they come to, one execution at a time. */
public final class DurableStage {
  private static final String INVOCATION = DurableEventType.INVOCATION_COMPLETED.awsName();

  private DurableStage() {}

  /** The UTC hours in which invocations of durable executions ended: they may wait for a year. */
  public static Set<Slot> invocationSlots(Keyed<HistoryPart> historyParts) {
    return histories(historyParts)
        .flatMap(
            history ->
                history.events().stream()
                    .filter(event -> INVOCATION.equals(event.type()))
                    .map(event -> Slot.of(event.at()).number())
                    .iterator())
        .distinct()
        .collect()
        .stream()
        .map(Slot::ofNumber)
        .collect(Collectors.toSet());
  }

  private static JavaRDD<History> histories(Keyed<HistoryPart> historyParts) {
    return HistoryStage.histories(historyParts.withKeys(DurableExecutionArn::isOne));
  }

  /**
   * The durable executions by their ARN, sorted and partitioned as the histories are.
   *
   * @param historyParts of all executions, of which those of Step Functions are left out
   */
  public static Keyed<DurableExecution> executions(Keyed<HistoryPart> historyParts) {
    return Keyed.of(
        histories(historyParts),
        DurableExecution.CODEC,
        ofTask ->
            Iterators.map(
                ofTask, history -> new Pair<>(history.executionArn(), DurableWalk.walk(history))));
  }
}
