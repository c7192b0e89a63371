package io.fantail.report.comparison;

import io.fantail.report.statistics.Interval;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a change must not do: a figure that is surely more than so many times what it was, by the
 * lower end of its interval.
 *
 * @param factor at least 1
 */
public record Gate(Figure figure, double factor) {

  /**
   * Reads a gate as people write it.
   *
   * @param text for example {@code p95:1.2}
   * @throws IllegalArgumentException with a sentence, when it is none
   */
  public static Gate parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("'" + text + "' is not FIGURE:FACTOR, such as p95:1.2");
    }
    String word = text.substring(0, colon).strip();
    Figure figure =
        Arrays.stream(Figure.values())
            .filter(one -> one.word().equals(word.toLowerCase(Locale.ROOT)))
            .findAny()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + word + "' is no figure that is compared: " + figures()));
    return new Gate(figure, factor(text.substring(colon + 1).strip()));
  }

  private static double factor(String text) {
    double factor;
    try {
      factor = Double.parseDouble(text);
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException(
          "'" + text + "' is no number of times, such as 1.2", noNumber);
    }
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("'" + text + "' is no number of times from 1 on");
    }
    return factor;
  }

  /** The figures that there are, for people. */
  public static String figures() {
    return Arrays.stream(Figure.values()).map(Figure::word).collect(Collectors.joining(", "));
  }

  public boolean isBrokenBy(Change change) {
    Interval ratio = change.effect().ratio();
    return change.figure() == figure && ratio != null && ratio.low() > factor;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return figure.word() + ":" + factor;
  }
}
