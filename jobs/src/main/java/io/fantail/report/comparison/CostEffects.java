package io.fantail.report.comparison;

import io.fantail.report.statistics.WelchTest;
import java.util.List;
import java.util.Objects;

/**
 * Compares what an execution costs on average. Costs are known of whole Map Runs, so each run
 * counts as one value: Welch's t on the logarithms.
 */
final class CostEffects {
  private final double confidence;

  CostEffects(double confidence) {
    this.confidence = confidence;
  }

  Effect of(Side base, Side against) {
    ComparedRuns runs = ComparedRuns.of(Figure.COST, base, against);
    if (!runs.areEnough() || !areAboveNothing(runs.base()) || !areAboveNothing(runs.against())) {
      return Effect.none(
          "An interval of cost needs three Map Runs on each side that cost something.");
    }
    return Effect.of(
        WelchTest.of(logarithms(runs.against()), logarithms(runs.base()), confidence), runs);
  }

  private static boolean areAboveNothing(List<Measured> runs) {
    return runs.stream().allMatch(run -> Objects.requireNonNull(run.cost()) > 0);
  }

  private static double[] logarithms(List<Measured> runs) {
    return runs.stream().mapToDouble(run -> Math.log(Objects.requireNonNull(run.cost()))).toArray();
  }
}
