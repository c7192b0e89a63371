package io.fantail.report.statistics;

import java.util.Arrays;

/**
 * What a test of means asks of numbers.
 *
 * @param count how many there are, at least two
 * @param mean their arithmetic mean
 * @param variance their variance, with {@code count - 1} in the denominator
 */
public record MeanAndVariance(long count, double mean, double variance) {
  public MeanAndVariance {
    if (count < 2) {
      throw new IllegalArgumentException("a variance of " + count + " numbers");
    }
  }

  public static MeanAndVariance of(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElse(0);
    double squares = Arrays.stream(numbers).map(one -> (one - mean) * (one - mean)).sum();
    return new MeanAndVariance(numbers.length, mean, squares / (numbers.length - 1));
  }

  /** The square of the standard error of the mean. */
  double errorSquared() {
    return variance / count;
  }
}
