package io.fantail.report.statistics;

/**
 * Makes the interval of a difference or ratio from the intervals of two independent estimates: the
 * method of variance estimates recovery (Zou and Donner, Stat. Med. 27, 2008, p. 1693). It needs no
 * variances and keeps intervals lopsided that are so.
 */
public final class Mover {
  private Mover() {}

  /** The interval of the first minus the second. */
  public static Interval difference(Interval first, Interval second) {
    double difference = first.estimate() - second.estimate();
    return new Interval(
        difference,
        difference - Math.hypot(first.estimate() - first.low(), second.high() - second.estimate()),
        difference + Math.hypot(first.high() - first.estimate(), second.estimate() - second.low()));
  }

  /** The interval of the first over the second, both above 0, made on logarithms. */
  public static Interval ratio(Interval first, Interval second) {
    return difference(first.log(), second.log()).exp();
  }

  /**
   * The two-sided p-value of a difference: the limit on the side of 0 is taken to be as many
   * standard errors away as the confidence says.
   *
   * @param difference the interval of a difference, or of the logarithm of a ratio
   * @param confidence of that interval
   */
  public static double pValue(Interval difference, double confidence) {
    double estimate = difference.estimate();
    if (estimate == 0) {
      return 1;
    }
    double reach = estimate > 0 ? estimate - difference.low() : difference.high() - estimate;
    return reach == 0
        ? 0
        : NormalQuantile.pValue(estimate / reach * NormalQuantile.ofConfidence(confidence));
  }
}
