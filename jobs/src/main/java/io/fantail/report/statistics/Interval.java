package io.fantail.report.statistics;

import java.io.Serializable;

/**
 * An estimate with its confidence interval, all three in the same unit.
 *
 * @param low at most the estimate
 * @param high at least the estimate
 */
public record Interval(double estimate, double low, double high) implements Serializable {
  public Interval {
    if (!(low <= estimate && estimate <= high)) {
      throw new IllegalArgumentException(
          "an interval from " + low + " to " + high + " around " + estimate);
    }
  }

  /** Whether a value lies in the interval, its ends included. */
  public boolean covers(double value) {
    return low <= value && value <= high;
  }

  /** The interval of {@code e} raised to the value: of logarithms the interval of a ratio. */
  public Interval exp() {
    return new Interval(Math.exp(estimate), Math.exp(low), Math.exp(high));
  }

  /** The interval of the natural logarithm of a value that is above 0. */
  public Interval log() {
    return new Interval(Math.log(estimate), Math.log(low), Math.log(high));
  }
}
