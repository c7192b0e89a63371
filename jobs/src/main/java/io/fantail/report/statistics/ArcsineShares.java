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
    double sum = angles.mean() + others.mean();
    Interval angle = test.difference();
    return new ArcsineShares(
        new Interval(
            difference(sum, angle.estimate()),
            difference(sum, angle.low()),
            difference(sum, angle.high())),
        sum == 0
            ? null
            : new Interval(
                ratio(sum, angle.estimate()), ratio(sum, angle.low()), ratio(sum, angle.high())),
        test.pValue());
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
