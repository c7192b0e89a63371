package io.fantail.trace;

import io.fantail.event.collected.WritingHistories;
import io.fantail.span.execution.ExecutionSpans;
import io.fantail.span.execution.PackedExecution;
import io.fantail.spark.Packed;
import io.fantail.spark.Pair;
import io.fantail.trace.link.TraceOverview;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The executions of one task as they are built, and behind them what was seen of them. */
final class BuildingWalk implements Iterator<Packed<?>> {
  /** The key of what was seen, among those of executions; no ARN. */
  static final String LOOK_KEY = "";

  private final Iterator<Pair<ExecutionSpans>> executions;
  private final @Nullable WritingHistories histories;
  private final TraceOverview overview = new TraceOverview();
  private boolean isOver;

  /**
   * Begins.
   *
   * @param histories of which the executions are built; null where nobody writes them
   */
  BuildingWalk(Iterator<Pair<ExecutionSpans>> executions, @Nullable WritingHistories histories) {
    this.executions = executions;
    this.histories = histories;
  }

  @Override
  public boolean hasNext() {
    return !isOver;
  }

  @Override
  public Packed<?> next() {
    if (isOver) {
      throw new NoSuchElementException();
    }
    try {
      return executions.hasNext() ? nextExecution() : lookAtAll();
    } catch (RuntimeException failure) {
      if (histories != null) {
        histories.discard(failure);
      }
      throw failure;
    }
  }

  private Packed<?> nextExecution() {
    Pair<ExecutionSpans> next = executions.next();
    overview.add(next.value());
    return Packed.of(next, PackedExecution.WHOLE);
  }

  private Packed<?> lookAtAll() {
    isOver = true;
    FirstLook look =
        histories == null
            ? new FirstLook(overview, 0, List.of())
            : new FirstLook(overview, histories.duplicates(), histories.close());
    return Packed.of(new Pair<>(LOOK_KEY, look), FirstLook.CODEC);
  }
}
