package io.fantail.report.comparison;

import static io.fantail.report.comparison.ComparedSides.CHILDREN;
import static io.fantail.report.comparison.ComparedSides.PARENTS;
import static io.fantail.report.comparison.ComparedSides.SEEDS;
import static io.fantail.report.comparison.ComparedSides.changeOf;
import static io.fantail.report.comparison.ComparedSides.compare;
import static io.fantail.report.comparison.ComparedSides.counts;
import static io.fantail.report.comparison.ComparedSides.drawn;
import static io.fantail.report.comparison.ComparedSides.fanOut;
import static io.fantail.report.comparison.ComparedSides.measured;
import static io.fantail.report.comparison.ComparedSides.renamed;
import static io.fantail.report.comparison.ComparedSides.simulated;
import static io.fantail.report.comparison.ComparedSides.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.report.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileEffectsTest {
  @ParameterizedTest
  @CsvSource({"3, 0.2", "6, 0.2", "5, 0.0"})
  void intervalsCoverTheTrueRatioAndEqualWindowsAreNotSlower(int runs, double runEffect) {
    Map<Figure, Integer> covered = new EnumMap<>(Figure.class);
    int slower = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Side base = simulated(2L * seed, runs, runEffect, 1);
      Map<String, List<Double>> against = renamed(fanOut(2L * seed + 1, runs, runEffect), "-other");
      List<Change> planted = compare(CHILDREN, base, times(1.3, against));
      for (Change change : planted) {
        Interval ratio = change.effect().ratio();
        covered.merge(change.figure(), ratio != null && ratio.covers(1.3) ? 1 : 0, Integer::sum);
      }
      List<Change> equal = compare(CHILDREN, base, times(1, against));
      slower += equal.stream().anyMatch(one -> one.verdict() == Verdict.SLOWER) ? 1 : 0;
    }
    for (Figure figure : List.of(Figure.P50, Figure.P95, Figure.P99)) {
      assertThat(covered.get(figure)).as(figure.word()).isGreaterThanOrEqualTo(90);
    }
    assertThat(slower).isLessThanOrEqualTo(5);
  }

  /** Within the same runs, as of two versions, how runs differ does not widen the interval. */
  @Test
  void partsOfTheSameRunsAreComparedPairByPair() {
    int covered = 0;
    int slower = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Map<String, List<Double>> odd = new TreeMap<>();
      Map<String, List<Double>> even = new TreeMap<>();
      fanOut(seed, 6, 0.3)
          .forEach(
              (arn, run) -> {
                for (int child = 0; child < run.size(); child++) {
                  (child % 2 == 0 ? even : odd)
                      .computeIfAbsent(arn, unseen -> new ArrayList<>())
                      .add(run.get(child));
                }
              });
      Change change = changeOf(CHILDREN, Figure.P50, times(1, odd), times(1.3, even));
      assertThat(change.effect().method()).isEqualTo(Method.PAIRED);
      covered += Objects.requireNonNull(change.effect().ratio()).covers(1.3) ? 1 : 0;
      slower += change.verdict() == Verdict.SLOWER ? 1 : 0;
    }
    assertThat(covered).isBetween(88, 100);
    assertThat(slower).isGreaterThan(90);
  }

  /** Large runs against small ones, and runs too small for a p99 of their own. */
  @ParameterizedTest
  @CsvSource({"30, 30", "30, 50", "400, 40"})
  void runsOfOtherSizesAreNotSlower(int baseSize, int againstSize) {
    int slower = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<Change> equal =
          compare(CHILDREN, drawn(random, 8, baseSize), drawn(random, 8, againstSize));
      slower += equal.stream().anyMatch(one -> one.verdict() == Verdict.SLOWER) ? 1 : 0;
    }
    assertThat(slower).isLessThanOrEqualTo(5);
  }

  @Test
  void slowerRunsAreCalledSlowerAndBackFaster() {
    Side base = simulated(1, 6, 0.05, 1);
    Side against = simulated(2, 6, 0.05, 1.5);

    Change p95 = changeOf(CHILDREN, Figure.P95, base, against);
    assertThat(p95.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(p95.effect().method()).isEqualTo(Method.WELCH);
    assertThat(p95.effect().baseRuns()).isEqualTo(6);
    assertThat(changeOf(CHILDREN, Figure.P95, against, base).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void manyAlikeRunsAreTheSame() {
    Change p50 = changeOf(CHILDREN, Figure.P50, simulated(3, 12, 0, 1), simulated(4, 12, 0, 1.01));

    assertThat(p50.verdict()).isEqualTo(Verdict.SAME);
  }

  @Test
  void fewRunsAreComparedAsTheyAreAndSaySo() {
    Change p95 = changeOf(CHILDREN, Figure.P95, simulated(5, 1, 0, 1), simulated(6, 2, 0, 2));

    assertThat(p95.effect().method()).isEqualTo(Method.MOVER);
    assertThat(p95.effect().note()).contains("whether the next will is not known");
    assertThat(p95.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(Objects.requireNonNull(p95.effect().ratio()).covers(2)).isTrue();
  }

  @Test
  void parentsAreIndependentOfEachOther() {
    Random random = new Random(9);
    Side base =
        new Side(measured(counts(random.doubles(80, 1_000, 2_000).toArray()), 0), List.of());
    Side against =
        new Side(measured(counts(random.doubles(90, 3_000, 4_000).toArray()), 0), List.of());

    List<Change> changes = compare(PARENTS, base, against);
    assertThat(changeOf(Figure.P95, changes).effect().method()).isEqualTo(Method.ORDER_STATISTICS);
    assertThat(changeOf(Figure.P95, changes).verdict()).isEqualTo(Verdict.SLOWER);
    Change p99 = changeOf(Figure.P99, changes);
    assertThat(p99.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(p99.effect().note())
        .isEqualTo("An interval of p99 needs 368 that ended on each side; there are 80 and 90.");
  }

  @Test
  void equalDurationsToTheMillisecondAreNoCertainty() {
    double[] five = new double[50];
    Arrays.fill(five, 5);
    double[] six = new double[50];
    Arrays.fill(six, 6);
    List<Measured> fives =
        List.of(measured(counts(five), 0), measured(counts(five), 0), measured(counts(five), 0));
    List<Measured> sixes =
        List.of(measured(counts(six), 0), measured(counts(six), 0), measured(counts(six), 0));
    Change change =
        changeOf(
            CHILDREN, Figure.P50, new Side(fives.get(0), fives), new Side(sixes.get(0), sixes));
    Interval ratio = Objects.requireNonNull(change.effect().ratio());
    assertThat(ratio.estimate()).isCloseTo(1.2, within(1e-9));
    assertThat(ratio.high() - ratio.low()).isGreaterThan(0.1);
  }

  @Test
  void durationsOfNothingHaveARatio() {
    double[] nothing = new double[500];
    Change change =
        changeOf(
            PARENTS,
            Figure.P99,
            new Side(measured(counts(nothing), 0), List.of()),
            new Side(measured(counts(nothing), 0), List.of()));
    assertThat(Objects.requireNonNull(change.effect().ratio()).covers(1)).isTrue();
  }
}
