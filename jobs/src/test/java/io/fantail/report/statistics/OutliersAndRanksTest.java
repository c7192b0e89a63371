package io.fantail.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OutliersAndRanksTest {
  /**
   * Mass spectrometer readings of a uranium isotope (Tietjen and Moore, Technometrics 14, 1972; the
   * example of NIST/SEMATECH e-Handbook, section 1.3.5.17.1): G = 2.4687 against 2.032 at 0.05.
   */
  @Test
  void grubbsOnReadingsOfUranium() {
    double[] readings = {199.31, 199.53, 200.19, 200.82, 201.92, 201.95, 202.18, 245.57};

    GrubbsTest test = GrubbsTest.ofLargest(readings);

    assertThat(test.place()).isEqualTo(7);
    assertThat(test.statistic()).isCloseTo(2.4687, within(1e-4));
    assertThat(GrubbsTest.criticalValue(8, 0.05)).isCloseTo(2.032, within(5e-4));
    assertThat(test.pValue()).isLessThan(0.01);
  }

  @Test
  void thePValueIsTheLevelAtTheCriticalValue() {
    double[] numbers = {1, 2, 3, 4, 5, 6, 9};
    GrubbsTest test = GrubbsTest.ofLargest(numbers);
    assertThat(GrubbsTest.criticalValue(7, test.pValue()))
        .isCloseTo(test.statistic(), within(1e-9));
  }

  @Test
  void nothingStandsOutOfEqualNumbers() {
    assertThat(GrubbsTest.ofLargest(new double[] {3, 3, 3})).isEqualTo(new GrubbsTest(0, 0, 1));
    assertThatThrownBy(() -> GrubbsTest.ofLargest(new double[] {1, 2}))
        .hasMessage("an outlier among 2 numbers");
  }

  /** Four against four can reach 2/70 = 0.029 at best, three against three 0.1. */
  @Test
  void mannWhitneyOfFewRuns() {
    assertThat(RankTests.mannWhitney(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8}))
        .isCloseTo(2 / 70.0, within(1e-12));
    assertThat(RankTests.mannWhitney(new double[] {1, 2, 3}, new double[] {5, 6, 7}))
        .isCloseTo(0.1, within(1e-12));
  }

  /**
   * Depression before and after a tranquilizer (Hollander and Wolfe, Nonparametric Statistical
   * Methods, 1973, p. 29): R's {@code wilcox.test(x, y, paired = TRUE)} gives V = 40, p = 0.03906.
   */
  @Test
  void wilcoxonOnDepressionScales() {
    double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    double[] differences = new double[before.length];
    for (int i = 0; i < before.length; i++) {
      differences[i] = before[i] - after[i];
    }
    assertThat(RankTests.wilcoxonSignedRank(differences)).isCloseTo(0.03906, within(5e-6));
    assertThat(RankTests.wilcoxonSignedRank(new double[4])).isEqualTo(1);
  }
}
