package io.fantail.report.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference of two means whose variances may differ (Welch, Biometrika 34, 1947, p. 28), with
 * the degrees of freedom of Satterthwaite (Biometrics Bulletin 2, 1946, p. 110).
 *
 * @param difference of the means, with its interval
 * @param degrees of freedom; infinite where neither side varies
 * @param pValue two-sided
 */
public record WelchTest(Interval difference, double degrees, double pValue) {

  /**
   * Compares the mean of the first with that of the second.
   *
   * @param confidence of the interval of the first minus the second
   */
  public static WelchTest of(MeanAndVariance first, MeanAndVariance second, double confidence) {
    double difference = first.mean() - second.mean();
    double squared = first.errorSquared() + second.errorSquared();
    if (squared == 0) {
      return new WelchTest(
          new Interval(difference, difference, difference),
          Double.POSITIVE_INFINITY,
          difference == 0 ? 1 : 0);
    }
    double degrees = squared * squared / (square(first) + square(second));
    TDistribution t = TDistribution.of(degrees);
    double error = Math.sqrt(squared);
    double reach = t.inverseSurvivalProbability((1 - confidence) / 2) * error;
    return new WelchTest(
        new Interval(difference, difference - reach, difference + reach),
        degrees,
        2 * t.survivalProbability(Math.abs(difference) / error));
  }

  /** Compares the means of numbers, at least two on each side. */
  public static WelchTest of(double[] first, double[] second, double confidence) {
    return of(MeanAndVariance.of(first), MeanAndVariance.of(second), confidence);
  }

  private static double square(MeanAndVariance side) {
    return side.errorSquared() * side.errorSquared() / (side.count() - 1);
  }
}
