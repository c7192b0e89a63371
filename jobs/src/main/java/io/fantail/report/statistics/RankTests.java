package io.fantail.report.statistics;

import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/** Tests that look at the order of numbers only, whatever their distribution. */
public final class RankTests {
  private RankTests() {}

  /**
   * The two-sided p-value of two groups being alike (Mann and Whitney, Ann. Math. Stat. 18, 1947,
   * p. 50); exact for few numbers without ties.
   */
  public static double mannWhitney(double[] first, double[] second) {
    return MannWhitneyUTest.withDefaults().test(first, second).getPValue();
  }

  /**
   * The two-sided p-value of differences of pairs lying around 0 (Wilcoxon, Biometrics Bulletin 1,
   * 1945, p. 80); exact for few differences without ties. It is 1 where all are 0.
   */
  public static double wilcoxonSignedRank(double[] differences) {
    for (double difference : differences) {
      if (difference != 0) {
        return WilcoxonSignedRankTest.withDefaults().test(differences).getPValue();
      }
    }
    return 1;
  }
}
