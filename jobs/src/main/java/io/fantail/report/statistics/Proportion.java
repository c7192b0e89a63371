package io.fantail.report.statistics;

/**
 * So many of so many independent trials.
 *
 * @param hits at most {@code count}
 * @param count at least one
 */
public record Proportion(long hits, long count) {
  public Proportion {
    if (count <= 0 || hits < 0 || hits > count) {
      throw new IllegalArgumentException(hits + " of " + count);
    }
  }

  public double share() {
    return (double) hits / count;
  }

  /** The share with its score interval (Wilson, J. Am. Stat. Assoc. 22, 1927, p. 209). */
  public Interval wilson(double confidence) {
    double z = NormalQuantile.ofConfidence(confidence);
    double share = share();
    double weight = 1 + z * z / count;
    double centre = (share + z * z / (2 * count)) / weight;
    double reach =
        z * Math.sqrt(share * (1 - share) / count + z * z / (4.0 * count * count)) / weight;
    return new Interval(
        share,
        hits == 0 ? 0 : Math.min(share, centre - reach),
        hits == count ? 1 : Math.max(share, centre + reach));
  }

  /**
   * The difference of two shares, this minus the other, by the method 10 of Newcombe (Stat. Med.
   * 17, 1998, p. 873), which takes Wilson's intervals together.
   */
  public Interval minus(Proportion other, double confidence) {
    return Mover.difference(wilson(confidence), other.wilson(confidence));
  }

  /** The p-value of this and the other being of one share: chi-squared, or exact for few. */
  public double pValueOfEqual(Proportion other) {
    return new StratifiedTables()
        .add(hits, count, other.count, hits + other.hits, count - hits + other.count - other.hits)
        .pValue();
  }
}
