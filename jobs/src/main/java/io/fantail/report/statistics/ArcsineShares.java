package io.fantail.report.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares shares of several runs on each side: Welch's test of the arcsine of the square root of
 * each run's share, whose variance hardly depends on the share (Freeman and Tukey, Ann. Math. Stat.
 * 21, 1950, p. 607).
 *
 * @param difference of the first minus the second side's typical share, with its interval
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
    return of(angles.mean() + others.mean(), test.difference(), test.pValue());
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
    for (int i = 0; i < angles.length; i++) {
      differences[i] = angles[i] - others[i];
      sum += (angles[i] + others[i]) / angles.length;
    }
    PairedTest test = PairedTest.of(MeanAndVariance.of(differences), confidence);
    return of(sum, test.mean(), test.pValue());
  }

  private static ArcsineShares of(double sum, Interval angle, double pValue) {
    return new ArcsineShares(
        new Interval(
            difference(sum, angle.estimate()),
            difference(sum, angle.low()),
            difference(sum, angle.high())),
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
    return Math.sin(sum) * Math.sin(within(sum, angle));
  }

  private static double ratio(double sum, double angle) {
    double first = Math.sin((sum + within(sum, angle)) / 2);
    double second = Math.sin((sum - within(sum, angle)) / 2);
    return second == 0 ? Double.POSITIVE_INFINITY : first * first / (second * second);
  }

  /**
   * Cuts a difference of angles to what two angles from 0 to a right one with that sum can have.
   */
  private static double within(double sum, double angle) {
    double most = Math.min(sum, Math.PI - sum);
    return Math.max(-most, Math.min(most, angle));
  }
}
