package io.fantail.report.tail;

import io.fantail.report.tail.child.TailChild;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps the slowest children of a Map Run; of those that took as long, the first by name. */
final class SlowestChildren {
  private static final Comparator<TailChild> SLOWEST_LAST =
      Comparator.comparing(TailChild::activeTime)
          .thenComparing(TailChild::executionArn, Comparator.reverseOrder());

  private final PriorityQueue<TailChild> kept = new PriorityQueue<>(SLOWEST_LAST);

  /** Takes a child along; returns the one that has no place any more, null where all have one. */
  @Nullable TailChild offer(TailChild child) {
    kept.add(child);
    return kept.size() > Places.SLOWEST ? kept.remove() : null;
  }

  /** Those that were kept, the slowest first. */
  List<TailChild> slowestFirst() {
    List<TailChild> children = new ArrayList<>(kept);
    children.sort(SLOWEST_LAST.reversed());
    return children;
  }
}
