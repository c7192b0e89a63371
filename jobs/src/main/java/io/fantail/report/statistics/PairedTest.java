package io.fantail.report.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of differences of pairs, and whether it is 0 (Student, Biometrika 6, 1908, p. 1).
 *
 * @param mean of the differences, with its interval
 * @param pValue two-sided
 */
public record PairedTest(Interval mean, double pValue) {

  /**
   * Tests differences.
   *
   * @param confidence of the interval
   */
  public static PairedTest of(MeanAndVariance differences, double confidence) {
    double mean = differences.mean();
    double error = Math.sqrt(differences.errorSquared());
    if (error == 0) {
      return new PairedTest(new Interval(mean, mean, mean), mean == 0 ? 1 : 0);
    }
    TDistribution t = TDistribution.of((double) (differences.count() - 1));
    double reach = t.inverseSurvivalProbability((1 - confidence) / 2) * error;
    return new PairedTest(
        new Interval(mean, mean - reach, mean + reach),
        2 * t.survivalProbability(Math.abs(mean) / error));
  }
}
