package io.fantail.report.tail.summary;

import io.fantail.shape.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The little of slow children that is said when a command ends. */
public final class TailSummary {
  /** As many of the slowest children are told of. */
  public static final int MOST_CHILDREN = 10;

  private static final int MOST_GROUPS = 5;

  private static final Comparator<SlowChild> SLOWEST_FIRST =
      Comparator.comparing(SlowChild::activeTime).reversed().thenComparing(SlowChild::executionArn);

  private static final Comparator<SlowGroup> WORST_FIRST =
      Comparator.comparingDouble((SlowGroup group) -> group.figures().lostMs())
          .reversed()
          .thenComparing(SlowGroup::stateMachineName)
          .thenComparing(SlowGroup::day);

  private final List<SlowChild> slowest = new ArrayList<>();
  private final List<SlowGroup> groups = new ArrayList<>();

  /** Adds a slow child; only the slowest are kept. */
  public void add(SlowChild child) {
    add(slowest, child, SLOWEST_FIRST, MOST_CHILDREN);
  }

  /** Adds a label of a day; only the worst are kept. */
  public void add(SlowGroup group) {
    add(groups, group, WORST_FIRST, MOST_GROUPS);
  }

  private static <T> void add(List<T> sorted, T one, Comparator<T> order, int most) {
    if (sorted.size() == most && order.compare(sorted.get(most - 1), one) <= 0) {
      return;
    }
    sorted.add(one);
    sorted.sort(order);
    if (sorted.size() > most) {
      sorted.remove(most);
    }
  }

  public static TailSummary shape(Fields<TailSummary> fields) {
    TailSummary summary = new TailSummary();
    summary.slowest.addAll(fields.list(TailSummary::slowest, SlowChild::shape));
    summary.groups.addAll(fields.list(TailSummary::groups, SlowGroup::shape));
    return summary;
  }

  /** The slowest children, ten at most, the slowest first. */
  public List<SlowChild> slowest() {
    return slowest;
  }

  /** The labels and days whose slow children lost most time, five at most, the worst first. */
  public List<SlowGroup> groups() {
    return groups;
  }
}
