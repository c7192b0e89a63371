package io.fantail.report.factor;

import io.fantail.report.statistics.GrubbsTest;
import io.fantail.report.statistics.RankTests;
import io.fantail.report.trait.Factor;
import io.fantail.report.trait.FactorKind;
import io.fantail.report.trait.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares whole Map Runs: by traits that all or none of their children have, and by whether one of
 * them stands out. Children of one run are not independent, so a run counts as one.
 */
final class RunTests {
  private static final double TAIL = 0.95;
  private static final int LEAST_OF_SIDE = 4;
  private static final int LEAST_RUNS = 6;
  private static final double OUTLIER_LEVEL = 0.01;

  private final List<ComparedRun> runs;
  private final Traits traits;
  private final double[] shares;
  private final double[] excessMs;
  private final BitSet[] runsWith;
  private final BitSet[] runsOfNothingElse;

  RunTests(List<ComparedRun> runs, Traits traits) {
    this.runs = runs;
    this.traits = traits;
    this.runsWith = bitSets(traits.count());
    this.runsOfNothingElse = bitSets(traits.count());
    for (int run = 0; run < runs.size(); run++) {
      addTraits(run);
    }
    double[] all = sorted(runs);
    double slow = quantile(all, TAIL);
    double median = quantile(all, 0.5);
    this.shares = runs.stream().mapToDouble(run -> above(run, slow) / run.children()).toArray();
    this.excessMs = runs.stream().mapToDouble(run -> excess(run, slow, median)).toArray();
  }

  private static BitSet[] bitSets(int count) {
    BitSet[] sets = new BitSet[count];
    Arrays.setAll(sets, i -> new BitSet());
    return sets;
  }

  private void addTraits(int number) {
    ComparedRun run = runs.get(number);
    Map<Integer, Integer> children = new HashMap<>();
    for (int trait : run.traits()) {
      children.merge(trait, 1, Integer::sum);
    }
    run.ofRun().forEach(trait -> children.put(trait, run.children()));
    children.forEach(
        (trait, having) -> {
          runsWith[trait].set(number);
          runsOfNothingElse[trait].set(number, having == run.children());
        });
  }

  List<Tested> all() {
    List<Tested> tested = new ArrayList<>();
    for (int trait = 0; trait < traits.count(); trait++) {
      int having = runsOfNothingElse[trait].cardinality();
      int others = runs.size() - runsWith[trait].cardinality();
      if (having > 0 && others > 0) {
        tested.add(compare(trait, having, others));
      }
    }
    Tested outlier = outlier();
    if (outlier != null) {
      tested.add(outlier);
    }
    return tested;
  }

  /** Compares runs all of whose children have a trait with those none of whose have it. */
  private Tested compare(int trait, int countHaving, int countOthers) {
    double[] having = sharesOf(run -> runsOfNothingElse[trait].get(run));
    double[] others = sharesOf(run -> !runsWith[trait].get(run));
    boolean isSeparable = Math.min(countHaving, countOthers) >= LEAST_OF_SIDE;
    Double pValue = isSeparable ? (Double) RankTests.mannWhitney(having, others) : null;
    double with = mean(having);
    double without = mean(others);
    double explained = explainedMs(runsOfNothingElse[trait], with, without);
    boolean isFinding =
        pValue != null
            && pValue < ChildTests.LEVEL
            && with >= ChildTests.LEAST_RATIO * without
            && explained >= ChildTests.LEAST_SHARE * allExcessMs();
    return result(
        traits.trait(trait),
        runsOfNothingElse[trait],
        without == 0 ? null : (Double) (with / without),
        pValue,
        explained,
        isFinding,
        isSeparable
            ? null
            : String.format(
                Locale.ROOT,
                "not separable: %d Map Runs with it and %d without, where 4 of each are needed",
                countHaving,
                countOthers));
  }

  private @Nullable Tested outlier() {
    if (runs.size() < LEAST_RUNS) {
      return null;
    }
    double[] ln = runs.stream().mapToDouble(run -> Math.log(ofRun(run, TAIL))).toArray();
    GrubbsTest test = GrubbsTest.ofLargest(ln);
    BitSet only = new BitSet();
    only.set(test.place());
    double[] sorted = ln.clone();
    Arrays.sort(sorted);
    double times = Math.exp(ln[test.place()] - quantile(sorted, 0.5));
    double others = mean(sharesOf(run -> run != test.place()));
    return result(
        new Trait(Factor.MAP_RUN, runs.get(test.place()).mapRunArn()),
        only,
        times,
        test.pValue(),
        explainedMs(only, shares[test.place()], others),
        test.pValue() < OUTLIER_LEVEL && times >= ChildTests.LEAST_RATIO,
        "the ratio is that of its p95 to the p95 of the Map Run in the middle");
  }

  private Tested result(
      Trait trait,
      BitSet with,
      @Nullable Double ratio,
      @Nullable Double pValue,
      double explained,
      boolean isFinding,
      @Nullable String note) {
    long children = with.stream().mapToLong(run -> runs.get(run).children()).sum();
    long slow =
        with.stream().mapToLong(run -> Math.round(shares[run] * runs.get(run).children())).sum();
    return new Tested(
        FactorKind.RUN,
        trait,
        children,
        slow,
        with.cardinality(),
        ratio,
        null,
        0,
        pValue,
        explained,
        allExcessMs() == 0 ? 0 : explained / allExcessMs(),
        isFinding,
        slowestOf(runs.get(with.nextSetBit(0))),
        note);
  }

  private static @Nullable String slowestOf(ComparedRun run) {
    int last = run.tail().length() - 1;
    return last < 0 ? null : run.tailArns()[last];
  }

  /** Of the excess of the slow children of these runs, that which others would not have had. */
  private double explainedMs(BitSet those, double with, double without) {
    double excess = those.stream().mapToDouble(run -> excessMs[run]).sum();
    return with == 0 ? 0 : Math.max(0, (with - without) / with) * excess;
  }

  private double allExcessMs() {
    return Arrays.stream(excessMs).sum();
  }

  private double[] sharesOf(IntPredicate which) {
    return IntStream.range(0, shares.length).filter(which).mapToDouble(i -> shares[i]).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double above(ComparedRun run, double ms) {
    int above = 0;
    for (float active : run.activeMs()) {
      above += active > ms ? 1 : 0;
    }
    return above;
  }

  private static double excess(ComparedRun run, double slow, double median) {
    double excess = 0;
    for (float active : run.activeMs()) {
      excess += active > slow ? active - median : 0;
    }
    return excess;
  }

  private static double[] sorted(List<ComparedRun> runs) {
    return runs.stream().flatMapToDouble(RunTests::times).sorted().toArray();
  }

  private static DoubleStream times(ComparedRun run) {
    return IntStream.range(0, run.children()).mapToDouble(child -> run.activeMs()[child]);
  }

  private static double ofRun(ComparedRun run, double quantile) {
    return quantile(times(run).sorted().toArray(), quantile);
  }

  private static double quantile(double[] sorted, double quantile) {
    return sorted[(int) Math.round((sorted.length - 1) * quantile)];
  }
}
