package io.fantail.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fantail.report.latency.DurationCounter;
import io.fantail.report.latency.DurationCounts;
import io.fantail.report.statistics.Interval;
import io.fantail.testing.SimulatedChild;
import io.fantail.testing.SimulatedFanOut;
import java.time.Duration;
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

class ComparisonTest {
  private static final ComparedGroup CHILDREN =
      new ComparedGroup(ComparedGroup.EXECUTION, "order-fanout", "order-fanout/ProcessOrd1", true);
  private static final ComparedGroup PARENTS =
      new ComparedGroup(ComparedGroup.EXECUTION, "order-fanout", "order-fanout", false);
  private static final int SEEDS = 100;

  private static DurationCounts counts(double... millis) {
    DurationCounter counter = new DurationCounter();
    for (double one : millis) {
      counter.add(Duration.ofMillis(Math.round(one)));
    }
    return counter.counts();
  }

  private static Measured measured(DurationCounts durations, long errors) {
    return Measured.of(durations, errors, 0, 0, Comparison.CONFIDENCE);
  }

  /** The milliseconds of simulated children, by Map Run. */
  private static Map<String, List<Double>> fanOut(long seed, int runs, double runEffect) {
    Map<String, List<Double>> byRun = new TreeMap<>();
    for (SimulatedChild child :
        SimulatedFanOut.ofSeed(seed)
            .runs(runs)
            .childrenPerRun(150, 350)
            .runEffect(runEffect)
            .children()) {
      byRun.computeIfAbsent(child.mapRun(), unseen -> new ArrayList<>()).add(child.activeMs());
    }
    return byRun;
  }

  /** The same children, each of which takes so many times as long. */
  private static Side times(double times, Map<String, List<Double>> byRun) {
    DurationCounter all = new DurationCounter();
    List<Measured> runs = new ArrayList<>();
    byRun.forEach(
        (arn, run) -> {
          DurationCounts counts = counts(run.stream().mapToDouble(ms -> ms * times).toArray());
          all.add(counts);
          runs.add(measured(counts, 0).ofRun(arn));
        });
    return new Side(measured(all.counts(), 0), runs);
  }

  /** Map Runs of one fan-out have other ARNs than those of another. */
  private static Map<String, List<Double>> renamed(Map<String, List<Double>> byRun, String by) {
    Map<String, List<Double>> renamed = new TreeMap<>();
    byRun.forEach((arn, run) -> renamed.put(arn + by, run));
    return renamed;
  }

  private static Side simulated(long seed, int runs, double runEffect, double times) {
    return times(times, renamed(fanOut(seed, runs, runEffect), "-" + seed));
  }

  private static List<Change> compare(ComparedGroup group, Side base, Side against) {
    return Comparison.of(Map.of(group, base), Map.of(group, against), Map.of());
  }

  private static Change changeOf(Figure figure, List<Change> changes) {
    return changes.stream().filter(one -> one.figure() == figure).findAny().orElseThrow();
  }

  private static Change changeOf(ComparedGroup group, Figure figure, Side base, Side against) {
    return changeOf(figure, compare(group, base, against));
  }

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

  private static Side drawn(Random random, int runs, int size) {
    DurationCounter all = new DurationCounter();
    List<Measured> each = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      double pace = 300 * Math.exp(0.2 * random.nextGaussian());
      double[] millis = new double[size];
      Arrays.setAll(millis, child -> pace * Math.exp(0.5 * random.nextGaussian()));
      each.add(measured(counts(millis), 0));
      all.add(counts(millis));
    }
    return new Side(measured(all.counts(), 0), each);
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

  private static Side failing(long errors, long ended) {
    double[] millis = new double[(int) ended];
    Arrays.fill(millis, 100);
    return new Side(measured(counts(millis), errors), List.of());
  }

