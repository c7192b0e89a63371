package io.fantail.report.factor;

import io.fantail.report.trait.Factor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tests that are judged together: those of one scope within Map Runs, or those between them.
 *
 * @param shown what was found, and of every factor what came closest
 * @param pValues of all tests that could be done, those shown first
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record TestFamily(List<Tested> shown, double[] pValues) {
  private static final int SHOWN_OF_FACTOR = 5;

  private static final Comparator<Tested> SUREST_FIRST =
      Comparator.comparing((Tested one) -> !one.isFinding())
          .thenComparingDouble(TestFamily::pValueOf)
          .thenComparing(one -> one.trait().value());

  static TestFamily of(List<Tested> tested) {
    List<Tested> sorted = new ArrayList<>(tested);
    sorted.sort(SUREST_FIRST);
    Map<Factor, Integer> seen = new EnumMap<>(Factor.class);
    List<Tested> shown = new ArrayList<>();
    List<Tested> others = new ArrayList<>();
    for (Tested one : sorted) {
      int number = seen.merge(one.trait().factor(), 1, Integer::sum);
      boolean isShown =
          one.isFinding() || number == 1 || (one.note() != null && number <= SHOWN_OF_FACTOR);
      (isShown ? shown : others).add(one);
    }
    List<Tested> all = new ArrayList<>(shown);
    all.addAll(others);
    return new TestFamily(shown, all.stream().mapToDouble(TestFamily::pValueOf).toArray());
  }

  static double pValueOf(Tested tested) {
    return tested.pValue() == null ? 1 : tested.pValue();
  }
}
