package io.fantail.report.statistics;

import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The ranks between which a quantile of independent values lies, whatever their distribution: how
 * many of n values are below the quantile q is binomial (n, q) (Hahn and Meeker, Statistical
 * Intervals, 1991, section 5.2.1; David and Nagaraja, Order Statistics, 2003, section 7.1).
 *
 * @param low the rank of the lower end, from 1
 * @param high the rank of the upper end, at most the number of values
 */
public record QuantileRanks(long low, long high) {

  /**
   * The ranks of a two-sided interval; empty where there is none, as with less than {@link
   * #leastCount} values even the largest is not above the quantile often enough.
   *
   * @param count of the values
   * @param quantile above 0 and below 1
   * @param confidence for example 0.95
   */
  public static Optional<QuantileRanks> of(long count, double quantile, double confidence) {
    if (count <= 0) {
      return Optional.empty();
    }
    double tail = (1 - confidence) / 2;
    BinomialDistribution below = BinomialDistribution.of(Math.toIntExact(count), quantile);
    long low = below.inverseCumulativeProbability(tail);
    long high = below.inverseSurvivalProbability(tail) + 1L;
    return low >= 1 && high <= count ? Optional.of(new QuantileRanks(low, high)) : Optional.empty();
  }

  /**
   * From how many values on a two-sided interval exists: at 95 % these are 72 for the 95th
   * percentile, 368 for the 99th and 3,688 for the 99.9th.
   */
  public static long leastCount(double quantile, double confidence) {
    double tail = (1 - confidence) / 2;
    return (long) Math.ceil(Math.log(tail) / Math.log(Math.max(quantile, 1 - quantile)));
  }

  /**
   * The interval itself.
   *
   * @param estimate of the quantile, from the same values
   * @param valueOfRank the value at a rank from 1, ascending
   */
  public Interval around(double estimate, LongToDoubleFunction valueOfRank) {
    return new Interval(estimate, valueOfRank.applyAsDouble(low), valueOfRank.applyAsDouble(high));
  }
}
