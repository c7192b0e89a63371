package io.fantail.report.statistics;

/**
 * The share of all cases that would not be cases if the factor made no difference (Miettinen, Am.
 * J. Epidemiol. 99, 1974, p. 325).
 */
public final class AttributableFraction {
  private AttributableFraction() {}

  /**
   * The fraction: share of the cases that have the factor, times {@code (RR - 1) / RR}. It is below
   * 0 where the factor protects.
   *
   * @param casesWith cases that have the factor
   * @param cases all cases, at least one
   * @param riskRatio above 0
   */
  public static double of(long casesWith, long cases, double riskRatio) {
    if (cases <= 0 || casesWith < 0 || casesWith > cases || !(riskRatio > 0)) {
      throw new IllegalArgumentException(
          casesWith + " of " + cases + " cases at a risk ratio of " + riskRatio);
    }
    return (double) casesWith / cases * (riskRatio - 1) / riskRatio;
  }
}
