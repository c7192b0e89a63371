package io.fantail.report.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Asks of 2 × 2 tables, one per stratum, whether a factor and being a case belong together within
 * the strata, and by how much: the test of Cochran, Mantel and Haenszel (Mantel and Haenszel, J.
 * Natl. Cancer Inst. 22, 1959, p. 719), the risk ratio of Mantel and Haenszel with the interval of
 * Greenland and Robins (Biometrics 41, 1985, p. 55), and the smallest p-value that the margins
 * allow (Tarone, Biometrics 46, 1990, p. 515). Holds sums, so it is as small as before after any
 * number of strata.
 */
public final class StratifiedTables {
  private static final ChiSquaredDistribution ONE_DEGREE = ChiSquaredDistribution.of(1);
  private static final double CONTINUITY = 0.5;

  private double excess;
  private double variance;
  private double mostExcess;
  private double mostDeficit;

  private double riskWith;
  private double riskWithout;
  private double riskVariance;

  private int informative;
  private @Nullable FourfoldTable lastInformative;

  /**
   * Adds a stratum. One in which nobody or everybody has the factor, or is a case, changes nothing.
   *
   * @param casesWith cases that have the factor ({@code a})
   * @param with all that have the factor ({@code n1})
   * @param without all that lack it ({@code n0})
   * @param cases all cases ({@code m1})
   * @param others all that are no cases ({@code m0})
   * @return this
   */
  public StratifiedTables add(long casesWith, long with, long without, long cases, long others) {
    FourfoldTable table = new FourfoldTable(casesWith, with, without, cases, others);
    if (table.total() == 0 || with == 0 || without == 0) {
      return this;
    }
    addRisk(table);
    if (table.isInformative()) {
      addTest(table);
    }
    return this;
  }

  private void addTest(FourfoldTable table) {
    excess += table.casesWith() - table.expected();
    variance += table.variance();
    mostExcess += table.mostCasesWith() - table.expected();
    mostDeficit += table.expected() - table.fewestCasesWith();
    informative++;
    lastInformative = table;
  }

  private void addRisk(FourfoldTable table) {
    double n = table.total();
    riskWith += table.casesWith() * (table.without() / n);
    riskWithout += table.casesWithout() * (table.with() / n);
    riskVariance +=
        table.cases() * (table.with() / n) * (table.without() / n)
            - table.casesWith() * (table.casesWithout() / n);
  }

  /** How many strata the test rests on. */
  public int informativeStrata() {
    return informative;
  }

  /**
   * The statistic of Cochran, Mantel and Haenszel with continuity correction, chi-squared with one
   * degree of freedom where factor and cases are independent; 0 where no stratum tells anything.
   */
  public double chiSquared() {
    return chiSquared(excess);
  }

  private double chiSquared(double difference) {
    double corrected = Math.max(0, Math.abs(difference) - CONTINUITY);
    return variance == 0 ? 0 : corrected * corrected / variance;
  }

  /**
   * The two-sided p-value: by chi-squared, or by Fisher's exact test where there is one informative
   * stratum and one of its expected counts is below 5. It is 1 where no stratum tells anything.
   */
  public double pValue() {
    FourfoldTable exact = onlySmallTable();
    return exact == null
        ? ONE_DEGREE.survivalProbability(chiSquared())
        : Math.min(1, exact.fisherPValue());
  }

  /**
   * The smallest p-value that any data with the margins of these strata could reach. A test whose
   * smallest is above the level asked for need not be done and is not counted among those done
   * (Tarone 1990).
   */
  public double smallestReachablePValue() {
    FourfoldTable exact = onlySmallTable();
    return exact == null
        ? ONE_DEGREE.survivalProbability(chiSquared(Math.max(mostExcess, mostDeficit)))
        : Math.min(1, exact.smallestFisherPValue());
  }

  private @Nullable FourfoldTable onlySmallTable() {
    FourfoldTable last = lastInformative;
    return informative == 1 && last != null && last.isSmall() ? last : null;
  }

  /** Whether of those who are side by side in a stratum only such with the factor are cases. */
  public boolean areCasesOnlyWithIt() {
    return riskWith > 0 && riskWithout <= 0;
  }

  /**
   * How many times as likely to be a case one is with the factor as without it, over all strata;
   * null where that is not known, as there are no cases with or none without the factor.
   *
   * @param confidence of the interval, for example 0.95
   */
  public @Nullable Interval riskRatio(double confidence) {
    if (riskWith <= 0 || riskWithout <= 0) {
      return null;
    }
    double log = Math.log(riskWith / riskWithout);
    double reach =
        NormalQuantile.ofConfidence(confidence)
            * Math.sqrt(Math.max(0, riskVariance) / (riskWith * riskWithout));
    return new Interval(log, log - reach, log + reach).exp();
  }
}
