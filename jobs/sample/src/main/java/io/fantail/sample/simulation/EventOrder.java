package io.fantail.sample.simulation;

import io.fantail.sample.model.ModelEvent;
import io.fantail.sample.world.ExecutionName;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/** Puts the events of executions that run at once into order of time; holds only the open ones. */
final class EventOrder {
  private final BiConsumer<ExecutionName, ModelEvent> audience;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparingLong((Pending p) -> p.event.at()).thenComparingLong(p -> p.number));
  private long numbers;

  EventOrder(BiConsumer<ExecutionName, ModelEvent> audience) {
    this.audience = audience;
  }

  void add(ExecutionName execution, List<ModelEvent> events) {
    for (ModelEvent event : events) {
      pending.add(new Pending(execution, event, numbers++));
    }
  }

  /** Releases what lies before the time, when nothing earlier can come any more. */
  void releaseBefore(long at) {
    Pending next = pending.peek();
    while (next != null && next.event.at() < at) {
      pending.remove();
      audience.accept(next.execution, next.event);
      next = pending.peek();
    }
  }

  void releaseAll() {
    releaseBefore(Long.MAX_VALUE);
  }

  private record Pending(ExecutionName execution, ModelEvent event, long number) {}
}
