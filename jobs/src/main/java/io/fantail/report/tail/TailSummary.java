package io.fantail.report.tail;

import io.fantail.report.factor.TailFactor;
import io.fantail.shape.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The little of slow children that is said when a command ends. */
public final class TailSummary {
  private static final int SHOWN = 10;
  private static final int MOST_CAUSES = 50;

  private static final Comparator<SlowChild> SLOWEST_FIRST =
      Comparator.comparing(SlowChild::activeTime).reversed().thenComparing(SlowChild::executionArn);

  private static final Comparator<Cause> WORST_FIRST =
      Comparator.comparingDouble(Cause::explainedMs)
          .reversed()
          .thenComparing(Cause::stateMachineName)
          .thenComparing(Cause::factor)
          .thenComparing(Cause::value);

  private final List<SlowChild> slowest = new ArrayList<>();
  private final List<Cause> causes = new ArrayList<>();
  private long factorsTested;

  void add(Straggler straggler) {
    add(slowest, SlowChild.of(straggler), SLOWEST_FIRST, SHOWN);
  }

  void add(TailFactor factor) {
    factorsTested++;
    if (factor.isFinding()) {
      add(causes, Cause.of(factor), WORST_FIRST, MOST_CAUSES);
    }
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
    summary.causes.addAll(fields.list(TailSummary::causes, Cause::shape));
    summary.factorsTested = fields.whole(TailSummary::factorsTested);
    return summary;
  }

  /** The slowest children, ten at most, the slowest first. */
  public List<SlowChild> slowest() {
    return slowest;
  }

  /** What stands out, that which explains most first. */
  public List<Cause> causes() {
    return causes;
  }

  /** How many factors were shown, those that stand out among them. */
  public long factorsTested() {
    return factorsTested;
  }
}
