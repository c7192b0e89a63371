package io.fantail.report.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Turns p-values of many tests into q-values: to call those with {@code q <= x} findings lets a
 * share of at most {@code x} of the findings be false (Benjamini and Hochberg, J. R. Stat. Soc. B
 * 57, 1995, p. 289).
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /** The q-value of each p-value, in the order given. */
  public static double[] qValues(double[] pValues) {
    int[] fromLargest =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] qValues = new double[pValues.length];
    double least = 1;
    for (int i = 0; i < fromLargest.length; i++) {
      double pValue = pValues[fromLargest[i]];
      if (!(pValue >= 0 && pValue <= 1)) {
        throw new IllegalArgumentException("a p-value of " + pValue);
      }
      least = Math.min(least, pValue * pValues.length / (pValues.length - i));
      qValues[fromLargest[i]] = least;
    }
    return qValues;
  }
}
