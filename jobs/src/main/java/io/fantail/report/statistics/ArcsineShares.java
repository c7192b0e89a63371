package io.fantail.report.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares shares of several runs on each side: Welch's test of the arcsine of the square root of
 * each run's share, whose variance hardly depends on the share (Freeman and Tukey, Ann. Math. Stat.
 * 21, 1950, p. 607).
 *
 * @param difference of the first minus the second side's mean share, with its interval
 * @param ratio of the first to the second side's typical share, with its interval, which ends at 0
 *     or infinity where a share of 0 cannot be excluded; null where all shares are 0
 * @param pValue two-sided
 */
public record ArcsineShares(Interval difference, @Nullable Interval ratio, double pValue) {

  /**
   * Compares the shares of runs, from 0 to 1, at least two on each side.
   *
   * @param confidence of the intervals
   */
  public static ArcsineShares of(double[] first, double[] second, double confidence) {
    MeanAndVariance angles = MeanAndVariance.of(angles(first));
    MeanAndVariance others = MeanAndVariance.of(angles(second));
    WelchTest test = WelchTest.of(angles, others, confidence);
    double ofMeans = MeanAndVariance.of(first).mean() - MeanAndVariance.of(second).mean();
    return of(ofMeans, angles.mean() + others.mean(), test.difference(), test.pValue());
  }

  /**
   * Compares the shares of two parts of the same runs, pair by pair: what a run has more than
   * others of both does not count.
   *
   * @param first of each run, at least two
   * @param second of the same runs
   */
  public static ArcsineShares ofPairs(double[] first, double[] second, double confidence) {
    double[] angles = angles(first);
    double[] others = angles(second);
    double[] differences = new double[angles.length];
    double sum = 0;
    double ofMeans = 0;
    for (int i = 0; i < angles.length; i++) {
      differences[i] = angles[i] - others[i];
      sum += (angles[i] + others[i]) / angles.length;
      ofMeans += (first[i] - second[i]) / angles.length;
    }
    PairedTest test = PairedTest.of(MeanAndVariance.of(differences), confidence);
    return of(ofMeans, sum, test.mean(), test.pValue());
  }

  private static ArcsineShares of(double ofMeans, double sum, Interval angle, double pValue) {
    double low = difference(sum, angle.low());
    double high = difference(sum, angle.high());
    return new ArcsineShares(
        new Interval(Math.max(low, Math.min(high, ofMeans)), low, high),
        sum == 0
            ? null
            : new Interval(
                ratio(sum, angle.estimate()), ratio(sum, angle.low()), ratio(sum, angle.high())),
        pValue);
  }

  private static double[] angles(double[] shares) {
    return Arrays.stream(shares).map(share -> Math.asin(Math.sqrt(share))).toArray();
  }

  /** sin²x − sin²y from the sum and the difference of x and y. */
  private static double difference(double sum, double angle) {
    return Math.sin(allowing(sum, angle)) * Math.sin(possible(angle));
  }

  private static double ratio(double sum, double angle) {
    double first = Math.sin((allowing(sum, angle) + possible(angle)) / 2);
    double second = Math.sin((allowing(sum, angle) - possible(angle)) / 2);
    return second == 0 ? Double.POSITIVE_INFINITY : first * first / (second * second);
  }

  /** What difference two angles from 0 to a right one can have. */
  private static double possible(double angle) {
    return Math.max(-Math.PI / 2, Math.min(Math.PI / 2, angle));
  }

  /**
   * The sum that is nearest of those that two angles with that difference can have. Cutting the
   * difference to what the sum allows would leave next to nothing of the interval of shares near 0.
   */
  private static double allowing(double sum, double angle) {
    double least = Math.abs(possible(angle));
    return Math.max(least, Math.min(Math.PI - least, sum));
  }
}
