package io.fantail.look.stored;

import java.util.ArrayList;
import java.util.List;

/**
 * Lengths of time in classes, each as many times longer than the one before.
 *
 * @param bounds the lower ends of all classes but the first, in milliseconds, ascending
 */
public record LengthScale(List<Double> bounds) {
  private static final int CLASSES = 24;
  private static final double LEAST_MS = 1;
  private static final double LEAST_RATIO = 10;

  public LengthScale {
    bounds = List.copyOf(bounds);
  }

  /**
   * A scale that ends with the longest and has the middle well inside.
   *
   * @param medianMs of what is to be shown
   * @param maxMs the longest of it
   */
  public static LengthScale of(double medianMs, double maxMs) {
    double top = Math.max(maxMs, LEAST_MS * LEAST_RATIO);
    double bottom = Math.max(LEAST_MS, Math.min(medianMs, top) / LEAST_RATIO);
    double step = Math.pow(top / bottom, 1.0 / (CLASSES - 1));
    List<Double> bounds = new ArrayList<>();
    for (int i = 0; i < CLASSES - 1; i++) {
      bounds.add(bottom * Math.pow(step, i));
    }
    return new LengthScale(bounds);
  }

  /** How many classes it has. */
  public int size() {
    return bounds.size() + 1;
  }
}