  @Test
  void errorRatesOfParents() {
    Change more = changeOf(PARENTS, Figure.ERROR_RATE, failing(2, 400), failing(40, 400));
    assertThat(more.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(more.effect().method()).isEqualTo(Method.NEWCOMBE_WILSON);
    assertThat(more.base().value()).isEqualTo(0.005);

    Change first = changeOf(PARENTS, Figure.ERROR_RATE, failing(0, 400), failing(40, 400));
    assertThat(first.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(new Gate(Figure.ERROR_RATE, 2).isBrokenBy(first)).isTrue();

    assertThat(changeOf(PARENTS, Figure.ERROR_RATE, failing(40, 400), failing(0, 400)).verdict())
        .isEqualTo(Verdict.FASTER);
    assertThat(changeOf(PARENTS, Figure.ERROR_RATE, failing(0, 5), failing(1, 5)).verdict())
        .isEqualTo(Verdict.UNKNOWN);
    Change never = changeOf(PARENTS, Figure.ERROR_RATE, failing(0, 2_000), failing(0, 3_000));
    assertThat(never.verdict()).isEqualTo(Verdict.SAME);
    assertThat(never.effect().ratio()).isNull();
    assertThat(changeOf(PARENTS, Figure.ERROR_RATE, failing(0, 20), failing(0, 30)).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  /** Each run has its own error rate: pooled, these windows would be told apart at once. */
  @Test
  void errorRatesOfRunsThatDifferAreNotTakenForAChange() {
    int slower = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Change change =
          changeOf(
              CHILDREN, Figure.ERROR_RATE, failingRuns(random, 0.05), failingRuns(random, 0.05));
      assertThat(change.effect().method()).isEqualTo(Method.WELCH_ARCSINE);
      slower += change.verdict() == Verdict.SLOWER ? 1 : 0;
    }
    assertThat(slower).isLessThanOrEqualTo(5);
    Change planted =
        changeOf(
            CHILDREN,
            Figure.ERROR_RATE,
            failingRuns(new Random(1), 0.02),
            failingRuns(new Random(2), 0.2));
    assertThat(planted.verdict()).isEqualTo(Verdict.SLOWER);
  }

  private static Side failingRuns(Random random, double rate) {
    List<Measured> runs = new ArrayList<>();
    long errors = 0;
    for (int run = 0; run < 6; run++) {
      long ofRun = Math.round(500 * Math.min(1, rate * Math.exp(0.6 * random.nextGaussian())));
      errors += ofRun;
      runs.add(failing(ofRun, 500).all());
    }
    return new Side(failing(errors, 3_000).all(), runs);
  }

  @Test
  void whatOneSideLacksIsShownAndNotJudged() {
    List<Change> changes = Comparison.of(Map.of(), Map.of(PARENTS, failing(3, 10)), Map.of());

    assertThat(changes).hasSize(4).allMatch(one -> one.verdict() == Verdict.UNKNOWN);
    assertThat(changes.get(0).base().value()).isNull();
    assertThat(changes.get(0).effect().note()).isEqualTo("Only one side has any.");
  }

  /** One of forty equal groups is beyond 1 by chance: it is called open, not slower. */
  @Test
  void manyGroupsAreCorrectedFor() {
    int slower = 0;
    for (int seed = 0; seed < 20; seed++) {
      Map<ComparedGroup, Side> base = new TreeMap<>(ComparedGroup.IN_ORDER);
      Map<ComparedGroup, Side> against = new TreeMap<>(ComparedGroup.IN_ORDER);
      Random random = new Random(seed);
      for (int state = 0; state < 40; state++) {
        ComparedGroup group = new ComparedGroup(ComparedGroup.STATE, "m", "S" + state, true);
        base.put(group, drawn(random, 5, 120));
        against.put(group, drawn(random, 5, 120));
      }
      slower +=
          Comparison.of(base, against, Map.of()).stream()
                  .anyMatch(one -> one.verdict() == Verdict.SLOWER)
              ? 1
              : 0;
    }
    assertThat(slower).isLessThanOrEqualTo(2);
  }

  private static Side costing(double... costs) {
    double[] millis = new double[100];
    Arrays.fill(millis, 100);
    List<Measured> runs =
        Arrays.stream(costs)
            .mapToObj(cost -> measured(counts(millis), 0).with(0, 0, cost))
            .toList();
    double mean = Arrays.stream(costs).average().orElse(0);
    return new Side(measured(counts(millis), 0).with(0, 0, mean), runs);
  }

  @Test
  void costsAreComparedRunByRunWhereTheyAreKnown() {
    Change dearer =
        changeOf(
            CHILDREN, Figure.COST, costing(1e-6, 1.1e-6, 0.9e-6), costing(2e-6, 2.1e-6, 1.9e-6));
    assertThat(dearer.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(dearer.base().value()).isCloseTo(1e-6, within(1e-12));
    assertThat(Objects.requireNonNull(dearer.effect().ratio()).estimate())
        .isCloseTo(2, within(0.05));
    assertThat(new Gate(Figure.COST, 1.5).isBrokenBy(dearer)).isTrue();

    Change few = changeOf(CHILDREN, Figure.COST, costing(1e-6), costing(3e-6));
    assertThat(few.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(few.effect().note()).contains("three Map Runs on each side");
    assertThat(compare(CHILDREN, failing(1, 50), failing(1, 50)))
        .noneMatch(one -> one.figure() == Figure.COST);
  }

  @Test
  void worstComesFirst() {
    Map<ComparedGroup, Side> base = new TreeMap<>(ComparedGroup.IN_ORDER);
    Map<ComparedGroup, Side> against = new TreeMap<>(ComparedGroup.IN_ORDER);
    double[] times = {0.5, 1, 3, 1.6};
    for (int state = 0; state < times.length; state++) {
      ComparedGroup group = new ComparedGroup(ComparedGroup.STATE, "m", "S" + state, true);
      base.put(group, simulated(7, 8, 0.05, 1));
      against.put(group, simulated(8, 8, 0.05, times[state]));
    }
    List<String> p50 =
        Comparison.of(base, against, Map.of()).stream()
            .filter(one -> one.figure() == Figure.P50)
            .map(one -> one.group().name() + " " + one.verdict().word())
            .toList();
    assertThat(p50.subList(0, 3)).containsExactly("S2 slower", "S3 slower", "S0 faster");
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
