package io.fantail.report.tail;

import io.fantail.report.statistics.PrioritySample;
import io.fantail.report.statistics.Weighted;
import io.fantail.report.tail.TraceSample.Reason;
import io.fantail.report.tail.child.TailChild;
import io.fantail.shape.Millis;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the children of one Map Run that stand for all, within a budget of spans: those that
 * failed, the slowest and the one that ended last for themselves, the others by priority sampling.
 * Where the failed alone would take more than half of the budget, they are sampled too.
 */
final class RunSample {
  /** So many of the slowest are in it for themselves. */
  static final int SLOWEST = 20;

  /** Some of those that are neither slow nor failed are wanted however large the budget is. */
  private static final long LEAST_SAMPLED = 50;

  private final KnownRun run;
  private final boolean isWanted;
  private final List<TraceSample> certain = new ArrayList<>();
  private final PrioritySample<TailChild> failed;
  private final PrioritySample<TailChild> others;

  /**
   * Begins.
   *
   * @param budget spans that the sample should have at most; 0 for no sample
   */
  RunSample(KnownRun run, long budget) {
    this.run = run;
    this.isWanted = budget > 0;
    double spansOfChild = Math.max(1, (double) run.spans() / run.children());
    long most = (long) (budget / spansOfChild);
    long mostFailed = Math.min(run.failed(), Math.max(most / 2, LEAST_SAMPLED));
    long mostOthers = Math.max(most - mostFailed - SLOWEST - 1, LEAST_SAMPLED);
    this.failed = new PrioritySample<>((int) mostFailed);
    this.others = new PrioritySample<>((int) mostOthers);
  }

  void add(TailChild child, boolean isSlowest) {
    if (!isWanted) {
      return;
    }
    String arn = child.executionArn();
    if (child.hasFailed()) {
      failed.offer(child, arn, 1);
    } else if (isSlowest) {
      certain.add(sample(child, 1, Reason.SLOW));
    } else if (arn.equals(run.lastArn())) {
      certain.add(sample(child, 1, Reason.CRITICAL_PATH));
    } else {
      others.offer(child, arn, Millis.of(child.activeTime()));
    }
  }

  List<TraceSample> chosen() {
    List<TraceSample> all = new ArrayList<>(certain);
    for (Weighted<TailChild> one : failed.sample()) {
      all.add(sample(one.item(), one.weight(), Reason.FAILED));
    }
    for (Weighted<TailChild> one : others.sample()) {
      all.add(sample(one.item(), one.weight(), Reason.SAMPLED));
    }
    return all;
  }

  private TraceSample sample(TailChild child, double weight, Reason reason) {
    return new TraceSample(
        run.run().day(),
        run.run().mapRunArn(),
        child.executionArn(),
        weight,
        reason,
        child.spans());
  }
}
