package io.fantail.sample.simulation;

import io.fantail.sample.layout.ArchiveSink;
import io.fantail.sample.model.ModelEvent;
import io.fantail.sample.world.ExecutionName;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Puts the events of executions that run at once into order of time; holds only the open ones. */
final class EventOrder {
  private final ArchiveSink sink;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparingLong((Pending p) -> p.event.at()).thenComparingLong(p -> p.number));
  private long numbers;

  EventOrder(ArchiveSink sink) {
    this.sink = sink;
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
      sink.event(next.execution, next.event);
      next = pending.peek();
    }
  }

  void releaseAll() {
    releaseBefore(Long.MAX_VALUE);
  }

  private record Pending(ExecutionName execution, ModelEvent event, long number) {}
}
