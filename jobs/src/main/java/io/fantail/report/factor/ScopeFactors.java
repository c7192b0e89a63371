package io.fantail.report.factor;

import io.fantail.report.trait.FactorKind;
import io.fantail.report.trait.Scope;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * What the tests of one scope came to.
 *
 * @param children that were compared
 * @param tailChildren of these, those in the tail of their Map Run
 * @param excessMs what these took beyond the median of their Map Run, all together
 * @param onset since when more are slow; null where no moment stands out
 * @param ofChildren the tests within Map Runs
 * @param ofRuns the tests between them
 * @param note what holds for all; null where there is nothing to say
 */
public record ScopeFactors(
    Scope scope,
    long children,
    long tailChildren,
    double excessMs,
    @Nullable Onset onset,
    TestFamily ofChildren,
    TestFamily ofRuns,
    @Nullable String note) {
  private static final double POWER = 0.8;

  static ScopeFactors of(
      Scope scope,
      TraitCounts counts,
      @Nullable Onset onset,
      List<Tested> ofChildren,
      List<Tested> ofRuns,
      @Nullable String note) {
    return new ScopeFactors(
        scope,
        counts.children(),
        counts.tail(),
        counts.excessMs(),
        onset,
        TestFamily.of(ofChildren),
        TestFamily.of(ofRuns),
        note);
  }

  /**
   * The smallest ratio that would have been found with four chances in five, by the normal
   * approximation of two shares; null where none could.
   */
  @Nullable Double detectableRatio(Tested tested) {
    double with = tested.childrenWith();
    double without = children - with;
    double share = (double) tailChildren / children;
    if (with <= 0 || without <= 0 || share <= 0 || tested.kind() == FactorKind.RUN) {
      return null;
    }
    NormalDistribution standard = NormalDistribution.of(0, 1);
    double reach =
        standard.inverseSurvivalProbability(ChildTests.LEVEL / 2 / ofChildren.pValues().length)
            + standard.inverseCumulativeProbability(POWER);
    double ratio = 1 + reach * Math.sqrt((1 - share) / share * (1 / with + 1 / without));
    return ratio * share > 1 ? null : (Double) ratio;
  }
}
