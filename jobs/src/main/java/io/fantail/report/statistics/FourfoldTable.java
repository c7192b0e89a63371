package io.fantail.report.statistics;

import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * The counts of one stratum: who has a factor against who is a case (for example is in the tail).
 *
 * @param casesWith cases that have the factor
 * @param with all that have the factor
 * @param without all that lack it
 * @param cases all cases
 * @param others all that are no cases
 */
record FourfoldTable(long casesWith, long with, long without, long cases, long others) {
  private static final int COUNTS_OF_CHI_SQUARED = 5;

  FourfoldTable {
    if (with + without != cases + others) {
      throw new IllegalArgumentException(
          "margins of " + (with + without) + " and of " + (cases + others) + " are of one table");
    }
    long fewest = Math.max(0, cases - without);
    long most = Math.min(with, cases);
    if (with < 0 || without < 0 || others < 0 || casesWith < fewest || casesWith > most) {
      throw new IllegalArgumentException(
          casesWith + " cases with the factor, where the margins allow " + fewest + " to " + most);
    }
  }

  long total() {
    return with + without;
  }

  long casesWithout() {
    return cases - casesWith;
  }

  /** How many cases with the factor there would be if it made no difference. */
  double expected() {
    return (double) with * cases / total();
  }

  /** The variance of the number of cases with the factor, given the margins (hypergeometric). */
  double variance() {
    double n = total();
    return (with / n) * (without / n) * cases * others / (n - 1);
  }

  /** Whether the margins leave anything open. */
  boolean isInformative() {
    return with > 0 && without > 0 && cases > 0 && others > 0;
  }

  /** The fewest cases with the factor that the margins allow. */
  long fewestCasesWith() {
    return Math.max(0, cases - without);
  }

  /** The most cases with the factor that the margins allow. */
  long mostCasesWith() {
    return Math.min(with, cases);
  }

  /** Whether some expected count is too small for a chi-squared test (Cochran 1954). */
  boolean isSmall() {
    double least = (double) Math.min(with, without) * Math.min(cases, others) / total();
    return least < COUNTS_OF_CHI_SQUARED && total() <= Integer.MAX_VALUE;
  }

  /** The two-sided p-value of Fisher's exact test. */
  double fisherPValue() {
    int[][] counts = {
      {(int) casesWith, (int) (with - casesWith)},
      {(int) casesWithout(), (int) (without - casesWithout())}
    };
    return FisherExactTest.withDefaults().test(counts).getPValue();
  }

  /** The smallest p-value that Fisher's exact test can give with these margins. */
  double smallestFisherPValue() {
    return Math.min(
        withCases(fewestCasesWith()).fisherPValue(), withCases(mostCasesWith()).fisherPValue());
  }

  private FourfoldTable withCases(long casesWith) {
    return new FourfoldTable(casesWith, with, without, cases, others);
  }
}
