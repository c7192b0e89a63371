package io.fantail.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {
  private static void assertInterval(Interval found, double low, double high, double error) {
    assertThat(found.low()).isCloseTo(low, within(error));
    assertThat(found.high()).isCloseTo(high, within(error));
  }

  /**
   * The eight examples of Newcombe (Stat. Med. 17, 1998, table II, method 10), which are MOVER on
   * Wilson's intervals (Zou and Donner 2008).
   */
  @Test
  void differencesOfProportions() {
    double[][] examples = {
      {56, 70, 48, 80, 0.0524, 0.3339},
      {9, 10, 3, 10, 0.1705, 0.8090},
      {6, 7, 2, 7, 0.0582, 0.8062},
      {5, 56, 0, 29, -0.0381, 0.1926},
      {0, 10, 0, 20, -0.1611, 0.2775},
      {0, 10, 0, 10, -0.2775, 0.2775},
      {10, 10, 0, 20, 0.6791, 1.0000},
      {10, 10, 0, 10, 0.6075, 1.0000}
    };
    for (double[] example : examples) {
      Proportion first = new Proportion((long) example[0], (long) example[1]);
      Proportion second = new Proportion((long) example[2], (long) example[3]);
      assertInterval(first.minus(second, 0.95), example[4], example[5], 5e-5);
    }
  }

  /** 81 of 263 (Newcombe, Stat. Med. 17, 1998, p. 857, table I, method 3). */
  @Test
  void wilsonsInterval() {
    assertInterval(new Proportion(81, 263).wilson(0.95), 0.2553, 0.3662, 5e-5);
    assertInterval(new Proportion(15, 148).wilson(0.95), 0.0624, 0.1605, 5e-5);
    assertInterval(new Proportion(0, 20).wilson(0.95), 0, 0.1611, 5e-5);
    assertInterval(new Proportion(1, 29).wilson(0.95), 0.0061, 0.1718, 5e-5);
  }

  /**
   * The difference of the logarithms of two lognormal means, on the charges of Zhou, Gao and Hui
   * (Biometrics 53, 1997, p. 1129: n = 119 and 106, means of logarithms 9.06694 and 8.69306,
   * variances 1.82426 and 2.69187), by the limits of Zou, Taleban and Huo (Comput. Stat. Data Anal.
   * 53, 2009, p. 3755), computed apart with scipy 1.17.
   */
  @Test
  void ratioOfLognormalMeans() {
    Interval first = new Interval(9.97907, 9.668146524520111, 10.354208342919124);
    Interval second = new Interval(10.038995, 9.60522098011557, 10.589666865456351);

    assertInterval(Mover.difference(first, second), -0.6923116784, 0.5135631661, 1e-9);
    Interval ratio = Mover.ratio(first.exp(), second.exp());
    assertThat(ratio.estimate()).isCloseTo(0.9418351686, within(1e-9));
    assertInterval(ratio, 0.5004179256, 1.6712354880, 1e-9);
  }

  @Test
  void thePValueOfADifferenceAgreesWithItsInterval() {
    assertThat(Mover.pValue(new Interval(1, 0, 9), 0.95)).isCloseTo(0.05, within(1e-9));
    assertThat(Mover.pValue(new Interval(-1, -9, 0), 0.95)).isCloseTo(0.05, within(1e-9));
    assertThat(Mover.pValue(new Interval(1, 0.1, 2), 0.95)).isLessThan(0.05);
    assertThat(Mover.pValue(new Interval(0, -1, 1), 0.95)).isEqualTo(1);
    assertThat(Mover.pValue(new Interval(2, 2, 2), 0.95)).isZero();
  }

  /** Hahn and Meeker 1991, section 5.2: ranks by the binomial distribution; digits from scipy. */
  @Test
  void ranksOfQuantiles() {
    assertThat(QuantileRanks.of(100, 0.5, 0.95)).contains(new QuantileRanks(40, 61));
    assertThat(QuantileRanks.of(1_000, 0.95, 0.95)).contains(new QuantileRanks(936, 964));
    assertThat(QuantileRanks.of(1_000_000, 0.999, 0.95))
        .hasValueSatisfying(ranks -> assertThat(ranks.low()).isBetween(998_900L, 999_000L));
  }

  @Test
  void fewValuesHaveNoIntervalOfAHighQuantile() {
    double[] quantiles = {0.95, 0.99, 0.999, 0.05, 0.5};
    long[] least = {72, 368, 3_688, 72, 6};
    for (int i = 0; i < quantiles.length; i++) {
      assertThat(QuantileRanks.leastCount(quantiles[i], 0.95)).isEqualTo(least[i]);
      assertThat(QuantileRanks.of(least[i], quantiles[i], 0.95)).isPresent();
      assertThat(QuantileRanks.of(least[i] - 1, quantiles[i], 0.95)).isEmpty();
    }
    assertThat(QuantileRanks.of(0, 0.5, 0.95)).isEmpty();
  }

  @Test
  void ranksCoverTheQuantileAsOftenAsTheySay() {
    Random random = new Random(31);
    int covered = 0;
    for (int round = 0; round < 1_000; round++) {
      double[] values = random.doubles(200).sorted().toArray();
      Interval p95 =
          QuantileRanks.of(200, 0.95, 0.95)
              .orElseThrow()
              .around(values[189], rank -> values[(int) rank - 1]);
      covered += p95.covers(0.95) ? 1 : 0;
    }
    assertThat(covered).isBetween(945, 980);
  }

  /**
   * Mileage of cars from the USA and from Japan, unequal variances (NIST/SEMATECH e-Handbook of
   * Statistical Methods, section 1.3.5.3): T = -12.94627 with 136.8750 degrees of freedom, from
   * means and standard deviations of five digits.
   */
  @Test
  void mileageOfCars() {
    WelchTest test =
        WelchTest.of(
            new MeanAndVariance(249, 20.14458, 6.41470 * 6.41470),
            new MeanAndVariance(79, 30.48101, 6.10771 * 6.10771),
            0.95);

    assertThat(test.degrees()).isCloseTo(136.8750, within(5e-4));
    double reach = test.difference().high() - test.difference().estimate();
    double t = test.difference().estimate() / (reach / 1.9774473);
    assertThat(t).isCloseTo(-12.94627, within(1e-4));
    assertThat(test.pValue()).isCloseTo(1.5709e-25, within(1e-28));
  }

  /**
   * Hours of sleep that two drugs added for ten patients (Student 1908, p. 20): R's {@code
   * t.test(extra ~ group, data = sleep, paired = TRUE)} prints t = -4.0621, p-value = 0.002833, 95
   * percent confidence interval -2.4598858 to -0.7001142.
   */
  @Test
  void sleepOfStudentsPatients() {
    double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    double[] differences = new double[first.length];
    Arrays.setAll(differences, patient -> first[patient] - second[patient]);

    PairedTest test = PairedTest.of(MeanAndVariance.of(differences), 0.95);

    assertThat(test.pValue()).isCloseTo(0.002833, within(5e-7));
    assertInterval(test.mean(), -2.4598858, -0.7001142, 5e-8);
    assertThat(PairedTest.of(MeanAndVariance.of(new double[3]), 0.95).pValue()).isEqualTo(1);
  }

  @Test
  void sidesThatDoNotVaryDifferOrNot() {
    assertThat(WelchTest.of(new double[] {2, 2}, new double[] {1, 1, 1}, 0.95).pValue()).isZero();
    assertThat(WelchTest.of(new double[] {1, 1}, new double[] {1, 1, 1}, 0.95).pValue())
        .isEqualTo(1);
  }

  @Test
  void sharesOfRunsThatDifferCoverTheirRatio() {
    Random random = new Random(5);
    int covered = 0;
    int found = 0;
    for (int round = 0; round < 400; round++) {
      ArcsineShares shares =
          ArcsineShares.of(shares(random, 0.06, 6), shares(random, 0.03, 6), 0.95);
      covered += shares.ratio() != null && shares.ratio().covers(2) ? 1 : 0;
      found += shares.difference().low() > 0 ? 1 : 0;
    }
    assertThat(covered).isBetween(370, 395);
    assertThat(found).isGreaterThan(300);
  }

  private static double[] shares(Random random, double share, int runs) {
    double[] shares = new double[runs];
    Arrays.setAll(
        shares,
        run ->
            random
                    .doubles(1_000)
                    .filter(one -> one < share * (1 + 0.1 * random.nextGaussian()))
                    .count()
                / 1_000.0);
    return shares;
  }

  @Test
  void sharesOfNothingHaveNoRatio() {
    ArcsineShares none = ArcsineShares.of(new double[3], new double[3], 0.95);
    assertThat(none.ratio()).isNull();
    assertThat(none.pValue()).isEqualTo(1);
    ArcsineShares some = ArcsineShares.of(new double[] {0.1, 0.2, 0.1}, new double[3], 0.95);
    assertThat(Objects.requireNonNull(some.ratio()).high()).isInfinite();
    assertThat(some.difference().low()).isPositive();
  }
}
