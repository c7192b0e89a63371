package io.fantail.report.warning;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Makes the rows of the table {@code warnings}: of each day and kind the worst. */
public final class Warnings implements Iterator<Warning> {
  private static final int MOST_OF_KIND = 50;

  private final Iterator<Iterator<WarningPart>> groups;
  private final PriorityQueue<Warning> worst = new PriorityQueue<>(Warning.WORST_FIRST.reversed());
  private final Queue<Warning> ready = new ArrayDeque<>();
  private @Nullable WarningKey kind;

  /**
   * Warns of what was counted.
   *
   * @param groups parts of equal keys, in the order of these; those of one are used up before the
   *     next are asked for
   */
  public Warnings(Iterator<Iterator<WarningPart>> groups) {
    this.groups = groups;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && groups.hasNext()) {
      WarningSum whole = WarningSum.of(groups.next());
      if (kind != null && !kind.isBeside(whole.key())) {
        release();
      }
      kind = whole.key();
      Warning warning = WarningRule.of(whole);
      if (warning != null) {
        worst.add(warning);
      }
      if (worst.size() > MOST_OF_KIND) {
        worst.remove();
      }
    }
    if (ready.isEmpty()) {
      release();
    }
    return !ready.isEmpty();
  }

  private void release() {
    ready.addAll(worst.stream().sorted(Warning.WORST_FIRST).toList());
    worst.clear();
  }

  @Override
  public Warning next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
