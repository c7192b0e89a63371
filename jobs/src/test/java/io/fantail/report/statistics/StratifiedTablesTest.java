package io.fantail.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StratifiedTablesTest {
  /** The cells of a table: cases with, others with, cases without, others without the factor. */
  private static StratifiedTables tables(long[]... cells) {
    StratifiedTables tables = new StratifiedTables();
    for (long[] cell : cells) {
      tables.add(
          cell[0], cell[0] + cell[1], cell[2] + cell[3], cell[0] + cell[2], cell[1] + cell[3]);
    }
    return tables;
  }

  private static long[] cells(long... counts) {
    return counts;
  }

  /**
   * Admissions to Berkeley by sex and department (Bickel, Hammel and O'Connell, Science 187, 1975);
   * R's {@code mantelhaen.test(UCBAdmissions)} prints X-squared = 1.4269, p-value = 0.2323.
   */
  @Test
  void admissionsToBerkeley() {
    StratifiedTables admitted =
        tables(
            cells(512, 313, 89, 19),
            cells(353, 207, 17, 8),
            cells(120, 205, 202, 391),
            cells(138, 279, 131, 244),
            cells(53, 138, 94, 299),
            cells(22, 351, 24, 317));

    assertThat(admitted.chiSquared()).isCloseTo(1.4269, within(5e-5));
    assertThat(admitted.pValue()).isCloseTo(0.2323, within(5e-5));
    assertThat(admitted.informativeStrata()).isEqualTo(6);
  }

  /**
   * Penicillin for rabbits (Agresti, Categorical Data Analysis, 1990, p. 231-237): three of five
   * strata tell something; R's {@code mantelhaen.test(Rabbits)} prints X-squared = 3.9286, p-value
   * = 0.04747.
   */
  @Test
  void penicillinForRabbits() {
    StratifiedTables cured =
        tables(
            cells(0, 6, 0, 5),
            cells(3, 3, 0, 6),
            cells(6, 0, 2, 4),
            cells(5, 1, 6, 0),
            cells(2, 0, 5, 0));

    assertThat(cured.chiSquared()).isCloseTo(3.9286, within(5e-5));
    assertThat(cured.pValue()).isCloseTo(0.04747, within(5e-6));
    assertThat(cured.informativeStrata()).isEqualTo(3);
  }

  /**
   * Deaths under tolbutamide by age in the trial of the University Group Diabetes Program, 1970, as
   * worked in Rothman and Greenland, Modern Epidemiology, 2nd edition, 1998, chapter 15: risk ratio
   * 1.33, variance of its logarithm 0.0671, 95 % interval 0.80 to 2.20.
   */
  @Test
  void deathsUnderTolbutamide() {
    Interval ratio =
        Objects.requireNonNull(tables(cells(8, 98, 5, 115), cells(22, 76, 16, 69)).riskRatio(0.95));

    assertThat(ratio.estimate()).isCloseTo(1.33, within(0.005));
    assertThat(ratio.low()).isCloseTo(0.80, within(0.005));
    assertThat(ratio.high()).isCloseTo(2.20, within(0.005));
    double error = Math.log(ratio.high() / ratio.low()) / 2 / 1.959964;
    assertThat(error * error).isCloseTo(0.0671, within(5e-5));
  }

  /**
   * Nine tables of responders to two treatments, 148 and 132 patients (Döhler, Durand and Roquain,
   * Electron. J. Stat. 12, 2018; the toy example of R's package DiscreteFDR): Fisher's p-values,
   * and Tarone's smallest ones, which are the first of each support. Digits from scipy 1.17.
   */
  @Test
  void smallestPValuesOfNineTables() {
    int[][] responders = {{4, 0}, {2, 0}, {2, 1}, {14, 3}, {6, 2}, {9, 1}, {4, 2}, {0, 2}, {1, 2}};
    double[] pValues = {
      0.12476691,
      0.49984639,
      1,
      0.01243145,
      0.28849298,
      0.02126871,
      0.68723229,
      0.22135177,
      0.60329543
    };
    double[] smallest = {
      0.04820493,
      0.22135177,
      0.10350982,
      0.00000157,
      0.00217386,
      0.00044980,
      0.01032437,
      0.22135177,
      0.10350982
    };
    for (int i = 0; i < responders.length; i++) {
      int first = responders[i][0];
      int second = responders[i][1];
      StratifiedTables table = tables(cells(first, 148 - first, second, 132 - second));
      if (first + second < 10) {
        assertThat(table.pValue()).isCloseTo(pValues[i], within(1e-8));
        assertThat(table.smallestReachablePValue()).isCloseTo(smallest[i], within(1e-8));
      }
      FourfoldTable exact =
          new FourfoldTable(first, 148, 132, first + second, 280L - first - second);
      assertThat(exact.fisherPValue()).isCloseTo(pValues[i], within(1e-8));
      assertThat(exact.smallestFisherPValue()).isCloseTo(smallest[i], within(1e-8));
    }
  }

  /**
   * With all expected counts at 5 or above one table is tested by chi-squared; digits from scipy.
   */
  @Test
  void oneLargeTableIsTestedByChiSquared() {
    StratifiedTables large = tables(cells(14, 134, 3, 129));

    assertThat(large.chiSquared()).isCloseTo(5.1033815, within(1e-7));
    assertThat(large.pValue()).isCloseTo(0.0238792, within(1e-7));
  }

  @Test
  void noPValueIsBelowTheSmallestReachable() {
    Random random = new Random(16);
    for (int round = 0; round < 2_000; round++) {
      StratifiedTables tables = new StratifiedTables();
      for (int stratum = 0; stratum <= random.nextInt(4); stratum++) {
        int with = random.nextInt(12);
        int without = random.nextInt(30);
        int casesWith = random.nextInt(with + 1);
        int cases = casesWith + random.nextInt(without + 1);
        tables.add(casesWith, with, without, cases, with + without - cases);
      }
      assertThat(tables.pValue()).isBetween(tables.smallestReachablePValue() * (1 - 1e-12), 1.0);
    }
  }

  @Test
  void noStratumTellsNothing() {
    for (StratifiedTables nothing :
        new StratifiedTables[] {
          new StratifiedTables(),
          tables(cells(0, 0, 0, 0)),
          tables(cells(3, 4, 0, 0), cells(0, 0, 5, 1)),
          tables(cells(0, 5, 0, 6))
        }) {
      assertThat(nothing.pValue()).isEqualTo(1);
      assertThat(nothing.smallestReachablePValue()).isEqualTo(1);
      assertThat(nothing.chiSquared()).isZero();
      assertThat(nothing.riskRatio(0.95)).isNull();
    }
  }

  @Test
  void aRatioOverNothingIsNotKnown() {
    assertThat(tables(cells(5, 5, 0, 90)).riskRatio(0.95)).isNull();
    assertThat(tables(cells(0, 10, 9, 81)).riskRatio(0.95)).isNull();
  }

  @Test
  void countsThatAreNoTableAreRefused() {
    StratifiedTables tables = new StratifiedTables();
    assertThatThrownBy(() -> tables.add(1, 5, 5, 4, 7)).hasMessageContaining("margins");
    assertThatThrownBy(() -> tables.add(5, 4, 6, 5, 5)).hasMessageContaining("0 to 4");
    assertThatThrownBy(() -> tables.add(0, 8, 2, 5, 5)).hasMessageContaining("3 to 5");
  }

  /** Half of the cases have what doubles the risk: a quarter of the cases is due to it. */
  @Test
  void attributableFraction() {
    assertThat(AttributableFraction.of(50, 100, 2)).isEqualTo(0.25);
    assertThat(AttributableFraction.of(50, 100, 1)).isZero();
    assertThat(AttributableFraction.of(50, 100, 0.5)).isEqualTo(-0.5);
    assertThatThrownBy(() -> AttributableFraction.of(0, 0, 2)).hasMessageContaining("0 of 0");
  }

  @Test
  void tellsACauseFromWhatOnlyCasesLackWhereNoRatioIsKnown() {
    StratifiedTables cause = new StratifiedTables().add(5, 20, 80, 5, 95);
    StratifiedTables lacking = new StratifiedTables().add(0, 80, 20, 5, 95).add(7, 90, 0, 7, 83);

    assertThat(cause.riskRatio(0.95)).isNull();
    assertThat(cause.areCasesOnlyWithIt()).isTrue();
    assertThat(lacking.riskRatio(0.95)).isNull();
    assertThat(lacking.areCasesOnlyWithIt()).isFalse();
  }
}
