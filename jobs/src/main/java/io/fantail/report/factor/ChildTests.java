package io.fantail.report.factor;

import io.fantail.report.statistics.AttributableFraction;
import io.fantail.report.statistics.BenjaminiHochberg;
import io.fantail.report.statistics.Interval;
import io.fantail.report.statistics.StratifiedTables;
import io.fantail.report.trait.FactorKind;
import io.fantail.report.trait.Trait;
import io.fantail.shape.Micros;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tests each trait of children within their Map Runs, and selects those that stand for themselves:
 * the surest first, then what is left among children that are alike in those before. See section 1
 * of the statistics: Cochran, Mantel and Haenszel; Tarone; Benjamini and Hochberg; Miettinen.
 */
final class ChildTests {
  static final double LEVEL = 0.05;
  static final double CONFIDENCE = 0.95;
  static final double LEAST_RATIO = 1.5;
  static final double LEAST_SHARE = 0.05;
  static final long LEAST_TAIL = 5;
  private static final int ROUNDS = 5;
  private static final double THE_SAME = 0.9;
  private static final long BURST = TimeUnit.MINUTES.toMicros(1);
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final List<ComparedRun> runs;
  private final Traits traits;
  private final TraitCounts counts;

  ChildTests(List<ComparedRun> runs, Traits traits, TraitCounts counts) {
    this.runs = runs;
    this.traits = traits;
    this.counts = counts;
  }

  /** All tests that the margins of their tables let come to something. */
  List<Tested> all() {
    @Nullable StratifiedTables[] tables = Strata.of(runs, traits.count(), List.of());
    List<Integer> numbers = new ArrayList<>();
    List<Tested> tested = new ArrayList<>();
    for (int trait = 0; trait < traits.count(); trait++) {
      StratifiedTables table = tables[trait];
      if (table != null && table.smallestReachablePValue() <= LEVEL) {
        numbers.add(trait);
        tested.add(test(trait, table));
      }
    }
    double[] qValues =
        BenjaminiHochberg.qValues(tested.stream().mapToDouble(TestFamily::pValueOf).toArray());
    for (FactorKind kind : List.of(FactorKind.WHY, FactorKind.HOW)) {
      select(numbers, tested, i -> tested.get(i).kind() == kind && qValues[i] < LEVEL);
    }
    return tested;
  }

  private Tested test(int trait, StratifiedTables table) {
    Interval ratio = table.riskRatio(CONFIDENCE);
    long tailWith = counts.tailWith(trait);
    double fraction = fraction(tailWith, ratio, table);
    double explained = Math.max(0, fraction) * counts.excessMs();
    return new Tested(
        traits.trait(trait).factor().kind(),
        traits.trait(trait),
        counts.childrenWith(trait),
        tailWith,
        counts.runsWith(trait),
        ratio == null ? null : (Double) ratio.estimate(),
        ratio,
        table.chiSquared(),
        table.pValue(),
        explained,
        Math.max(0, fraction),
        false,
        counts.exampleOf(trait),
        null);
  }

  /**
   * Without a slow child that has not the trait, all are due to it that have it; without one that
   * has it beside others that have it not, none.
   */
  private double fraction(long tailWith, @Nullable Interval ratio, StratifiedTables table) {
    if (ratio != null) {
      return AttributableFraction.of(tailWith, counts.tail(), ratio.estimate());
    }
    return table.areCasesOnlyWithIt() ? (double) tailWith / counts.tail() : 0;
  }

  private static boolean hasEffect(StratifiedTables table) {
    Interval ratio = table.riskRatio(CONFIDENCE);
    return ratio == null ? table.areCasesOnlyWithIt() : ratio.estimate() >= LEAST_RATIO;
  }

  private void select(List<Integer> numbers, List<Tested> tested, Predicate<Integer> isSure) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < tested.size(); i++) {
      Tested one = tested.get(i);
      if (isSure.test(i)
          && (one.riskRatio() == null || one.riskRatio() >= LEAST_RATIO)
          && one.explainedShare() >= LEAST_SHARE
          && one.tailWith() >= LEAST_TAIL) {
        left.add(i);
      }
    }
    @Nullable StratifiedTables[] tables = null;
    List<Integer> accepted = new ArrayList<>();
    while (!left.isEmpty() && accepted.size() < ROUNDS) {
      int best = surest(left, numbers, tested, tables);
      left.remove((Integer) best);
      tested.set(best, tested.get(best).withNote(true, burstOf(numbers.get(best))));
      accepted.add(numbers.get(best));
      tables = Strata.of(runs, traits.count(), accepted);
      for (Integer other : List.copyOf(left)) {
        if (!holds(tables[numbers.get(other)])) {
          left.remove(other);
          tested.set(
              other, tested.get(other).withNote(false, noteOn(numbers.get(other), best, numbers)));
        }
      }
    }
    for (Integer other : left) {
      tested.set(
          other, tested.get(other).withNote(false, "not looked into: five others explain more"));
    }
  }

  private static int surest(
      List<Integer> left,
      List<Integer> numbers,
      List<Tested> tested,
      @Nullable StratifiedTables @Nullable [] tables) {
    return left.stream()
        .max(
            Comparator.comparingDouble(
                    (Integer i) -> chiSquaredOf(tested.get(i), numbers.get(i), tables))
                .thenComparing(i -> tested.get(i).explainedMs())
                .thenComparing(i -> tested.get(i).trait().factor(), Comparator.reverseOrder())
                .thenComparing(i -> tested.get(i).trait().value(), Comparator.reverseOrder()))
        .orElseThrow();
  }

  private static double chiSquaredOf(
      Tested tested, int number, @Nullable StratifiedTables @Nullable [] tables) {
    StratifiedTables table = tables == null ? null : tables[number];
    return table == null ? tested.chiSquared() : table.chiSquared();
  }

  private static boolean holds(@Nullable StratifiedTables amongAlike) {
    return amongAlike != null
        && amongAlike.informativeStrata() > 0
        && amongAlike.pValue() < LEVEL
        && hasEffect(amongAlike);
  }

  /**
   * Names the moment where all slow children with a trait started within a minute of longer work.
   */
  private @Nullable String burstOf(int trait) {
    long first = counts.firstStartOf(trait);
    long last = counts.lastStartOf(trait);
    boolean isBurst = last - first <= BURST && counts.lastStart() - counts.firstStart() > 2 * BURST;
    return isBurst ? "all from " + secondOf(first) + " to " + secondOf(last) : null;
  }

  private static String secondOf(long micros) {
    return Micros.toInstant(micros).atOffset(ZoneOffset.UTC).format(SECOND);
  }

  private String noteOn(int trait, int best, List<Integer> numbers) {
    int accepted = numbers.get(best);
    Trait of = traits.trait(accepted);
    String named = of.factor().name().toLowerCase(Locale.ROOT) + " " + of.value();
    return jaccardOfTails(trait, accepted) > THE_SAME
        ? "the same children as " + named
        : "no more likely to be slow among children alike in " + named;
  }

  private double jaccardOfTails(int one, int other) {
    long both = 0;
    for (ComparedRun run : runs) {
      for (int child = run.tail().nextSetBit(0);
          child >= 0;
          child = run.tail().nextSetBit(child + 1)) {
        both += run.has(child, one) && run.has(child, other) ? 1 : 0;
      }
    }
    return (double) both / (counts.tailWith(one) + counts.tailWith(other) - both);
  }
}
