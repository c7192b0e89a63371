package io.fantail.report.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** How many standard errors a two-sided interval reaches to each side. */
final class NormalQuantile {
  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private NormalQuantile() {}

  /** Of a confidence of 0.95 these are 1.96. */
  static double ofConfidence(double confidence) {
    return STANDARD.inverseSurvivalProbability((1 - confidence) / 2);
  }

  /** The two-sided p-value of an estimate that lies so many standard errors away. */
  static double pValue(double standardErrors) {
    return 2 * STANDARD.survivalProbability(Math.abs(standardErrors));
  }
}
