package io.fantail.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedRankTestTest {
  private static final double CONFIDENCE = 0.95;

  /**
   * Depression scores of nine patients before and after a tranquilizer: Hollander and Wolfe,
   * Nonparametric Statistical Methods, 1973, examples 3.1 to 3.3 (pp. 29, 34, 36): of signed ranks
   * the positive ones add up to 5, P = 0.020 on one side, the estimate is -0.46, and the interval
   * of 96.1 % reaches from -0.786 to -0.010.
   */
  @Test
  void depressionScoresOfHollanderAndWolfe() {
    double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    double[] differences = new double[before.length];
    Arrays.setAll(differences, patient -> after[patient] - before[patient]);

    SignedRankTest test = SignedRankTest.of(differences, CONFIDENCE).orElseThrow();

    assertThat(test.location().estimate()).isCloseTo(-0.46, within(1e-9));
    assertThat(test.location().low()).isCloseTo(-0.786, within(1e-9));
    assertThat(test.location().high()).isCloseTo(-0.010, within(1e-9));
    assertThat(test.pValue()).isCloseTo(20 / 512.0, within(1e-9));
  }

  /**
   * Darwin's maize, crossed minus self-fertilised plants, in eighths of an inch (Fisher, The Design
   * of Experiments, 1935, section 17): the negative ranks add up to 24 of 120.
   */
  @Test
  void heightsOfDarwinsMaize() {
    double[] eighths = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};

    SignedRankTest test = SignedRankTest.of(eighths, CONFIDENCE).orElseThrow();

    assertThat(test.pValue()).isCloseTo(0.0413, within(5e-5));
    assertThat(test.location().low()).isPositive();
  }

  /**
   * Wilcoxon, Biometrics Bulletin 1, 1945, p. 80, table II: of seven pairs a sum of 2 or less has P
   * = 0.047. Further rows: Wilcoxon and Wilcox, Some Rapid Approximate Statistical Procedures,
   * 1964, table 2, at 5 % on both sides.
   */
  @ParameterizedTest
  @CsvSource({
    "6, 0", "7, 2", "8, 3", "9, 5", "10, 8", "11, 10", "12, 13", "13, 17", "14, 21", "15, 25",
    "16, 29", "17, 34", "18, 40", "19, 46", "20, 52", "21, 58", "22, 65", "23, 73", "24, 81",
    "25, 89"
  })
  void criticalSumsAreThoseOfWilcoxonsTables(int pairs, long sum) {
    assertThat(SignedRankTest.criticalSum(pairs, CONFIDENCE)).isEqualTo(sum);
  }

  /** Where the normal distribution begins to be taken, it says the same. */
  @Test
  void manyPairsGoOnWhereFewEnd() {
    long few = SignedRankTest.criticalSum(60, CONFIDENCE);
    long many = SignedRankTest.criticalSum(61, CONFIDENCE);
    assertThat(many - few).isBetween(18L, 25L);
  }

  @Test
  void averagesOfPairsHaveTheRanksThatTheyHaveWhenAllAreMade() {
    Random random = new Random(5);
    for (int count = 1; count < 40; count++) {
      double[] numbers = new double[count];
      // Many are equal.
      Arrays.setAll(numbers, one -> random.nextInt(9) - 4);
      List<Double> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        for (int j = i; j < count; j++) {
          all.add((numbers[i] + numbers[j]) / 2);
        }
      }
      all.sort(null);
      SignedRankTest.WalshAverages averages = new SignedRankTest.WalshAverages(numbers);
      assertThat(averages.count()).isEqualTo(all.size());
      for (int rank = 1; rank <= all.size(); rank++) {
        assertThat(averages.ofRank(rank)).isCloseTo(all.get(rank - 1), within(1e-9));
      }
      double middle = (all.get((all.size() - 1) / 2) + all.get(all.size() / 2)) / 2;
      assertThat(SignedRankTest.location(numbers)).isCloseTo(middle, within(1e-9));
    }
  }

  @Test
  void fewAndEqualDifferences() {
    assertThat(SignedRankTest.leastCount(CONFIDENCE)).isEqualTo(6);
    assertThat(SignedRankTest.of(new double[5], CONFIDENCE)).isEmpty();
    SignedRankTest none = SignedRankTest.of(new double[6], CONFIDENCE).orElseThrow();
    assertThat(none.location()).isEqualTo(new Interval(0, 0, 0));
    assertThat(none.pValue()).isOne();
    double[] ones = new double[200];
    Arrays.fill(ones, 1);
    SignedRankTest sure = SignedRankTest.of(ones, CONFIDENCE).orElseThrow();
    assertThat(sure.location()).isEqualTo(new Interval(1, 1, 1));
    assertThat(sure.pValue()).isLessThan(1e-9);
  }

  @Test
  void hundredThousandsAreNoMatter() {
    Random random = new Random(1);
    double[] differences = random.doubles(200_000).map(one -> one - 0.4).toArray();
    SignedRankTest test = SignedRankTest.of(differences, CONFIDENCE).orElseThrow();
    assertThat(test.location().covers(0.1)).isTrue();
    assertThat(test.location().high() - test.location().low()).isLessThan(0.01);
  }
}
