package io.fantail.report.factor;

import io.fantail.report.statistics.BenjaminiHochberg;
import io.fantail.report.trait.FactorKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Judges the tests of all scopes together, day by day, as of many tests some succeed by chance:
 * those within Map Runs, and apart from these the few between them, which answer another question.
 */
public final class TailFactors {
  private static final Comparator<Judged> WORST_FIRST =
      Comparator.comparing((Judged one) -> one.tested.kind())
          .thenComparing(one -> !one.isFinding)
          .thenComparingDouble(
              one -> one.isFinding ? -one.tested.explainedMs() : TestFamily.pValueOf(one.tested))
          .thenComparing(one -> one.tested.trait().factor())
          .thenComparing(one -> one.tested.trait().value());

  private record Judged(Tested tested, double qValue, boolean isFinding) {}

  private final SortedMap<LocalDate, List<ScopeFactors>> byDay = new TreeMap<>();

  public void add(ScopeFactors ofScope) {
    byDay.computeIfAbsent(ofScope.scope().day(), unseen -> new ArrayList<>()).add(ofScope);
  }

  /**
   * A scope with its rows.
   *
   * @param rows those of a kind in the order of their ranks
   */
  public record OfScope(ScopeFactors factors, List<TailFactor> rows) {}

  /** All scopes with their rows. */
  public List<OfScope> judged() {
    List<OfScope> scopes = new ArrayList<>();
    byDay.values().forEach(ofDay -> judge(ofDay, scopes));
    return scopes;
  }

  private static void judge(List<ScopeFactors> ofDay, List<OfScope> scopes) {
    double[] ofChildren = qValues(ofDay, ScopeFactors::ofChildren);
    double[] ofRuns = qValues(ofDay, ScopeFactors::ofRuns);
    int firstOfChildren = 0;
    int firstOfRuns = 0;
    for (ScopeFactors scope : ofDay) {
      List<Judged> judged = new ArrayList<>();
      addJudged(scope.ofChildren(), ofChildren, firstOfChildren, judged);
      addJudged(scope.ofRuns(), ofRuns, firstOfRuns, judged);
      firstOfChildren += scope.ofChildren().pValues().length;
      firstOfRuns += scope.ofRuns().pValues().length;
      judged.sort(WORST_FIRST);
      scopes.add(new OfScope(scope, ranked(scope, judged)));
    }
  }

  private static double[] qValues(
      List<ScopeFactors> ofDay, Function<ScopeFactors, TestFamily> family) {
    return BenjaminiHochberg.qValues(
        ofDay.stream()
            .map(family)
            .flatMapToDouble(tests -> DoubleStream.of(tests.pValues()))
            .toArray());
  }

  private static void addJudged(
      TestFamily family, double[] qValues, int first, List<Judged> judged) {
    for (int i = 0; i < family.shown().size(); i++) {
      Tested tested = family.shown().get(i);
      double qValue = qValues[first + i];
      judged.add(new Judged(tested, qValue, tested.isFinding() && qValue < ChildTests.LEVEL));
    }
  }

  private static List<TailFactor> ranked(ScopeFactors scope, List<Judged> sorted) {
    List<TailFactor> rows = new ArrayList<>();
    int rank = 0;
    FactorKind kind = FactorKind.WHY;
    for (Judged one : sorted) {
      rank = one.tested.kind() == kind ? rank + 1 : 1;
      kind = one.tested.kind();
      rows.add(
          new TailFactor(
              scope,
              one.tested,
              one.tested.pValue() == null ? null : (Double) one.qValue,
              one.isFinding,
              rank));
    }
    return rows;
  }
}
