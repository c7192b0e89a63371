package io.fantail.report.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where differences of pairs lie, whatever their distribution is, as long as it is alike on both
 * sides of its middle: the estimate of Hodges and Lehmann with the interval of Tukey, which has the
 * differences that Wilcoxon's signed ranks do not tell from it (Hollander and Wolfe, Nonparametric
 * Statistical Methods, 1973, sections 3.1 to 3.3).
 *
 * @param location of the differences, with its interval
 * @param pValue of its being 0, two-sided; equal differences are allowed for
 */
public record SignedRankTest(Interval location, double pValue) {
  /** From so many on the sum of ranks is as good as normal. */
  private static final int MANY = 60;

  /**
   * Tests differences; empty where they are less than {@link #leastCount}.
   *
   * @param confidence of the interval, for example 0.95
   */
  public static Optional<SignedRankTest> of(double[] differences, double confidence) {
    if (differences.length < leastCount(confidence)) {
      return Optional.empty();
    }
    WalshAverages averages = new WalshAverages(differences);
    long beyond = criticalSum(differences.length, confidence);
    double median = averages.median();
    return Optional.of(
        new SignedRankTest(
            new Interval(
                median,
                Math.min(median, averages.ofRank(beyond + 1)),
                Math.max(median, averages.ofRank(averages.count() - beyond))),
            RankTests.wilcoxonSignedRank(differences)));
  }

  /** The typical difference alone, of one or more. */
  public static double location(double[] differences) {
    return new WalshAverages(differences).median();
  }

  /** From how many differences on there is an interval: six at 95 %. */
  public static int leastCount(double confidence) {
    return (int) Math.ceil(1 - Math.log(1 - confidence) / Math.log(2));
  }

  /**
   * The largest sum of ranks that is so small that chance alone makes it, or one as large on the
   * other side, no more often than the confidence leaves.
   *
   * @param count of the differences, at least {@link #leastCount}
   */
  static long criticalSum(int count, double confidence) {
    double tail = (1 - confidence) / 2;
    if (count > MANY) {
      double pairs = (double) count * (count + 1);
      double deviation = Math.sqrt(pairs * (2.0 * count + 1) / 24);
      double reach = NormalQuantile.ofConfidence(confidence) * deviation;
      return (long) Math.floor(pairs / 4 - reach - 0.5);
    }
    // Each rank is added or not, each as likely.
    double[] chances = new double[count * (count + 1) / 2 + 1];
    chances[0] = 1;
    for (int rank = 1; rank <= count; rank++) {
      for (int sum = chances.length - 1; sum >= 0; sum--) {
        chances[sum] = (chances[sum] + (sum < rank ? 0 : chances[sum - rank])) / 2;
      }
    }
    int sum = 0;
    for (double below = chances[0]; below + chances[sum + 1] <= tail; below += chances[sum]) {
      sum++;
    }
    return sum;
  }

  /**
   * The averages of all pairs of numbers, each number paired with itself, too (Walsh, Ann. Math.
   * Stat. 20, 1949, p. 64). Their median is the location of numbers that lie alike on both sides of
   * it (Hodges and Lehmann, Ann. Math. Stat. 34, 1963, p. 598). They are counted, and never all
   * made.
   */
  static final class WalshAverages {
    /** A number of some rank is found this closely. */
    private static final double CLOSE = 1e-12;

    private final double[] ascending;

    WalshAverages(double[] numbers) {
      this.ascending = numbers.clone();
      Arrays.sort(ascending);
    }

    long count() {
      return (long) ascending.length * (ascending.length + 1) / 2;
    }

    double median() {
      long lower = (count() + 1) / 2;
      double first = ofRank(lower);
      return count() % 2 == 1 ? first : (first + ofRank(lower + 1)) / 2;
    }

    /**
     * The average of a rank.
     *
     * @param rank from 1, ascending
     */
    double ofRank(long rank) {
      double below = ascending[0];
      double found = ascending[ascending.length - 1];
      if (atMost(below) >= rank) {
        return below;
      }
      while (found - below > CLOSE) {
        double middle = below + (found - below) / 2;
        if (atMost(middle) >= rank) {
          found = middle;
        } else {
          below = middle;
        }
      }
      return found;
    }

    /** How many averages are no larger. */
    private long atMost(double limit) {
      long count = 0;
      int last = ascending.length - 1;
      for (int first = 0; first <= last; first++) {
        while (last >= first && ascending[first] + ascending[last] > 2 * limit) {
          last--;
        }
        count += last - first + 1;
      }
      return count;
    }
  }
}
