package io.fantail.report.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Asks whether the largest of some normally distributed numbers stands out (Grubbs, Technometrics
 * 11, 1969, p. 1; one-sided).
 *
 * @param place where the largest stands
 * @param statistic how many standard deviations it is above the mean; 0 where none varies
 * @param pValue that the largest of so many is so large, at most 1
 */
public record GrubbsTest(int place, double statistic, double pValue) {
  private static final int FEWEST = 3;

  /** Tests the largest of at least three numbers. */
  public static GrubbsTest ofLargest(double[] numbers) {
    int n = numbers.length;
    if (n < FEWEST) {
      throw new IllegalArgumentException("an outlier among " + n + " numbers");
    }
    int place = 0;
    for (int i = 1; i < n; i++) {
      place = numbers[i] > numbers[place] ? i : place;
    }
    MeanAndVariance all = MeanAndVariance.of(numbers);
    if (all.variance() == 0) {
      return new GrubbsTest(place, 0, 1);
    }
    double g = (numbers[place] - all.mean()) / Math.sqrt(all.variance());
    double left = (n - 1.0) * (n - 1.0) - n * g * g;
    double pValue =
        left <= 0
            ? 0
            : n
                * TDistribution.of(n - 2)
                    .survivalProbability(Math.sqrt(n * (n - 2) * g * g / left));
    return new GrubbsTest(place, g, Math.min(1, pValue));
  }

  /**
   * What the statistic of {@code count} numbers has to exceed for a p-value below {@code level}.
   */
  public static double criticalValue(int count, double level) {
    double t = TDistribution.of(count - 2).inverseSurvivalProbability(level / count);
    return (count - 1) / Math.sqrt(count) * Math.sqrt(t * t / (count - 2 + t * t));
  }
}
