package io.fantail.report.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps a sample of bounded size in which the larger are likelier to be, with weights that make
 * sums over it unbiased: priority sampling (Duffield, Lund and Thorup, J. ACM 54(6), 2007, article
 * 32). Each has the priority {@code size / u} with u in (0, 1), the k with the greatest are kept,
 * and stand for {@code max(size, tau) / size} each, where tau is the priority after these.
 *
 * <p>In the place of chance stands the {@link UnitHash} of a name, so the sample is the same every
 * time and in whatever order it is offered. A size below 1 counts as 1, so that what has none can
 * be in the sample too.
 */
public final class PrioritySample<T> {
  private static final double LEAST_SIZE = 1;

  private record Candidate<T>(T item, String name, double size, double priority) {}

  private final int most;
  private final PriorityQueue<Candidate<T>> kept =
      new PriorityQueue<>(
          Comparator.comparingDouble((Candidate<T> one) -> one.priority())
              .thenComparing(Candidate::name));

  /**
   * Makes an empty sample.
   *
   * @param most how many to keep, at least 0
   */
  public PrioritySample(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("a sample of " + most);
    }
    this.most = most;
  }

  /**
   * Keeps this one, or not.
   *
   * @param name what tells it apart from all others, for example an ARN
   * @param size how much it weighs, for example its active milliseconds
   */
  public void offer(T item, String name, double size) {
    double counted = Math.max(size, LEAST_SIZE);
    double priority = counted / UnitHash.of(name);
    Candidate<T> least = kept.peek();
    boolean isFull = kept.size() > most;
    if (isFull && least != null && priority < least.priority) {
      return;
    }
    kept.add(new Candidate<>(item, name, counted, priority));
    if (isFull) {
      kept.remove();
    }
  }

  /** The priority above which all were kept; 0 where everything was. */
  public double threshold() {
    Candidate<T> least = kept.peek();
    return least == null || kept.size() <= most ? 0 : least.priority();
  }

  /** What was kept, the greatest priority first. */
  public List<Weighted<T>> sample() {
    double threshold = threshold();
    List<Candidate<T>> ordered = new ArrayList<>(kept);
    ordered.sort(kept.comparator().reversed());
    return ordered.stream()
        .limit(most)
        .map(one -> new Weighted<>(one.item, Math.max(one.size, threshold) / one.size))
        .toList();
  }
}
